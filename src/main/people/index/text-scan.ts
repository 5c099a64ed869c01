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
export function scanSegment(
  index: PersonIndex,
  segment: Segment,
  { test, found }: { readonly test: TextTest; readonly found: Bits },
): void {
  const { bytes, used, starts, slots, firstSlot, count } = segment;
  const { needle, field } = test;
  let at = 0;
  let row = 0;
  let hits = 0;
  let looked = 0;
  let isDense = false;
  while (at < used) {
    const hit: number = isDense ? next(bytes, needle, at, used) : bytes.indexOf(needle, at);
    if (hit === -1 || hit >= used) return;
    while (row + 1 < count && (starts[row + 1] ?? 0) <= hit) row += 1;
    const start = starts[row] ?? 0;
    const end = row + 1 < count ? (starts[row + 1] ?? used) : used;
    const slot = slots ? (slots[row] ?? 0) : firstSlot + row;
    const isHit = field === 'any' || passes(bytes.subarray(start, end), test);
    if (isHit && index.texts.isCurrent(slot, segment, start)) setBit(found, slot);
    hits += 1;
    looked += hit - at;
    at = end;
    if (hits === TRIED) isDense = looked < TRIED * NEAR_BYTES;
  }
}

/** As `indexOf`, without the cost of a call into the engine's own code. */
function next(bytes: Buffer, needle: Buffer, from: number, end: number): number {
  const first = needle[0];
  const { length } = needle;
  for (let at = from; at <= end - length; at += 1) {
    if (bytes[at] !== first) continue;
    let same = 1;
    while (same < length && bytes[at + same] === needle[same]) same += 1;
    if (same === length) return at;
  }
  return -1;
}

/** The bytes that an address at this folded domain ends with. */
export function domainNeedle(domain: string): Buffer {
  return Buffer.from(`@${domain}${String.fromCharCode(LINE_FEED)}`);
}
