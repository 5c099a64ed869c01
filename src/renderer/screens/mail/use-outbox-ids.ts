import type { InputOf } from '../../../shared/contract/index.ts';
import { useCall } from '../../query/use-call.ts';

/** The most that one answer holds. */
const LIMIT = 500;

/** Asks for the ids of every mail that matches, window by window: what "select all" selects. */
export function useOutboxIds() {
  const ask = useCall();
  return async (filter: Pick<InputOf<'outbox.list'>, 'search' | 'view'>): Promise<number[]> => {
    // A set, because a mail that comes meanwhile pushes one into the next window.
    const ids = new Set<number>();
    for (let offset = 0; ; offset += LIMIT) {
      // oxlint-disable-next-line no-await-in-loop -- the answer says whether there is a next window
      const { rows, total } = await ask('outbox.list', { ...filter, offset, limit: LIMIT });
      for (const { id } of rows) ids.add(id);
      if (offset + LIMIT >= total) return [...ids];
    }
  };
}
