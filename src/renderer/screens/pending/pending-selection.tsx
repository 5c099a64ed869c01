import { CalendarPlus, Check, Copy, MailPlus, Trash2, UserRoundX } from 'lucide-react';

import { useKeymap } from '../../app/keys/keymap.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import type { useListState } from '../../app/list/use-list-state.ts';
import { Button } from '../../ui/button.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { ExportSelectionButton } from '../transfer/export-button.tsx';
import { linkBlock } from './link-block.ts';
import type { PendingActs, Stage } from './use-pending-acts.ts';
import { useSignUpBlocks } from './use-sign-up-blocks.ts';

interface PendingSelectionProps {
  readonly state: Pick<ReturnType<typeof useListState>, 'selectionBar'>;
  readonly acts: PendingActs;
  readonly blocked: string | undefined;
  readonly target: ListTarget;
  readonly stage: Stage;
}

/** The acts on the selected sign-ups. */
export function PendingSelection(props: PendingSelectionProps) {
  const { state, acts, blocked, target, stage } = props;
  const keymap = useKeymap();
  const { removeBlocked, linksBlocked } = useSignUpBlocks(blocked);
  const writing = { size: 'small', disabledReason: blocked } as const;
  const removing = { size: 'small', disabledReason: removeBlocked } as const;
  return (
    <SelectionBar {...state.selectionBar} search={target.search}>
      <Button
        {...writing}
        icon={Check}
        keys={keymap.activate}
        pending={acts.pending === 'activate'}
        onClick={() => acts.activate(target, stage)}
      >
        {activationWords(stage).verb}
      </Button>
      <Button
        {...writing}
        disabledReason={linkBlock(stage) ?? blocked}
        icon={MailPlus}
        keys={keymap.resend}
        pending={acts.pending === 'resend'}
        onClick={() => acts.resend(target)}
      >
        Mail again
      </Button>
      <Button
        size="small"
        icon={Copy}
        keys={keymap['copy-link']}
        disabledReason={linksBlocked ?? linkBlock(stage)}
        onClick={() => acts.copyLinks(target)}
      >
        Copy links
      </Button>
      <Button
        {...writing}
        disabledReason={linkBlock(stage) ?? blocked}
        icon={CalendarPlus}
        onClick={() => acts.open({ kind: 'plan', act: 'extend', target })}
      >
        Extend…
      </Button>
      <Button
        {...removing}
        icon={UserRoundX}
        keys={keymap.reject}
        onClick={() => acts.open({ kind: 'reject', target, stage })}
      >
        Reject…
      </Button>
      <ExportSelectionButton />
      <Button
        {...removing}
        icon={Trash2}
        keys={keymap.delete}
        onClick={() => acts.open({ kind: 'delete', target })}
      >
        Delete…
      </Button>
    </SelectionBar>
  );
}
