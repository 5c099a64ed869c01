import { CircleCheck, CircleSlash, Send, Trash2, UsersRound } from 'lucide-react';

import type { ReactNode } from 'react';

import type { AccountState } from '../../../shared/contract/accounts.ts';
import type { IndexState } from '../../../shared/contract/fields.ts';
import { useKeymap } from '../../app/keymap.tsx';
import { activationWords } from '../../app/activation-words.ts';
import { ListColumns } from '../../app/list-columns.tsx';
import { searchStatus } from '../../app/list-footer.tsx';
import type { ListTarget } from '../../app/list-target.ts';
import { PeopleQueryBar } from '../../app/people-query-bar.tsx';
import { useBlock } from '../../app/use-block.ts';
import type { useListState } from '../../app/use-list-state.ts';
import { Button } from '../../ui/button.tsx';
import type { DataTableLayout } from '../../ui/data-table-layout.ts';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar, ToolbarPlace } from '../../ui/toolbar.tsx';
import { ExportSelectionButton } from '../transfer/export-button.tsx';
import type { UserActs } from './use-user-acts.ts';
import { USER_COLUMNS } from './users-columns.tsx';

interface UsersToolbarProps {
  readonly onText: (text: string) => void;
  readonly index: IndexState | undefined;
  readonly layout: DataTableLayout;
  readonly onLayout: (layout: DataTableLayout) => void;
  readonly viewMenu: ReactNode;
  readonly state: ReturnType<typeof useListState>;
  readonly acts: UserActs;
  readonly blocked: string | undefined;
  /** Why rights can't be changed, or undefined. */
  readonly rightsBlocked: string | undefined;
  /** Null while nothing is selected. */
  readonly target: ListTarget | null;
  /** Of everybody in the target, when it is one. */
  readonly accountState: AccountState | undefined;
}

export function UsersToolbar(props: UsersToolbarProps) {
  const { onText, state, target, index, layout, onLayout, viewMenu } = props;
  const toolbar = (
    <Toolbar
      label="Search and filter"
      end={
        <>
          {viewMenu}
          <ListColumns columns={USER_COLUMNS} layout={layout} onChange={onLayout} />
        </>
      }
    >
      <PeopleQueryBar
        list="accounts"
        label="Search users"
        onText={onText}
        onLeave={state.focusGrid}
        chips={USER_CHIPS}
        status={searchStatus(index)}
      />
    </Toolbar>
  );
  return (
    <ToolbarPlace
      toolbar={toolbar}
      selection={
        target ? (
          <UsersSelection {...props} target={target} />
        ) : (
          state.coming && <SelectionBar {...state.selectionBar} />
        )
      }
    />
  );
}

const USER_CHIPS = [
  { label: 'Active', part: 'is:active' },
  { label: 'Pending', part: 'is:pending' },
  { label: 'To approve', part: 'is:to-approve' },
  { label: 'Link ended', part: 'is:expired' },
  { label: 'Inactive', part: 'is:inactive' },
  { label: 'Staff', part: 'is:staff' },
] as const;

interface UsersSelectionProps extends Pick<
  UsersToolbarProps,
  'state' | 'acts' | 'blocked' | 'rightsBlocked' | 'accountState'
> {
  readonly target: ListTarget;
}

function UsersSelection(props: UsersSelectionProps) {
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
