import { Worker } from 'node:worker_threads';

import { createBirpc } from 'birpc';

import { createCallNumbers } from '../../../shared/dropped-calls.ts';
import { PEOPLE_THREAD } from './order-reader.ts';
import type { EngineState } from './people-engine.ts';
import { type EngineSide, handedOver, type IndexTask, type PeopleSide } from './people-link.ts';

type AsksOf<Name extends keyof EngineSide> =
  Parameters<EngineSide[Name]> extends [number, ...infer Asked] ? Asked : never;

/** The index's thread, as the application sees it. */
export interface RunningEngine {
  readonly calls: ReturnType<typeof createBirpc<EngineSide, PeopleSide>>;
  /** What may be taken back by a signal while it is being looked for. */
  readonly ask: {
    readonly [Name in 'window' | 'count' | 'similar' | 'joinedPerDay']: (
      signal: AbortSignal | undefined,
      ...asked: AsksOf<Name>
    ) => Promise<Awaited<ReturnType<EngineSide[Name]>>>;
  };
  stop(): Promise<void>;
}

/** Starts the thread of the index on a database. */
export function startEngine(given: {
  readonly file: string;
  readonly disposableDomains: ReadonlySet<string>;
  readonly onState: (state: EngineState) => void;
  readonly onError: (error: unknown) => void;
  /** The thread has ended, asked to or not; told before what was asked of it is refused. */
  readonly onEnd: () => void;
}): RunningEngine {
  const { file, disposableDomains } = given;
  const workerData: IndexTask = { task: 'index', file, disposableDomains };
  const worker = new Worker(PEOPLE_THREAD, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 },
  });
  const calls = createBirpc<EngineSide, PeopleSide>(
    { state: given.onState },
    {
      post: (message: { readonly r?: unknown }) =>
        worker.postMessage(message, handedOver(message.r)),
      on: (listener) => void worker.on('message', listener),
      timeout: -1,
    },
  );
  const numbered = createCallNumbers((ask) => void calls.drop.asEvent(ask));
  worker.on('error', given.onError);
  worker.once('exit', () => {
    given.onEnd();
    calls.$close(new Error('The index was closed.'));
  });
  worker.unref();
  return {
    calls,
    ask: {
      window: (signal, ...asked) => numbered(signal, (ask) => calls.window(ask, ...asked)),
      count: (signal, ...asked) => numbered(signal, (ask) => calls.count(ask, ...asked)),
      similar: (signal, ...asked) => numbered(signal, (ask) => calls.similar(ask, ...asked)),
      joinedPerDay: (signal, ...asked) =>
        numbered(signal, (ask) => calls.joinedPerDay(ask, ...asked)),
    },
    async stop() {
      await calls.close();
      await worker.terminate();
    },
  };
}
