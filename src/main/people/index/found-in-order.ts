import { type Bits, countBits, hasBit } from './bits.ts';

type Direction = 'ascending' | 'descending';

/** Where a window of a list is, counted from 0 at its beginning. */
export interface WindowPlace {
  readonly offset: number;
  readonly limit: number;
}

/** After so many places in the order stands how many were found up to there. */
const BLOCK = 1_024;

/**
 * Who was found, in an order: any window of them is near a mark, so no list of them is made. Marks
 * are set from either end as far as one has looked, which is mostly at the beginning.
 */
export class FoundInOrder {
  readonly total: number;
  readonly #ids: Float64Array;
  readonly #slots: Uint32Array;
  readonly #found: Bits;
  /** How many were found before each block, counted from the end where one goes downwards. */
  readonly #marks: Readonly<Record<Direction, number[]>> = { ascending: [0], descending: [0] };

  /**
   * @param given.ids The id of each slot.
   * @param given.slots All slots, in the order.
   * @param given.isWhole False when some who were found may not stand in the order yet.
   */
  constructor(given: {
    readonly ids: Float64Array;
    readonly slots: Uint32Array;
    readonly found: Bits;
    readonly isWhole: boolean;
  }) {
    const { ids, slots, found, isWhole } = given;
    this.total = isWhole
      ? countBits(found)
      : slots.reduce((total, slot) => total + Number(hasBit(found, slot)), 0);
    this.#ids = ids;
    this.#slots = slots;
    this.#found = found;
  }

  /** The ids of a window; fewer than asked for at the end. */
  window(direction: Direction, { offset, limit }: WindowPlace): Float64Array {
    const ids = new Float64Array(Math.max(0, Math.min(limit, this.total - offset)));
    const marks = this.#marks[direction];
    let block = marks.findLastIndex((before) => before <= offset);
    let rank = marks[block] ?? 0;
    while (rank < offset + ids.length && block * BLOCK < this.#slots.length) {
      const slots = this.#blockOf(direction, block);
      const count = countAmong(slots, this.#found);
      // Mostly there is nobody, or nobody who is asked for.
      if (count > 0 && rank + count > offset) this.#put(ids, rank - offset, { direction, slots });
      rank += count;
      block += 1;
      marks[block] = rank;
    }
    return ids.subarray(0, Math.max(0, rank - offset));
  }

  /** The slots of a block, which is counted from the end where one goes downwards. */
  #blockOf(direction: Direction, block: number): Uint32Array {
    const slots = this.#slots;
    const from = block * BLOCK;
    return direction === 'ascending'
      ? slots.subarray(from, from + BLOCK)
      : slots.subarray(Math.max(0, slots.length - from - BLOCK), slots.length - from);
  }

  /** Writes those who were found of a block; the first of them belongs to this place. */
  #put(
    ids: Float64Array,
    place: number,
    { direction, slots }: { readonly direction: Direction; readonly slots: Uint32Array },
  ): void {
    let at = place;
    for (const slot of direction === 'ascending' ? slots : slots.toReversed()) {
      if (!hasBit(this.#found, slot)) continue;
      if (at >= 0 && at < ids.length) ids[at] = this.#ids[slot] ?? 0;
      at += 1;
    }
  }
}

/** How many of these were found: a function of its own, and small, so that it is compiled at once. */
function countAmong(slots: Uint32Array, found: Bits): number {
  let count = 0;
  for (let at = 0; at < slots.length; at += 1) count += Number(hasBit(found, slots[at] ?? 0));
  return count;
}
