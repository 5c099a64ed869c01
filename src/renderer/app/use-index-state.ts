import type { IndexState } from '../../shared/contract/fields.ts';
import { useQueryOf } from '../query/use-query-of.ts';

/** One row is enough to learn of the index. */
const ASKED = {
  query: '',
  sort: { column: 'username', direction: 'ascending' },
  offset: 0,
  limit: 1,
} as const;

/** How often one looks: while it grows, and later for its age. */
const GROWING_MS = 1_000;
const READY_MS = 5_000;

/** What is searched with, as it is now and not as it was when the list was read. */
export function useIndexState(): IndexState | undefined {
  const { data } = useQueryOf('accounts.list', ASKED, {
    refetchMs: (answer) => {
      if (answer?.index.state === 'off') return false;
      return answer?.index.state === 'ready' ? READY_MS : GROWING_MS;
    },
  });
  return data?.index;
}
