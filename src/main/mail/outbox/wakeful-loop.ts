/** Work that is done when somebody says so, and by itself when its time has come. */
export interface WakefulLoop {
  /** Says that there may be something to do. Resolves when there is nothing more. */
  run(): Promise<void>;
  /** Lets the work in hand end, and begins no more. */
  stop(): Promise<void>;
  readonly isStopped: boolean;
}

/** The longest sleep, in milliseconds: a clock that jumps must not delay work by more. */
const MAX_SLEEP_MS = 60_000;

/**
 * Does one piece of work at a time. Who wakes it while it works has it look once more.
 *
 * @param given.work What is to be done; it handles its own errors.
 * @param given.nextAt When there will be something to do by itself, or null.
 * @param given.onTime Called when a sleep has ended, before the work.
 */
export function createWakefulLoop(given: {
  readonly now: () => Date;
  readonly work: () => Promise<void>;
  readonly nextAt: () => Promise<Date | null>;
  readonly onTime: () => void;
  readonly onError: (error: unknown) => void;
}): WakefulLoop {
  const { now, onError } = given;
  let running: Promise<void> | null = null;
  let again = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  function run(): Promise<void> {
    if (isStopped) return Promise.resolve();
    again = true;
    running ??= workAndSleep()
      .finally(() => {
        running = null;
      })
      // Woken after the last look at what is to be done, while it was put to sleep.
      .then(() => (again ? run() : undefined));
    return running;
  }

  async function workAndSleep(): Promise<void> {
    while (again && !isStopped) {
      again = false;
      await given.work();
    }
    await sleep().catch(onError);
  }

  async function sleep(): Promise<void> {
    clearTimeout(timer);
    const at = isStopped ? null : await given.nextAt();
    if (!at || isStopped) return;
    const wait = Math.min(Math.max(at.getTime() - now().getTime(), 0), MAX_SLEEP_MS);
    timer = setTimeout(() => {
      given.onTime();
      run().catch(onError);
    }, wait);
    timer.unref();
  }

  return {
    run,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
    get isStopped() {
      return isStopped;
    },
  };
}
