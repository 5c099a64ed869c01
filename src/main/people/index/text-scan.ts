import { type Bits, setBit } from './bits.ts';
import type { PersonIndex } from './person-index.ts';
import type { Segment } from './text-store.ts';

/** Folded bytes that must occur in a text, or in one part of it. */
export interface TextTest {
  readonly field: 'any' | 'user' | 'name' | 'email';
  readonly needle: Buffer;
}

/** Where hits are nearer than this, looking byte by byte is quicker than calling the library. */
const NEAR_BYTES = 48;
/** Hits after which the way of looking is chosen. */
const TRIED = 32;
const LINE_FEED = 0x0a;
const AFTER_USERNAME = 1;
const AFTER_NAME = 2;

/** Whether one text passes. @param text With its line feed. */
export function passes(text: Buffer, { field, needle }: TextTest): boolean {
  if (field === 'any') return text.includes(needle);
  const [from, to] = partOf(text, field);
  return text.subarray(from, to).includes(needle);
}

function partOf(text: Buffer, field: 'user' | 'name' | 'email'): readonly [number, number] {
  const endOfUser = text.indexOf(AFTER_USERNAME);
  if (field === 'user') return [0, endOfUser];
  const endOfName = text.indexOf(AFTER_NAME, endOfUser);
  return field === 'name' ? [endOfUser + 1, endOfName] : [endOfName + 1, text.length];
}

/** Adds the slots whose text in this segment passes. */
export function scanSegment(index: PersonIndex, segment: Segment, scan: Scan): void {
  let looked = 0;
  let hits = 0;
  let at = 0;
  let row = 0;
  const { bytes, used, starts, count } = segment;
  const { needle, field } = scan.test;
  while (at < used) {
    const hit = bytes.indexOf(needle, at);
    if (hit === -1 || hit >= used) return;
    while (row + 1 < count && (starts[row + 1] ?? 0) <= hit) row += 1;
    const end = row + 1 < count ? (starts[row + 1] ?? used) : used;
    if (field === 'any' || passes(bytes.subarray(starts[row] ?? 0, end), scan.test)) {
      add(index, segment, { row, found: scan.found });
    }
    hits += 1;
    looked += hit - at;
    at = end;
    row += 1;
    if (hits === TRIED && field === 'any' && looked < TRIED * NEAR_BYTES) {
      return scanRows(index, segment, { ...scan, row });
    }
  }
}

interface Scan {
  readonly test: TextTest;
  readonly found: Bits;
}

/** The same byte by byte, from a row on: quicker where nearly every text has a hit. */
function scanRows(
  index: PersonIndex,
  segment: Segment,
  { test, found, row: from }: Scan & { readonly row: number },
): void {
  const { bytes, used, starts, count } = segment;
  const { needle } = test;
  const { length } = needle;
  const first = needle[0] ?? 0;
  for (let row = from; row < count; row += 1) {
    const last = (row + 1 < count ? (starts[row + 1] ?? 0) : used) - length;
    for (let at = starts[row] ?? 0; at < last; at += 1) {
      if (bytes[at] !== first) continue;
      let same = 1;
      while (same < length && bytes[at + same] === needle[same]) same += 1;
      if (same < length) continue;
      add(index, segment, { row, found });
      break;
    }
  }
}

function add(
  index: PersonIndex,
  segment: Segment,
  { row, found }: { readonly row: number; readonly found: Bits },
): void {
  const { slots, firstSlot, starts } = segment;
  const slot = slots ? (slots[row] ?? 0) : firstSlot + row;
  if (index.texts.isCurrent(slot, segment, starts[row] ?? 0)) setBit(found, slot);
}

/** The bytes that an address at this folded domain ends with. */
export function domainNeedle(domain: string): Buffer {
  return Buffer.from(`@${domain}${String.fromCharCode(LINE_FEED)}`);
}
