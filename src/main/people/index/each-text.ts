import { hasBit } from './bits.ts';
import type { PersonIndex } from './person-index.ts';
import type { Slices } from './slices.ts';
import { endOf, slotAt, startOf } from './text-store.ts';

const ROWS_A_SLICE = 10_000;

/** Goes through the folded texts of all who are there, as they lie in memory. */
export function* eachText(
  { alive, texts }: PersonIndex,
  visit: (slot: number, bytes: Buffer, from: number, end: number) => void,
): Slices<void> {
  let done = 0;
  for (const segment of texts.segments) {
    for (let row = 0; row < segment.count; row += 1) {
      done += 1;
      if (done % ROWS_A_SLICE === 0) yield;
      const slot = slotAt(segment, row);
      if (!hasBit(alive, slot) || !texts.isCurrent(slot, segment, row)) continue;
      visit(slot, segment.bytes, startOf(segment, row), endOf(segment, row));
    }
  }
}
