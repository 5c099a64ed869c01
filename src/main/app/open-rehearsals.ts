import type { Topic } from '../../shared/topics.ts';
import { createRehearsals, type Rehearsals } from '../rehearsal/rehearsals.ts';
import type { Events } from './events.ts';
import { undoAct } from './undo-act.ts';

/** What is another once a test person is gone. */
const WRITES: readonly Topic[] = [
  'accounts',
  'registrations',
  'operations',
  'outbox',
  'captured',
  'sessions',
];

type Context = Omit<
  Parameters<typeof createRehearsals>[0],
  'undo' | 'onChange' | 'onEnd' | 'onError'
>;

/**
 * Rehearsals of the accounts site, which tell of themselves and take their person back as the console
 * would.
 *
 * @param given.publish Tells of changes and sends what is due.
 * @param ends Gets their end.
 */
export function openRehearsals(
  context: Context,
  given: {
    readonly events: Events;
    readonly publish: (topics: readonly Topic[]) => void;
    readonly onError: (error: unknown) => void;
  },
  ends: AsyncDisposableStack,
): Rehearsals {
  const { events, publish, onError } = given;
  const rehearsals = createRehearsals({
    ...context,
    undo: async (id, person) => {
      const { refused } = await undoAct(context, { id, includeSelf: false, person });
      return refused[0]?.reason ?? null;
    },
    onChange: () => events.publish(['rehearsal']),
    onEnd: () => publish(WRITES),
    onError,
  });
  ends.defer(rehearsals.close);
  return rehearsals;
}
