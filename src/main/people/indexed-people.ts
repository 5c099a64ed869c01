import { issuedCutoff } from '../accounts/registration-window.ts';
import type { Database } from '../db/open-database.ts';
import { earlyWindow } from './early-window.ts';
import { createEngineLife } from './engine-life.ts';
import { asksText } from './index/asked-texts.ts';
import type { EngineQuery } from './index/people-list.ts';
import type { RunningEngine, startEngine } from './index/start-engine.ts';
import type { People, PeopleWindow, PeopleWindowRequest } from './people.ts';
import { type Condition, signalTests } from './read-query.ts';
import { comparesAccounts, stillThere } from './recheck.ts';
import { createReadSearches, type ReadSearch } from './read-searches.ts';
import { withoutWords } from './similar/without-words.ts';
import { createSqlPeople, readSearch } from './sql-people.ts';
import { STORED_ORDERS, type StoredColumn } from './sql-order.ts';

/** Finds people by SQL, and by an index on a thread of its own once there are many. */
export function createPeople(given: {
  readonly db: Database;
  readonly file: string;
  readonly now: () => Date;
  /** Domains that hand out addresses for one use. */
  readonly disposableDomains: ReadonlySet<string>;
  /** The index knows more than before: lists are to ask again. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
  /** From so many people on an index is made. */
  readonly many?: number;
  readonly start?: typeof startEngine;
}): People {
  const { db } = given;
  const bySql = createSqlPeople(given);
  const searches = createReadSearches(given);
  const life = createEngineLife({ ...given, onForget: () => searches.clear() });

  async function indexedWindow(
    request: PeopleWindowRequest,
    { condition, clock }: ReadSearch,
    { running, signal }: Asked,
  ): Promise<PeopleWindow> {
    const { sort, offset, limit } = request;
    const cutoff = issuedCutoff(clock.now, clock.activationDays);
    const signals = sort.column === 'signals' ? signalTests(clock.usualDomains) : [];
    const query: EngineQuery = { condition, sort, issuedCutoff: cutoff, signals };
    const { ids, total } = await running.ask.window(signal, query, { offset, limit });
    return { ids: await recheck([...ids], condition), total };
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
  async function indexedIds(condition: Condition, { calls }: RunningEngine): Promise<Float64Array> {
    await life.look();
    const { isSure } = life;
    const ids = await calls.byId(condition);
    return isSure ? ids : Float64Array.from(await recheck([...ids], condition));
  }

  /** Whether the index is to be asked, and waited for if need be. */
  function canFind({ sort: { column } }: PeopleWindowRequest, condition: Condition): boolean {
    if (life.isReady || comparesAccounts(condition) || column === 'signals') return true;
    const isStored = Object.hasOwn(STORED_ORDERS, column);
    return life.state.isBuilt && (!isStored || life.state.orders.includes(column as StoredColumn));
  }

  /** Whether the index counts, as soon as it can: by SQL it would only come later. */
  const isFound = (condition: Condition) =>
    life.state.isBuilt || comparesAccounts(condition) || asksText(condition);

  /** Asks the index, or SQL where there is none or where it is closed meanwhile. */
  async function whileOpen<Value>(
    ask: (running: RunningEngine) => Promise<Value>,
    instead: () => Promise<Value>,
  ): Promise<Value> {
    const running = life.engine;
    if (running === null) return instead();
    try {
      return await ask(running);
    } catch (error) {
      if (life.engine === running) throw error;
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
          return earlyWindow(db, request, search);
        },
        () => bySql.window(request),
      ),
    index: life.indexState,
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
        ({ ask }) => (life.isReady ? ask.joinedPerDay(signal, span) : bySql.joinedPerDay(span)),
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
      if (ids === 'all') void life.engine?.calls.lookAround.asEvent();
      else void life.engine?.calls.take.asEvent([...ids]);
    },
    besideChanged() {
      void life.engine?.calls.forget.asEvent();
    },
    open: life.open,
    close: life.close,
  };
  return people;
}

/** Who is asked, and until when the answer is waited for. */
interface Asked {
  readonly running: RunningEngine;
  readonly signal: AbortSignal | undefined;
}
