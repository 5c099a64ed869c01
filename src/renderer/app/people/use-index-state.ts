import type { IndexState } from '../../../shared/contract/fields.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

/** How often one looks: while it grows, and later for its age. */
const GROWING_MS = 1_000;
const READY_MS = 5_000;

/** What is searched with, as it is now and not as it was when the list was read. */
export function useIndexState(): IndexState | undefined {
  const { data } = useQueryOf(
    'accounts.index',
    {},
    {
      refetchMs: (answer) => {
        if (answer?.state === 'off') return false;
        return answer?.state === 'ready' ? READY_MS : GROWING_MS;
      },
    },
  );
  return data;
}
