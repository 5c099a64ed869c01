import type { Jobs } from '../operations/jobs.ts';
import type { Dispatch } from './dispatcher.ts';

/** How long calls without a job, such as those that ask another computer, have to end. */
const CALLS_TIMEOUT_MS = 5_000;

/**
 * Keeps account of the calls under way, so that whatever they work with stays open until they end.
 *
 * @returns A dispatcher like the given one, and what ends it: no call comes in any more, long work
 *   stops where it may and is waited for, other calls have five seconds.
 */
export function createDrainedCalls(
  dispatch: Dispatch,
  jobs: Pick<Jobs, 'stop' | 'list'>,
): { readonly dispatch: Dispatch; readonly end: () => Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  let isEnding = false;
  return {
    dispatch: async (procedure, input, signal) => {
      if (isEnding) {
        const message = 'Gatehouse is closing. Nothing was changed.';
        return { ok: false, error: { code: 'unavailable', message, advice: 'Start it again.' } };
      }
      const call = dispatch(procedure, input, signal);
      underWay.add(call);
      return call.finally(() => underWay.delete(call));
    },
    async end() {
      isEnding = true;
      do {
        await jobs.stop();
        const { promise: timeout, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, CALLS_TIMEOUT_MS);
        await Promise.race([Promise.allSettled(underWay), timeout]);
        clearTimeout(timer);
        // A call may have begun long work meanwhile that can't be stopped half-way.
      } while (jobs.list().length > 0);
    },
  };
}
