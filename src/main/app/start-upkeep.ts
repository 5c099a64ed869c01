import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { Topic } from '../../shared/topics.ts';
import { startCheckpoints } from '../db/checkpoints.ts';
import { runDueCleanUp } from '../registrations/clean-up-schedule.ts';
import type { RegistrationContext } from '../registrations/registration-context.ts';
import { expireTrash } from '../trash/expire-trash.ts';

/** What the application does by itself, at its times. */
export interface Upkeep {
  /** Looks at the clock and does what is due; asked while it is at work, it waits for the end. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const WRITES: readonly Topic[] = ['accounts', 'registrations', 'operations', 'outbox'];

/**
 * Keeps the database's log short, empties the trash every day and cleans up as the schedule says.
 * It looks at the clock each minute instead of waiting for an instant, because a timer stands still
 * while the computer sleeps. What failed is tried again after an hour.
 */
export function startUpkeep(
  context: RegistrationContext,
  given: {
    /** Path of the database file. */
    readonly file: string;
    /** Lets the courier look at the clock too: it sleeps while no mail waits. */
    readonly wakeCourier: () => void;
    readonly publish: (topics: readonly Topic[]) => void;
    readonly onError: (context: string, error: unknown) => void;
  },
): Upkeep {
  const { file, wakeCourier, publish, onError } = given;
  /** From when on each job may be tried again. */
  const notBefore = { trash: 0, 'clean-up': 0 };
  let looking: Promise<void> | undefined;

  async function attempt(name: keyof typeof notBefore, work: () => Promise<boolean>) {
    const now = context.now().getTime();
    if (now < notBefore[name]) return;
    try {
      if (await work()) publish(WRITES);
    } catch (error) {
      notBefore[name] = now + HOUR_MS;
      onError(name, error);
    }
  }

  async function lookAtAll(): Promise<void> {
    wakeCourier();
    await attempt('trash', async () => {
      notBefore.trash = context.now().getTime() + 24 * HOUR_MS;
      return (await expireTrash(context)) > 0;
    });
    await attempt('clean-up', async () => (await runDueCleanUp(context)) !== null);
  }

  function look(): Promise<void> {
    looking ??= lookAtAll().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  const checkpoints = startCheckpoints(file, { onError: (error) => onError('checkpoints', error) });
  const timer = setInterval(() => void look(), MINUTE_MS);
  timer.unref();
  void look();
  return {
    look,
    async stop() {
      clearInterval(timer);
      await looking;
      await checkpoints.stop();
    },
  };
}
