import { CircleCheck, CircleSlash, Send, Trash2 } from 'lucide-react';

import type { AccountState } from '../../../shared/contract/accounts.ts';
import { activationWords } from '../../app/activation-words.ts';
import type { ListTarget } from '../../app/list-target.ts';
import type { UsersSearch } from '../../app/search-params.ts';
import type { useListState } from '../../app/use-list-state.ts';
import { useSearchText } from '../../app/use-search-text.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import type { UserActs } from './use-user-acts.ts';

interface UsersToolbarProps {
  readonly search: UsersSearch;
  readonly onSearch: (changes: UsersSearch) => void;
  readonly state: ReturnType<typeof useListState>;
  readonly acts: UserActs;
  readonly blocked: string | undefined;
  /** Null while nothing is selected. */
  readonly target: ListTarget | null;
  /** Of everybody in the target, when it is one. */
  readonly accountState: AccountState | undefined;
}

export function UsersToolbar(props: UsersToolbarProps) {
  const { search, onSearch, state, target } = props;
  const [text, setText] = useSearchText(search.q ?? '', (q) => onSearch({ q: q || undefined }));
  if (target !== null) return <UsersSelection {...props} target={target} />;
  return (
    <Toolbar label="Search and filter">
      <SearchField
        label="Search users"
        placeholder="Name or e-mail"
        value={text}
        onChange={setText}
        onLeave={state.focusGrid}
      />
      <FilterChips
        label="State"
        value={search.state ?? 'all'}
        onChange={(value) => onSearch({ state: value === 'all' ? undefined : value })}
        items={[
          { value: 'all', label: 'All' },
          { value: 'active', label: 'Active' },
          { value: 'pending', label: 'Pending' },
          { value: 'to-approve', label: 'To approve' },
          { value: 'expired', label: 'Link ended' },
          { value: 'inactive', label: 'Inactive' },
        ]}
      />
      <FilterChips
        label="Role"
        value={search.role ?? 'all'}
        onChange={(value) => onSearch({ role: value === 'all' ? undefined : value })}
        items={[
          { value: 'all', label: 'Any role' },
          { value: 'staff', label: 'Staff' },
          { value: 'superuser', label: 'Superusers' },
        ]}
      />
    </Toolbar>
  );
}

interface UsersSelectionProps extends Pick<
  UsersToolbarProps,
  'state' | 'acts' | 'blocked' | 'accountState'
> {
  readonly target: ListTarget;
}

function UsersSelection(props: UsersSelectionProps) {
  const { state, acts, blocked, target, accountState } = props;
  const writing = { size: 'small', disabledReason: blocked } as const;
  return (
    <SelectionBar {...state.selectionBar}>
      <Button
        {...writing}
        icon={CircleCheck}
        keys="a"
        pending={acts.pending === 'activate'}
        onClick={() => acts.activate(target, accountState)}
      >
        {activationWords(accountState).verb}
      </Button>
      <Button
        {...writing}
        icon={CircleSlash}
        keys="d"
        pending={acts.pending === 'deactivate'}
        onClick={() => acts.deactivate(target)}
      >
        Deactivate
      </Button>
      <Button
        {...writing}
        icon={Send}
        keys="m"
        onClick={() => acts.open({ kind: 'reset', target })}
      >
        Send reset link…
      </Button>
      <Button
        {...writing}
        icon={Trash2}
        keys="Delete"
        onClick={() => acts.open({ kind: 'delete', target })}
      >
        Delete…
      </Button>
    </SelectionBar>
  );
}
