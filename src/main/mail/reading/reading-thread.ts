import { once } from 'node:events';
import { type MessagePort, Worker } from 'node:worker_threads';

import type { MailReading } from './mail-reading.ts';

/** A mail could not be read; the message says why, as a sentence. */
export class UnreadableMailError extends Error {
  override readonly name = 'UnreadableMailError';
}

/** There is nobody to read a mail, which says nothing of the mail; the message says why. */
export class NoReaderError extends Error {
  override readonly name = 'NoReaderError';
}

export interface ReadingThread extends MailReading {
  /** Ends the thread; what is asked from then on is refused. */
  stop(): Promise<void>;
}

type JobName = keyof MailReading;
interface Job {
  readonly name: JobName;
  readonly values: readonly unknown[];
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}
type Answer = { readonly value: unknown } | { readonly error: string };

/** Memory that one mail may take unless told otherwise. */
const MAX_MEMORY_MB = 768;
/** How long a thread may take to start, in milliseconds. */
const START_LIMIT_MS = 30_000;
/** How long a thread without work is kept, in milliseconds. */
const IDLE_MS = 60_000;

/**
 * Reads mails one after another in a thread of its own. One that takes longer than it may, or more
 * memory than there is, costs that thread and nothing else: the next mail gets another.
 *
 * @param entry The file that calls `serveReading`.
 * @param timeLimitMs For one mail.
 * @param memoryLimitMb For one mail, in megabytes of JavaScript's objects.
 */
export function createReadingThread(
  entry: URL,
  timeLimitMs: number,
  memoryLimitMb = MAX_MEMORY_MB,
): ReadingThread {
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let busy = false;
  let stopped = false;
  let idle: NodeJS.Timeout | undefined;

  function ask(name: JobName, ...values: readonly unknown[]): Promise<never> {
    const { promise, resolve, reject } = Promise.withResolvers<never>();
    waiting.push({ name, values, resolve, reject });
    void work();
    return promise;
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    clearTimeout(idle);
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      try {
        job.resolve((await answerTo(job)) as never);
      } catch (error) {
        job.reject(error);
        // A start takes long when it fails: none of those that wait tries another.
        if (error instanceof NoReaderError)
          for (const { reject } of waiting.splice(0)) reject(error);
      }
    }
    busy = false;
    idle = setTimeout(() => void end(), IDLE_MS);
    idle.unref();
  }

  async function answerTo({ name, values }: Job): Promise<unknown> {
    if (stopped) throw new NoReaderError('Gatehouse is being closed.');
    worker ??= await start();
    try {
      worker.postMessage({ name, values }, []);
      const answer = (await messageOf(worker, timeLimitMs)) as Answer;
      if ('error' in answer) throw new UnreadableMailError(answer.error);
      return answer.value;
    } catch (error) {
      if (error instanceof UnreadableMailError) throw error;
      await end();
      throw new UnreadableMailError(reasonOf(error, timeLimitMs), { cause: error });
    }
  }

  /** A thread that is ready, so that a mail's time is its own. @throws NoReaderError */
  async function start(): Promise<Worker> {
    let thread: Worker | undefined;
    try {
      thread = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb } });
      thread.unref();
      // Whoever waits for an answer is told by its own listener; without this one the process ends.
      thread.on('error', () => undefined);
      await messageOf(thread, START_LIMIT_MS);
      return thread;
    } catch (cause) {
      await thread?.terminate();
      throw new NoReaderError('The program that reads mails did not start.', { cause });
    }
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  return {
    index: (raw) => ask('index', raw),
    describe: (raw) => ask('describe', raw),
    preview: (raw, pictures) => ask('preview', raw, pictures),
    check: (raw) => ask('check', raw),
    file: (raw, place) => ask('file', raw, place),
    stop: async () => {
      stopped = true;
      clearTimeout(idle);
      await end();
    },
  };
}

/** What the thread says next. @throws When it says nothing in time, or ends. */
async function messageOf(thread: Worker, limitMs: number): Promise<unknown> {
  const cancel = new AbortController();
  const { signal } = cancel;
  const limit = setTimeout(() => cancel.abort(), limitMs);
  try {
    const ended = once(thread, 'exit', { signal }).then(() => {
      throw new Error('The thread has ended.');
    });
    const [message] = (await Promise.race([once(thread, 'message', { signal }), ended])) as [
      unknown,
    ];
    return message;
  } finally {
    clearTimeout(limit);
    cancel.abort();
  }
}

function reasonOf(error: unknown, timeLimitMs: number): string {
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  if (name === 'AbortError') {
    return `Reading it took longer than ${timeLimitMs / 1_000} seconds.`;
  }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'Reading it took too much memory.';
  return 'Reading it ended the program that reads.';
}

/** Answers in a thread what `createReadingThread` asks. */
export function serveReading(port: MessagePort, reading: MailReading): void {
  const jobs = reading as unknown as Readonly<
    Record<JobName, (...values: readonly unknown[]) => Promise<unknown>>
  >;
  port.on('message', ({ name, values }: Pick<Job, 'name' | 'values'>) => {
    jobs[name](...values).then(
      (value) => port.postMessage({ value }),
      (error: unknown) => port.postMessage({ error: String(error) }),
    );
  });
  port.postMessage({ ready: true });
}
