import type { Database } from '../../db/open-database.ts';
import { allMailFates } from '../../mail/outbox/mail-fate.ts';
import type { Condition } from '../read-query.ts';
import {
  MAIL_ORDER,
  type PeopleColumn,
  type PeopleSort,
  STORED_ORDERS,
  type StoredColumn,
} from '../sql-order.ts';
import { setBits } from './bits.ts';
import { FoundInOrder, type WindowPlace } from './found-in-order.ts';
import { Kept } from './kept.ts';
import type { Matcher } from './matcher.ts';
import type { Orders } from './orders.ts';
import type { PersonIndex } from './person-index.ts';
import { rankSlots, roleRank, stateRanks } from './ranked-slots.ts';
import type { Slices } from './slices.ts';

/** Whom to find, as it travels to the thread. */
export interface EngineQuery {
  readonly condition: Condition;
  readonly sort: PeopleSort;
  /** Sign-ups whose key was issued by then have ended; for the order of states. */
  readonly issuedCutoff: string;
  /** What is counted for the order of signals. */
  readonly signals: readonly Condition[];
}

/** What stands in one window. */
export interface EngineWindow {
  readonly ids: Float64Array;
  /** Null while nobody has counted. */
  readonly total: number | null;
}

/** How many rows are tested one by one at most before all texts are searched. */
const WALKED = 4_000;
/** After so many it is asked anew whether that many will be enough. */
const STRIDE = 500;
/** Windows that end here at the latest may be found so. */
const MOST_NEAR = 300;
/** How many lists are kept in order. */
const KEPT = 4;

/** Windows of lists of people in any order. */
export function createPeopleList(given: {
  readonly db: Database;
  readonly index: PersonIndex;
  readonly orders: Orders;
  readonly matcher: Matcher;
}) {
  const { db, index, orders, matcher } = given;
  const ordered = new Kept<FoundInOrder>(KEPT, () => matcher.version);
  const ranked = new Kept<Uint32Array>(1, () => matcher.version);

  function* sortedSlots(query: EngineQuery): Slices<Uint32Array> {
    const { sort } = query;
    const { version } = matcher;
    const key = orderKey(query);
    const known = ranked.get(key);
    if (known) return known;
    const ranks = yield* ranksFor(query);
    if (ranks) {
      const slots = rankSlots(index, ranks);
      ranked.put(key, slots, version);
      return slots;
    }
    const column = sort.column as StoredColumn;
    yield* orders.ready(column);
    return orders.slots(column);
  }

  /** The rank of every slot in an order of few ranks; null for other orders. */
  function* ranksFor(query: EngineQuery): Slices<Uint8Array | null> {
    const { signals, issuedCutoff } = query;
    const column: PeopleColumn = query.sort.column;
    if (column === 'role') return index.flags.map(roleRank);
    if (column === 'state') {
      const pending = {
        kind: 'instant',
        column: 'issued',
        after: issuedCutoff,
        until: null,
      } as const;
      return stateRanks(index.flags, yield* matcher.find(pending));
    }
    if (column === 'signals') {
      const ranks = new Uint8Array(index.ids.length).fill(signals.length);
      for (const signal of signals) {
        for (const slot of setBits(yield* matcher.find(signal)))
          ranks[slot] = (ranks[slot] ?? 0) - 1;
        yield;
      }
      return ranks;
    }
    if (column !== 'mail') return null;
    const ranks = new Uint8Array(index.ids.length).fill(MAIL_ORDER.indexOf('none'));
    yield allMailFates(db).then((fates) => {
      for (const { accountId, fate } of fates) {
        const slot = index.slotOf(accountId);
        if (slot !== -1) ranks[slot] = MAIL_ORDER.indexOf(fate);
      }
    });
    return ranks;
  }

  function orderKey({ sort: { column }, issuedCutoff, signals }: EngineQuery): string {
    return JSON.stringify([column, column === 'state' && issuedCutoff, signals]);
  }

  const keyOf = (query: EngineQuery) => `${JSON.stringify(query.condition)} ${orderKey(query)}`;

  function* window(query: EngineQuery, place: WindowPlace): Slices<EngineWindow> {
    const ids = yield* near(query, place.offset + place.limit);
    if (ids) return { ids: ids.subarray(place.offset), total: null };
    const found = yield* inOrder(query);
    return { ids: found.window(query.sort.direction, place), total: found.total };
  }

  /** The first so many, if they stand near the beginning; null when everybody must be searched. */
  function* near(query: EngineQuery, count: number): Slices<Float64Array | null> {
    if (count > MOST_NEAR || ordered.get(keyOf(query))) return null;
    const test = yield* matcher.tester(query.condition);
    const slots = yield* sortedSlots(query);
    const ids = new Float64Array(count);
    const isUp = query.sort.direction === 'ascending';
    let size = 0;
    const end = Math.min(WALKED, slots.length);
    for (let step = 0; step < end && size < count; step += 1) {
      if (step > 0 && step % STRIDE === 0) {
        if (size * WALKED < count * step) return null;
        yield;
      }
      const slot = slots[isUp ? step : slots.length - 1 - step] ?? 0;
      if (!test(slot)) continue;
      ids[size] = index.ids[slot] ?? 0;
      size += 1;
    }
    return size === count || end === slots.length ? ids.subarray(0, size) : null;
  }

  function* inOrder(query: EngineQuery): Slices<FoundInOrder> {
    const { version } = matcher;
    const key = keyOf(query);
    const known = ordered.get(key);
    if (known) return known;
    const found = yield* matcher.find(query.condition);
    const slots = yield* sortedSlots(query);
    const { column } = query.sort;
    const isWhole = !Object.hasOwn(STORED_ORDERS, column) || orders.has(column as StoredColumn);
    const made = new FoundInOrder({ ids: index.ids, slots, found, isWhole });
    ordered.put(key, made, version);
    return made;
  }

  return { window };
}
