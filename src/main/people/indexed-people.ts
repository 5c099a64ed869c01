import type { IndexState } from '../../shared/contract/fields.ts';
import { issuedCutoff } from '../accounts/registration-window.ts';
import { readDataVersion } from '../db/data-version.ts';
import type { Database } from '../db/open-database.ts';
import { earlyWindow } from './early-window.ts';
import { asksText } from './index/asked-texts.ts';
import type { EngineState } from './index/people-engine.ts';
import type { EngineQuery } from './index/people-list.ts';
import { type RunningEngine, startEngine } from './index/start-engine.ts';
import type { People, PeopleWindow, PeopleWindowRequest } from './people.ts';
import type { Condition } from './read-query.ts';
import { comparesAccounts, stillThere } from './recheck.ts';
import { createReadSearches, type ReadSearch } from './read-searches.ts';
import { withoutWords } from './similar/without-words.ts';
import { createSqlPeople, readSearch, sqlCount } from './sql-people.ts';
import { STORED_ORDERS, type StoredColumn } from './sql-order.ts';

/** From so many people on an index is made; below, SQL is quick enough. */
const MANY = 20_000;
const LOOK_MS = 1_000;
/** After failures that follow each other so many looks pass at most before the next try. */
const MOST_PAUSE = 256;

/** Finds people by SQL, and by an index on a thread of its own once there are many. */
export function createPeople(given: {
  readonly db: Database;
  readonly file: string;
  readonly now: () => Date;
  /** The index knows more than before: lists are to ask again. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
  /** From so many people on an index is made. */
  readonly many?: number;
  readonly start?: typeof startEngine;
}): People {
  const { db, now, many = MANY, start = startEngine } = given;
  const bySql = createSqlPeople(given);
  const searches = createReadSearches(given);
  let engine: RunningEngine | null = null;
  let state: EngineState = NOTHING;
  /** All orders have been there once: from then on one that is made anew is waited for. */
  let isReady = false;
  let asOf: Date | null = null;
  let dataVersion: number | null = null;
  /** Others have written, and the index has not looked for all of it yet. */
  let isBehind = false;
  let timer: NodeJS.Timeout | undefined;
  let isOpen = false;
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

  /** Starts the index when there are many; sees what other programs have changed. */
  async function look(): Promise<void> {
    if (!isOpen) return;
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
    if (pause > 0 || (await sqlCount(db, EVERYBODY)) < many || engine !== null || !isOpen) return;
    const started = start({
      file: given.file,
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
    searches.clear();
  }

  function schedule(): void {
    timer = setTimeout(() => {
      look()
        .catch(given.onError)
        .finally(() => isOpen && schedule());
    }, LOOK_MS);
    timer.unref();
  }

  async function indexedWindow(
    request: PeopleWindowRequest,
    { condition, clock }: ReadSearch,
    { running, signal }: Asked,
  ): Promise<PeopleWindow> {
    const { sort, offset, limit } = request;
    const cutoff = issuedCutoff(clock.now, clock.activationDays);
    const query: EngineQuery = { condition, sort, issuedCutoff: cutoff };
    const { ids, total } = await running.ask.window(signal, query, { offset, limit });
    return { ids: await recheck([...ids], condition), total, index: indexState() };
  }

  /** Who no longer matches is left out, and the index reads them again. */
  async function recheck(ids: readonly number[], condition: Condition): Promise<readonly number[]> {
    const matching = await stillThere(db, condition, ids);
    if (matching.length < ids.length) {
      const kept = new Set(matching);
      people.changed(new Set(ids.filter((id) => !kept.has(id))));
    }
    return matching;
  }

  /** All whom the index has found, and nobody whom others have changed meanwhile. */
  async function indexedIds(condition: Condition, { calls }: RunningEngine): Promise<Uint32Array> {
    await look();
    const isSure = !isBehind && !state.isSweeping;
    const ids = await calls.byId(condition);
    return isSure ? ids : Uint32Array.from(await recheck([...ids], condition));
  }

  /** Whether the index is to be asked, and waited for if need be. */
  function canFind({ sort: { column } }: PeopleWindowRequest, condition: Condition): boolean {
    if (isReady || comparesAccounts(condition)) return true;
    const isStored = Object.hasOwn(STORED_ORDERS, column);
    return state.isBuilt && (!isStored || state.orders.includes(column as StoredColumn));
  }

  /** Whether the index counts, as soon as it can: by SQL it would only come later. */
  const isFound = (condition: Condition) =>
    state.isBuilt || comparesAccounts(condition) || asksText(condition);

  /** Asks the index, or SQL where there is none or where it is closed meanwhile. */
  async function whileOpen<Value>(
    ask: (running: RunningEngine) => Promise<Value>,
    instead: () => Promise<Value>,
  ): Promise<Value> {
    const running = engine;
    if (running === null) return instead();
    try {
      return await ask(running);
    } catch (error) {
      if (engine === running) throw error;
      return instead();
    }
  }

  const people: People = {
    window: (request, signal) =>
      whileOpen(
        async (running) => {
          const search = await searches.get(request);
          if (canFind(request, search.condition)) {
            return indexedWindow(request, search, { running, signal });
          }
          return { ...(await earlyWindow(db, request, search)), index: indexState() };
        },
        () => bySql.window(request),
      ),
    count: (search, signal) =>
      whileOpen(
        async ({ calls, ask }) => {
          const { condition } = await searches.get(search);
          if (!isFound(condition)) return calls.countBySql(condition);
          return ask.count(signal, condition);
        },
        () => bySql.count(search),
      ),
    joinedPerDay: (span, signal) =>
      whileOpen(
        ({ ask }) => (isReady ? ask.joinedPerDay(signal, span) : bySql.joinedPerDay(span)),
        () => bySql.joinedPerDay(span),
      ),
    ids: (search) =>
      whileOpen(
        async (running) => {
          const { condition } = await readSearch(given, search);
          if (isFound(condition)) return indexedIds(condition, running);
          return running.calls.byIdBySql(condition);
        },
        () => bySql.ids(search),
      ),
    similar: (search, signal) =>
      whileOpen(
        async ({ ask }) => {
          const { rest, texts } = withoutWords(search);
          if (texts.length === 0) return [];
          const { condition } = await searches.get(rest);
          return [...(await ask.similar(signal, condition, texts))];
        },
        () => bySql.similar(search),
      ),
    changed(ids) {
      if (engine === null) return;
      if (ids === 'all') void engine.calls.lookAround.asEvent();
      else void engine.calls.take.asEvent([...ids]);
    },
    mailsChanged() {
      if (engine === null) return;
      void engine.calls.forget.asEvent();
    },
    async open() {
      if (isOpen) return;
      isOpen = true;
      await look();
      schedule();
    },
    async close() {
      isOpen = false;
      clearTimeout(timer);
      const running = engine;
      forget();
      dataVersion = null;
      await running?.stop();
    },
  };
  return people;
}

/** Who is asked, and until when the answer is waited for. */
interface Asked {
  readonly running: RunningEngine;
  readonly signal: AbortSignal | undefined;
}

const NOTHING: EngineState = { progress: 0, isBuilt: false, orders: [], isSweeping: false };
const EVERYBODY: Condition = { kind: 'all', of: [] };
const ALL_ORDERS = Object.keys(STORED_ORDERS).length;
