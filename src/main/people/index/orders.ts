import { hasBit, noBits, setBit } from './bits.ts';
import { ownPages } from './own-pages.ts';
import type { Change, PersonIndex } from './person-index.ts';
import type { StoredColumn } from '../sql-order.ts';
import type { Slices } from './slices.ts';

type SortValue = string | number | null;
/** What an account is sorted by: SQLite's values of the order's columns. */
export type SortKey = readonly SortValue[];

/** The slots of everybody in one order, ascending. */
interface Order {
  slots: Uint32Array;
  /** How many had been deleted when it was last cleared of them. */
  deaths: number;
  /** Slots that may stand elsewhere by now. */
  readonly dirty: Set<number>;
}

const TEXT_COLUMNS = ['username', 'email', 'name'] as const;
const DATE_COLUMNS = ['dateJoined', 'lastLogin', 'expiresAt'] as const;
export const STORED_COLUMNS = [
  ...DATE_COLUMNS.slice(0, 1),
  ...TEXT_COLUMNS,
  ...DATE_COLUMNS.slice(1),
];

/** How many rows are put into their places one by one; more are sorted anew by SQLite. */
const SPLICED = 5_000;

/** The orders that were asked for, kept right while rows change. */
export class Orders {
  readonly #index: PersonIndex;
  readonly #keyOf: (column: StoredColumn, id: number) => SortKey | undefined;
  readonly #orders = new Map<StoredColumn, Order>();
  /** Slots that changed while an order is being made; null when nobody knows which did. */
  readonly #awaited = new Map<StoredColumn, Set<number> | null>();

  constructor(
    index: PersonIndex,
    keyOf: (column: StoredColumn, id: number) => SortKey | undefined,
  ) {
    this.#index = index;
    this.#keyOf = keyOf;
  }

  /** A row was read again, and this came of it. */
  note(slot: number, change: Change): void {
    if (change === 'none' || change === 'flags') return;
    for (const column of change === 'dates' ? DATE_COLUMNS : STORED_COLUMNS) {
      noteIn(this.#orders.get(column)?.dirty, slot);
      noteIn(this.#awaited.get(column), slot);
    }
  }

  /** Whether an order is at hand, or too much of it has changed. */
  has(column: StoredColumn): boolean {
    const order = this.#orders.get(column);
    return order !== undefined && order.dirty.size <= SPLICED;
  }

  /**
   * Waits for an order. While an act on many goes on, too much has changed of each that is made: the
   * second was begun after the question, and is good enough for showing rows, which are read again.
   */
  *ready(column: StoredColumn): Slices<void> {
    for (let made = 0; made < 2 && !this.has(column); made += 1) yield column;
  }

  /** An order is being made elsewhere from now on. */
  expect(column: StoredColumn): void {
    this.#awaited.set(column, new Set());
  }

  isExpected(column: StoredColumn): boolean {
    return this.#awaited.has(column);
  }

  /** Something has changed and nobody said what: orders that are being made may be of before. */
  distrust(): void {
    for (const column of this.#awaited.keys()) this.#awaited.set(column, null);
  }

  /**
   * An order has been made: ids as SQLite sorts them.
   * @returns Whether it can be trusted, and was taken.
   */
  put(column: StoredColumn, ids: Float64Array): boolean {
    const dirty = this.#awaited.get(column);
    this.#awaited.delete(column);
    if (!dirty) return false;
    const slots = ownPages(ids.length);
    const placed = noBits(this.#index.ids.length);
    let size = 0;
    for (const id of ids) {
      const slot = this.#index.slotOf(id);
      // Who is gone by now, or not known yet, is left out.
      if (slot === -1 || !hasBit(this.#index.alive, slot)) continue;
      slots[size] = slot;
      setBit(placed, slot);
      size += 1;
    }
    // Who was taken in or came back after SQLite had looked.
    for (let slot = 0; slot < this.#index.size; slot += 1) {
      if (!hasBit(placed, slot) && hasBit(this.#index.alive, slot)) dirty.add(slot);
    }
    this.#orders.set(column, { slots: slots.subarray(0, size), deaths: this.#index.deaths, dirty });
    return true;
  }

  /** The living slots in an order that was waited for; of one that is upset, as it was made. */
  slots(column: StoredColumn): Uint32Array {
    const order = this.#orders.get(column);
    if (!order) throw new RangeError(`There is no order by ${column} yet.`);
    const { alive, deaths } = this.#index;
    if (!this.has(column)) return order.slots.filter((slot) => hasBit(alive, slot));
    if (order.dirty.size > 0) order.slots = this.#spliced(column, order);
    else if (order.deaths !== deaths) {
      order.slots = order.slots.filter((slot) => hasBit(alive, slot));
    }
    order.dirty.clear();
    order.deaths = deaths;
    return order.slots;
  }

  /**
   * How many slots of an order have a key that is not greater: null is less than any text.
   * @param among At least and at most how many, where that is known.
   */
  rank(
    column: StoredColumn,
    bound: string | null,
    among?: { readonly low: number; readonly high: number },
  ): number {
    const slots = this.slots(column);
    let { low, high } = among ?? { low: 0, high: slots.length };
    while (low < high) {
      const middle = (low + high) >>> 1;
      // A row that another program has just deleted says nothing; its neighbour does.
      let at = middle;
      let key = this.#keyAt(column, slots[at] ?? 0);
      for (; key === undefined && at > low; key = this.#keyAt(column, slots[at] ?? 0)) at -= 1;
      if (key === undefined || compareValues(key[0] ?? null, bound) <= 0) low = middle + 1;
      else high = at;
    }
    return low;
  }

  /** What stands at a place of an order; undefined when that row has just been deleted. */
  keyAt(column: StoredColumn, place: number): SortKey | undefined {
    return this.#keyAt(column, this.slots(column)[place] ?? 0);
  }

  #keyAt(column: StoredColumn, slot: number): SortKey | undefined {
    return this.#keyOf(column, this.#index.ids[slot] ?? 0);
  }

  #spliced(column: StoredColumn, { slots, dirty }: Order): Uint32Array {
    const { ids, alive } = this.#index;
    const isDirty = noBits(ids.length);
    for (const slot of dirty) setBit(isDirty, slot);
    const kept = slots.filter((slot) => !hasBit(isDirty, slot) && hasBit(alive, slot));
    const movers = [...dirty]
      .flatMap((slot) => {
        const key = hasBit(alive, slot) ? this.#keyAt(column, slot) : undefined;
        return key === undefined ? [] : { slot, key, id: ids[slot] ?? 0 };
      })
      .toSorted((one, other) => compareKeys(one.key, other.key) || one.id - other.id);
    const result = new Uint32Array(kept.length + movers.length);
    let from = 0;
    let to = 0;
    for (const { slot, key, id } of movers) {
      const place = this.#placeOf(column, { kept, from, key, id });
      result.set(kept.subarray(from, place), to);
      to += place - from;
      result[to] = slot;
      to += 1;
      from = place;
    }
    result.set(kept.subarray(from), to);
    return result;
  }

  /** Where a key belongs among slots in order, searched in growing steps from the last place on. */
  #placeOf(
    column: StoredColumn,
    given: {
      readonly kept: Uint32Array;
      readonly from: number;
      readonly key: SortKey;
      readonly id: number;
    },
  ): number {
    const { kept, from, key, id } = given;
    const isBefore = (at: number): boolean => {
      const slot = kept[at] ?? 0;
      const other = this.#keyAt(column, slot);
      if (other === undefined) return true;
      return (compareKeys(other, key) || (this.#index.ids[slot] ?? 0) - id) < 0;
    };
    let low = from;
    let high = from;
    for (let step = 1; high < kept.length && isBefore(high); step *= 2) {
      low = high + 1;
      high = Math.min(kept.length, high + step);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Of an order that is to be made anew, more need not be known. */
function noteIn(dirty: Set<number> | null | undefined, slot: number): void {
  if (dirty && dirty.size <= SPLICED) dirty.add(slot);
}

function compareKeys(one: SortKey, other: SortKey): number {
  for (let part = 0; part < one.length; part += 1) {
    const order = compareValues(one[part] ?? null, other[part] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * As SQLite compares: null first, then numbers, then texts by their UTF-8 bytes. A date that is only
 * a number is stored as one: Django's datetime columns have NUMERIC affinity.
 */
function compareValues(one: SortValue, other: SortValue): number {
  if (one === other) return 0;
  if (typeof one === 'string' && typeof other === 'string') {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  }
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return placeOfKind(one) - placeOfKind(other);
}

function placeOfKind(value: SortValue): number {
  if (value === null) return 0;
  return typeof value === 'number' ? 1 : 2;
}
