import type { IndexState } from '../../shared/contract/fields.ts';
import { readDataVersion } from '../db/data-version.ts';
import type { Database } from '../db/open-database.ts';
import type { EngineState } from './index/people-engine.ts';
import { type RunningEngine, startEngine } from './index/start-engine.ts';
import type { Condition } from './read-query.ts';
import { sqlCount } from './sql-people.ts';
import { STORED_ORDERS } from './sql-order.ts';

/** From so many people on an index is made; below, SQL is quick enough. */
const MANY = 20_000;
const LOOK_MS = 1_000;
/** After failures that follow each other so many looks pass at most before the next try. */
const MOST_PAUSE = 256;

/** The index's thread: begun once there are many, kept up with others, and begun anew when it dies. */
export interface EngineLife {
  /** Null while SQL answers. */
  readonly engine: RunningEngine | null;
  readonly state: EngineState;
  /** All orders have been there once: from then on one that is made anew is waited for. */
  readonly isReady: boolean;
  /** Whether it has looked for all that others have written. */
  readonly isSure: boolean;
  /** How far it is, as lists tell. */
  readonly indexState: () => IndexState;
  /** Starts the index when there are many; sees what other programs have changed. */
  readonly look: () => Promise<void>;
  /** Looks, and from then on once a second: a look that fails is told to `onError`, never refused. */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param given `onForget`: the index is there no more, and what was found by it is to be forgotten. */
export function createEngineLife(given: {
  readonly db: Database;
  readonly file: string;
  readonly now: () => Date;
  readonly disposableDomains: ReadonlySet<string>;
  readonly onChange: () => void;
  readonly onForget: () => void;
  readonly onError: (error: unknown) => void;
  readonly many?: number | undefined;
  readonly start?: typeof startEngine | undefined;
}): EngineLife {
  const { db, now, many = MANY, start = startEngine } = given;
  let engine: RunningEngine | null = null;
  let state: EngineState = NOTHING;
  let isReady = false;
  let asOf: Date | null = null;
  let dataVersion: number | null = null;
  /** Others have written, and the index has not looked for all of it yet. */
  let isBehind = false;
  let timer: NodeJS.Timeout | undefined;
  /** Which opening it is that counts; null while it is closed. */
  let opening: object | null = null;
  /** How often the index has ended by itself since it was ready, and looks to let pass since. */
  let failures = 0;
  let pause = 0;

  function onState(next: EngineState): void {
    const hasSwept = state.isSweeping && !next.isSweeping;
    const becameReady = !isReady && next.isBuilt && next.orders.length === ALL_ORDERS;
    state = next;
    if (!hasSwept && !becameReady) return;
    isReady ||= becameReady;
    if (hasSwept) isBehind = false;
    if (becameReady) failures = 0;
    asOf = now();
    given.onChange();
  }

  function indexState(): IndexState {
    if (!engine) return { state: 'off', progress: 0, asOf: null };
    const progress = isReady ? 1 : (state.progress * 2 + state.orders.length / ALL_ORDERS) / 3;
    return { state: isReady ? 'ready' : 'building', progress, asOf: asOf?.toISOString() ?? null };
  }

  async function look(): Promise<void> {
    if (opening === null) return;
    const version = await readDataVersion(db);
    const isForeign = dataVersion !== null && version !== dataVersion;
    dataVersion = version;
    if (engine === null) await startIfMany();
    else if (isForeign) {
      isBehind = true;
      void engine.calls.lookAround.asEvent();
    } else if (!state.isSweeping && isReady) asOf = now();
  }

  async function startIfMany(): Promise<void> {
    pause = Math.max(0, pause - 1);
    if (pause > 0 || (await sqlCount(db, EVERYBODY)) < many || engine !== null || opening === null)
      return;
    const started = start({
      file: given.file,
      disposableDomains: given.disposableDomains,
      onState,
      onError: given.onError,
      onEnd: () => engine === started && afterFailure(),
    });
    engine = started;
    started.calls.open().catch((error: unknown) => {
      if (engine === started) given.onError(error);
    });
  }

  /** The thread has died: SQL answers until there is another one. */
  function afterFailure(): void {
    forget();
    failures += 1;
    pause = Math.min(2 ** failures - 1, MOST_PAUSE);
    given.onChange();
  }

  function forget(): void {
    engine = null;
    state = NOTHING;
    asOf = null;
    isReady = false;
    isBehind = false;
    given.onForget();
  }

  function schedule(mine: object): void {
    if (opening !== mine) return;
    timer = setTimeout(() => {
      look()
        .catch(given.onError)
        .finally(() => schedule(mine));
    }, LOOK_MS);
    timer.unref();
  }

  return {
    get engine() {
      return engine;
    },
    get state() {
      return state;
    },
    get isReady() {
      return isReady;
    },
    get isSure() {
      return !isBehind && !state.isSweeping;
    },
    indexState,
    look,
    async open() {
      if (opening !== null) return;
      const mine = (opening = {});
      await look().catch(given.onError);
      schedule(mine);
    },
    async close() {
      opening = null;
      clearTimeout(timer);
      const running = engine;
      forget();
      dataVersion = null;
      await running?.stop();
    },
  };
}

const NOTHING: EngineState = { progress: 0, isBuilt: false, orders: [], isSweeping: false };
const EVERYBODY: Condition = { kind: 'all', of: [] };
const ALL_ORDERS = Object.keys(STORED_ORDERS).length;
