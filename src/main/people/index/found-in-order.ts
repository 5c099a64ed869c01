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
    const { length } = this.#slots;
    while (rank < offset + ids.length && block * BLOCK < length) {
      const end = Math.min((block + 1) * BLOCK, length);
      for (let at = block * BLOCK; at < end; at += 1) {
        const slot = this.#slots[direction === 'ascending' ? at : length - 1 - at] ?? 0;
        if (!hasBit(this.#found, slot)) continue;
        if (rank >= offset && rank < offset + ids.length) ids[rank - offset] = this.#ids[slot] ?? 0;
        rank += 1;
      }
      block += 1;
      marks[block] = rank;
    }
    return ids.subarray(0, Math.max(0, rank - offset));
  }
}
