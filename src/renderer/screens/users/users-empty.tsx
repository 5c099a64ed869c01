import { SearchX } from 'lucide-react';

import type { UsersSearch } from '../../app/search-params.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

interface UsersEmptyProps {
  readonly search: UsersSearch;
  readonly onSearch: (changes: UsersSearch) => void;
}

/** There is always the administrator, so an empty list is a filter that nobody matches. */
export function UsersEmpty({ search, onSearch }: UsersEmptyProps) {
  const { q = '', state, role } = search;
  const filtered = state !== undefined || role !== undefined;
  const { data } = useQueryOf('accounts.count', { query: q }, { enabled: filtered });
  const title = q === '' ? 'Nobody here.' : `No one matches “${q}”.`;
  if (filtered && (data?.total ?? 0) > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={title}
        text={`Without the filter: ${data?.total.toLocaleString('en-GB')}.`}
        action={
          <Button onClick={() => onSearch({ state: undefined, role: undefined })}>
            Drop the filter
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={title}
      text="The search looks at user names, names and e-mail addresses."
      action={
        <Button onClick={() => onSearch({ q: undefined, state: undefined, role: undefined })}>
          Clear the search
        </Button>
      }
    />
  );
}
