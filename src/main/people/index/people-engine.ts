import type { DaySpan } from '../../../shared/contract/dashboard.ts';
import { CallsUnderWay } from '../../calls-under-way.ts';
import { openReader } from '../../db/open-database.ts';
import type { Condition } from '../read-query.ts';
import { sqlCount, sqlIds } from '../sql-people.ts';
import type { StoredColumn } from '../sql-order.ts';
import { similarPeople } from '../similar/similar-people.ts';
import { countBits } from './bits.ts';
import { databaseSources } from './database-sources.ts';
import { daysInOrder } from './days-in-order.ts';
import { FoundInOrder, type WindowPlace } from './found-in-order.ts';
import { Matcher } from './matcher.ts';
import type { Slices } from './slices.ts';
import { createOrderKeeping } from './order-keeping.ts';
import { Orders, STORED_COLUMNS } from './orders.ts';
import { createPeopleList, type EngineQuery } from './people-list.ts';
import { PersonIndex } from './person-index.ts';
import type { PersonRecord } from './person-records.ts';
import { createRowReader } from './row-reader.ts';
import { CHUNK, createRowTaking } from './row-taking.ts';
import { SliceWork } from './slice-work.ts';

/** How far the index is. */
export interface EngineState {
  /** From 0 to 1: how much of everybody can be searched. */
  readonly progress: number;
  readonly isBuilt: boolean;
  readonly orders: readonly StoredColumn[];
  /** Whether it is looking for what other programs have changed. */
  readonly isSweeping: boolean;
}

/** The index of everybody and all that is asked of it, on a thread of its own. */
export async function createPeopleEngine(
  {
    file,
    disposableDomains,
  }: {
    readonly file: string;
    readonly disposableDomains: ReadonlySet<string>;
  },
  onState: (state: EngineState) => void,
  fail: (error: unknown) => void,
) {
  const { database, db } = await openReader(file);
  const rows = createRowReader(database);
  const index = new PersonIndex(Math.ceil(rows.count() * 1.02) + 1_000);
  const orders = new Orders(index, rows.sortKey);
  const matcher = new Matcher(index, orders, {
    ...databaseSources(db),
    email: rows.email,
    username: rows.username,
    disposableDomains,
  });
  const list = createPeopleList({ db, index, orders, matcher });
  const built = Promise.withResolvers<void>();
  const keeping = createOrderKeeping({
    file,
    orders,
    isBuilt: () => state.isBuilt,
    onMade: tell,
    fail,
  });
  const work = new SliceWork(keeping.whenMade);
  const asks = new CallsUnderWay();
  const state = { progress: 0, isBuilt: false, isSweeping: false };
  /** Accounts that changed while the index was being built. */
  const late: number[] = [];
  let isSweepWanted = false;
  let isStopped = false;

  function tell(): void {
    onState({ ...state, orders: STORED_COLUMNS.filter((column) => orders.has(column)) });
  }

  function take(record: PersonRecord): void {
    const change = index.take(record);
    // While the index is being built, the orders are made from the same rows.
    if (change !== 'none' && state.isBuilt) orders.note(index.slotOf(record.id), change);
  }

  const { takeNew, takeBetween, takeAmong } = createRowTaking(index, rows, take);

  function* build(): Slices<void> {
    const last = rows.lastId();
    const total = rows.count();
    for (let after = -Infinity; after < last && !isStopped;) {
      const until = rows.endOfChunk(after, CHUNK) ?? last;
      rows.read(rows.between(after, until), take);
      after = until;
      state.progress = Math.min(1, index.size / total);
      tell();
      yield;
    }
    if (isStopped) return;
    state.isBuilt = true;
    takeNew();
    takeAmong(late);
    // Their orders may have been made before or after they changed.
    for (const id of late) orders.note(index.slotOf(id), 'texts');
    late.length = 0;
    built.resolve();
    tell();
  }

  async function open(): Promise<void> {
    const building = work.run(build(), { place: 'last' });
    await keeping.makeAll(building);
  }

  /** Whoever asks before everybody is known waits. */
  function* onceBuilt<Value>(find: Slices<Value>): Slices<Value> {
    if (!state.isBuilt) yield built.promise;
    return yield* find;
  }

  /** Reads everybody again, piece by piece, for changes that nobody told of. */
  function* sweep(): Slices<void> {
    state.isSweeping = true;
    tell();
    while (isSweepWanted && !isStopped) {
      isSweepWanted = false;
      takeNew();
      for (let from = -Infinity; from < index.lastId && !isStopped;) {
        const until = rows.endOfChunk(from, CHUNK) ?? index.lastId;
        takeBetween(from, Math.max(until, from + 1));
        from = Math.max(until, from + 1);
        yield;
      }
    }
    state.isSweeping = false;
    tell();
  }

  function* byId(condition: Condition): Slices<Float64Array> {
    const found = yield* matcher.find(condition);
    const slots = index.slotsById();
    const ids = new FoundInOrder({ ids: index.ids, slots, found, isWhole: true });
    return ids.window('ascending', { offset: 0, limit: ids.total });
  }

  function* count(condition: Condition): Slices<number> {
    return countBits(yield* matcher.find(condition));
  }

  const asked = <Value>(ask: number, find: Slices<Value>, place: 'first' | 'beside') =>
    asks.run(ask, (signal) => work.run(onceBuilt(find), { place, signal }));

  return {
    open,
    /** The ids of one window in order, and how many match if that is known by then. */
    window: (ask: number, query: EngineQuery, place: WindowPlace) =>
      asked(ask, list.window(query, place), 'first'),
    byId: (condition: Condition) => work.run(onceBuilt(byId(condition))),
    similar: (ask: number, condition: Condition, texts: readonly string[]) =>
      asked(ask, similarPeople({ index, matcher }, { condition, texts }), 'beside'),
    count: (ask: number, condition: Condition) => asked(ask, count(condition), 'beside'),
    joinedPerDay: (ask: number, span: DaySpan) => asked(ask, daysInOrder(orders, span), 'beside'),
    /** Nobody waits for what was asked under this number any more. */
    drop: (ask: number) => asks.drop(ask),
    /** The same without the index, while it is being made. */
    countBySql: (condition: Condition) => sqlCount(db, condition),
    byIdBySql: (condition: Condition) => sqlIds(db, condition),
    /** Reads these again. */
    take(ids: readonly number[]): void {
      matcher.forget();
      if (state.isBuilt) takeAmong(ids);
      else for (const id of ids) late.push(id);
      keeping.mendLater();
    },
    /** Something beside the rows has changed: mails, groups. */
    forget: () => matcher.forget(),
    /** Looks for what others have changed. */
    lookAround(): void {
      matcher.forget();
      orders.distrust();
      // Addresses that only the database has may have been read between two of its changes.
      index.distrustTexts();
      isSweepWanted = true;
      if (!state.isSweeping) void work.run(sweep(), { place: 'last' });
    },
    async close(): Promise<void> {
      isStopped = true;
      const closing = keeping.close();
      // Or what is being looked for would not be found in an index that is empty.
      work.end();
      index.wipe();
      await closing;
      await db.destroy();
    },
  };
}
