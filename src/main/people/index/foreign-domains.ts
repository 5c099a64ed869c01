import { domainOf } from '../../db/domain-of.ts';
import { type Bits, clearBit, setBit, setBits } from './bits.ts';
import type { PersonIndex } from './person-index.ts';
import { FOREIGN_ADDRESS } from './person-records.ts';
import type { Slices } from './slices.ts';
import { passes, type TextTest } from './text-scan.ts';

/** So many addresses are read from the database before others have their turn. */
const READ_AT_ONCE = 200;

/** Tests of texts that look at the address itself where its folded text says too little. */
export function createTextTester(
  index: PersonIndex,
  emailOf: (id: number) => string | null,
): {
  readonly passes: (slot: number, test: TextTest) => boolean;
  /** Looks again at addresses beyond ASCII. @param within Only these; all when left out. */
  readonly settle: (test: TextTest, found: Bits, within?: Bits) => Slices<void>;
} {
  const isForeign = (slot: number) => ((index.flags[slot] ?? 0) & FOREIGN_ADDRESS) !== 0;

  function passesHere(slot: number, test: TextTest): boolean {
    if (test.domain === undefined || !isForeign(slot)) return passes(index.texts.place(slot), test);
    return domainOf(emailOf(index.ids[slot] ?? 0) ?? '') === test.domain;
  }

  function* settle(test: TextTest, found: Bits, within?: Bits): Slices<void> {
    if (test.domain === undefined) return;
    const slots = within && setBits(within);
    const count = slots?.length ?? index.size;
    let read = 0;
    for (let at = 0; at < count; at += 1) {
      const slot = slots?.[at] ?? at;
      if (!isForeign(slot)) continue;
      clearBit(found, slot);
      if (passesHere(slot, test)) setBit(found, slot);
      read += 1;
      if (read % READ_AT_ONCE === 0) yield;
    }
  }

  return { passes: passesHere, settle };
}
