import { Ban } from 'lucide-react';

import type { InvitationRow } from '../../../shared/contract/invitations.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { revokeBlock, type InvitationActs } from './use-invitation-acts.ts';

interface InvitationRowActionsProps {
  readonly row: InvitationRow;
  readonly acts: InvitationActs;
  readonly blocked: string | undefined;
}

/** At a row's end. */
export function InvitationRowActions({ row, acts, blocked }: InvitationRowActionsProps) {
  const keymap = useKeymap();
  return (
    <>
      {row.link !== null && (
        <CopyButton value={row.link} label={`Copy the link for ${showTurns(row.label)}`} />
      )}
      <IconButton
        icon={Ban}
        label={`Revoke ${showTurns(row.label)}`}
        keys={keymap['invitations.revoke']}
        size="small"
        disabledReason={revokeBlock([row]) ?? blocked}
        onClick={() => acts.revoke([row])}
      />
    </>
  );
}
