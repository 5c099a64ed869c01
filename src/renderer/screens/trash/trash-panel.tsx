import { Link } from '@tanstack/react-router';
import { RotateCcw, Trash2 } from 'lucide-react';

import type { TrashRow } from '../../../shared/contract/trash.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { Button } from '../../ui/button.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { AccountStory } from '../users/account-story.tsx';

interface TrashPanelProps {
  readonly row: TrashRow;
  readonly pending: boolean;
  readonly blocked: string | undefined;
  readonly eraseBlocked: string | undefined;
  readonly onRestore: () => void;
  readonly onErase: () => void;
  readonly onClose: () => void;
}

/** With dots where something is asked first. */
function restoreLabel({ takenBy, addressTaken }: TrashRow): string {
  if (takenBy !== null) return 'Restore under another name…';
  return addressTaken ? 'Restore…' : 'Restore';
}

/** Somebody in the trash: why and by whom, what happened before, and both ways out. */
export function TrashPanel(props: TrashPanelProps) {
  const keymap = useKeymap();
  const { row, pending, blocked, eraseBlocked, onRestore, onErase, onClose } = props;
  return (
    <Panel
      storageKey="trash"
      label={`${showTurns(row.username)} in the trash`}
      title={<ForeignText>{row.name || row.username}</ForeignText>}
      subtitle={<ForeignText>{row.email}</ForeignText>}
      onClose={onClose}
      footer={
        <>
          <Button
            variant="primary"
            icon={RotateCcw}
            keys={keymap['trash.restore']}
            pending={pending}
            disabledReason={blocked}
            onClick={onRestore}
          >
            {restoreLabel(row)}
          </Button>
          <Button
            icon={Trash2}
            keys={keymap['trash.erase']}
            disabledReason={eraseBlocked}
            onClick={onErase}
          >
            Delete for good…
          </Button>
        </>
      }
    >
      <Facts
        items={[
          {
            label: 'User name',
            value: <ForeignText>{row.username}</ForeignText>,
            copy: row.username,
          },
          ...(row.takenBy === null
            ? []
            : [
                {
                  label: 'Who is called so now',
                  value: (
                    <Link to="/users/$id" params={{ id: row.takenBy.id }}>
                      <ForeignText>{row.takenBy.username}</ForeignText>
                    </Link>
                  ),
                },
              ]),
          { label: 'E-mail', value: <ForeignText>{row.email}</ForeignText>, copy: row.email },
          { label: 'What', value: row.act },
          {
            label: 'Why',
            value: <ForeignText>{row.reason || 'No reason was given.'}</ForeignText>,
          },
          { label: 'By', value: <ForeignText>{row.by}</ForeignText> },
          { label: 'When', value: <RelativeTime at={row.deletedAt} /> },
          { label: 'Gone in', value: <Countdown until={row.until} /> },
        ]}
      />
      <AccountStory id={row.id} />
    </Panel>
  );
}
