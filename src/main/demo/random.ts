/** Chance that can be had again: the same seed gives the same row of choices. */
export interface Random {
  /** A number from 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below the bound. */
  below(bound: number): number;
  /** Whether something happens that happens in this share of all cases. */
  chance(share: number): boolean;
  /** @throws RangeError when there is nothing to choose from. */
  pick<Item>(items: readonly Item[]): Item;
}

/**
 * Mulberry32 by Tommy Ettinger: 32 bits of state, good enough to make people up, no good for
 * secrets.
 *
 * @param seed A whole number; its lowest 32 bits count.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('There is nothing to choose from.');
      return item;
    },
  };
}
