import { type Bits, hasBit } from './bits.ts';

/** Where a window of a list is, counted from 0 at its beginning. */
export interface WindowPlace {
  readonly offset: number;
  readonly limit: number;
}

/** After so many places in the order stands how many were found up to there. */
const BLOCK = 1_024;

/** Who was found, in an order: any window of them is near a mark, so no list of them is made. */
export class FoundInOrder {
  readonly total: number;
  readonly #ids: Uint32Array;
  readonly #slots: Uint32Array;
  readonly #found: Bits;
  /** How many were found before each block. */
  readonly #marks: Uint32Array;

  /** @param given.ids The id of each slot. @param given.slots All slots, in the order. */
  constructor(given: {
    readonly ids: Uint32Array;
    readonly slots: Uint32Array;
    readonly found: Bits;
  }) {
    const { ids, slots, found } = given;
    const marks = new Uint32Array(Math.ceil(slots.length / BLOCK));
    let total = 0;
    for (let at = 0; at < slots.length; at += 1) {
      if (at % BLOCK === 0) marks[at / BLOCK] = total;
      if (hasBit(found, slots[at] ?? 0)) total += 1;
    }
    this.total = total;
    this.#ids = ids;
    this.#slots = slots;
    this.#found = found;
    this.#marks = marks;
  }

  /** The ids of a window; fewer than asked for at the end. */
  window(direction: 'ascending' | 'descending', { offset, limit }: WindowPlace): Uint32Array {
    if (direction === 'ascending') return this.#between(offset, offset + limit);
    const end = this.total - offset;
    return this.#between(end - limit, end).toReversed();
  }

  #between(from: number, to: number): Uint32Array {
    const first = Math.max(0, from);
    const ids = new Uint32Array(Math.max(0, Math.min(to, this.total) - first));
    const block = Math.max(
      0,
      this.#marks.findLastIndex((before) => before <= first),
    );
    let rank = this.#marks[block] ?? 0;
    for (let at = block * BLOCK; at < this.#slots.length && rank < first + ids.length; at += 1) {
      const slot = this.#slots[at] ?? 0;
      if (!hasBit(this.#found, slot)) continue;
      if (rank >= first) ids[rank - first] = this.#ids[slot] ?? 0;
      rank += 1;
    }
    return ids;
  }
}
