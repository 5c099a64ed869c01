import { CircleCheck, CircleSlash, Send, Trash2, UsersRound } from 'lucide-react';

import type { AccountState } from '../../../shared/contract/accounts.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import type { useListState } from '../../app/list/use-list-state.ts';
import { Button } from '../../ui/button.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { ExportSelectionButton } from '../transfer/export-button.tsx';
import type { UserActs } from './use-user-acts.ts';

interface UsersSelectionProps {
  readonly state: Pick<ReturnType<typeof useListState>, 'selectionBar'>;
  readonly acts: UserActs;
  readonly blocked: string | undefined;
  /** Why rights can't be changed, or undefined. */
  readonly rightsBlocked: string | undefined;
  readonly target: ListTarget;
  /** Of everybody in the target, when it is one. */
  readonly accountState: AccountState | undefined;
}

/** The acts on the selected users. */
export function UsersSelection(props: UsersSelectionProps) {
  const keymap = useKeymap();
  const { state, acts, blocked, rightsBlocked, target, accountState } = props;
  const writing = { size: 'small', disabledReason: blocked } as const;
  const deleteBlocked = useBlock('accounts.delete');
  return (
    <SelectionBar {...state.selectionBar} search={target.search}>
      <Button
        {...writing}
        icon={CircleCheck}
        keys={keymap.activate}
        pending={acts.pending === 'activate'}
        onClick={() => acts.activate(target, accountState)}
      >
        {activationWords(accountState).verb}
      </Button>
      <Button
        {...writing}
        icon={CircleSlash}
        keys={keymap.deactivate}
        pending={acts.pending === 'deactivate'}
        onClick={() => acts.deactivate(target)}
      >
        Deactivate
      </Button>
      <Button
        {...writing}
        icon={Send}
        keys={keymap.reset}
        onClick={() => acts.open({ kind: 'reset', target })}
      >
        Send reset link…
      </Button>
      <Button
        size="small"
        disabledReason={rightsBlocked}
        icon={UsersRound}
        onClick={() => acts.open({ kind: 'groups', target })}
      >
        Group…
      </Button>
      <ExportSelectionButton />
      <Button
        size="small"
        disabledReason={deleteBlocked}
        icon={Trash2}
        keys={keymap.delete}
        onClick={() => acts.open({ kind: 'delete', target })}
      >
        Delete…
      </Button>
    </SelectionBar>
  );
}
