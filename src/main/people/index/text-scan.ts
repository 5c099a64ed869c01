import { type Bits, hasBit, setBit } from './bits.ts';
import type { PersonIndex } from './person-index.ts';
import { endOf, type Place, type Segment, slotAt } from './text-store.ts';

/** Folded bytes that must occur in a text, or in one part of it. */
export interface TextTest {
  readonly field: 'any' | 'user' | 'name' | 'email';
  readonly needle: Buffer;
  /** The domain that is meant: an address beyond ASCII is at it or not, whatever its folded text. */
  readonly domain?: string;
}

interface Scan {
  readonly test: TextTest;
  readonly found: Bits;
  /** Only these are looked at. */
  readonly within?: Bits;
}

/** Where hits are nearer than this, looking byte by byte is quicker than calling the library. */
const NEAR_BYTES = 48;
/** Hits after which the way of looking is chosen. */
const TRIED = 32;
const LINE_FEED = 0x0a;
const AFTER_USERNAME = 1;
const AFTER_NAME = 2;

/** Whether one text passes. */
export function passes({ segment, row }: Place, { field, needle }: TextTest): boolean {
  const { bytes } = segment;
  let from = segment.starts[row] ?? 0;
  let end = endOf(segment, row);
  if (field !== 'any') {
    const endOfUser = indexOf(bytes, AFTER_USERNAME, from);
    if (field === 'user') end = endOfUser;
    else {
      const endOfName = indexOf(bytes, AFTER_NAME, endOfUser);
      if (field === 'name') end = endOfName;
      from = (field === 'name' ? endOfUser : endOfName) + 1;
    }
  }
  const { length } = needle;
  const first = needle[0];
  // For a text of some fifty bytes this is several times as quick as calling the library.
  for (let at = from; at <= end - length; at += 1) {
    if (bytes[at] !== first) continue;
    let same = 1;
    while (same < length && bytes[at + same] === needle[same]) same += 1;
    if (same === length) return true;
  }
  return false;
}

function indexOf(bytes: Buffer, byte: number, from: number): number {
  let at = from;
  while (bytes[at] !== byte) at += 1;
  return at;
}

/** Adds the slots whose text in this segment passes. */
export function scanSegment(index: PersonIndex, segment: Segment, scan: Scan): void {
  const { test, found } = scan;
  const { bytes, used, starts, count } = segment;
  const sought = withoutScript(test.needle);
  const isEnough = test.field === 'any' && sought.length === test.needle.length;
  let looked = 0;
  let hits = 0;
  let at = 0;
  let row = 0;
  while (at < used) {
    const hit = bytes.indexOf(sought, at);
    if (hit === -1 || hit >= used) return;
    while (row + 1 < count && (starts[row + 1] ?? 0) <= hit) row += 1;
    if (isEnough || passes({ segment, row }, test)) add(index, { segment, row }, found);
    hits += 1;
    looked += hit - at;
    at = endOf(segment, row);
    row += 1;
    if (hits === TRIED && looked < TRIED * NEAR_BYTES) return scanRows(index, segment, scan, row);
  }
}

/**
 * A needle without the first bytes of its first letter: outside ASCII these say which script it is
 * of, and the library would stop at every letter of that script.
 */
function withoutScript(needle: Buffer): Buffer {
  const first = needle[0] ?? 0;
  return needle.subarray(first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3);
}

/** The same text by text: quicker where nearly every one has a hit, or where few are asked for. */
export function scanRows(index: PersonIndex, segment: Segment, scan: Scan, from = 0): void {
  const { test, found, within } = scan;
  for (let row = from; row < segment.count; row += 1) {
    if (within && !hasBit(within, slotAt(segment, row))) continue;
    if (passes({ segment, row }, test)) add(index, { segment, row }, found);
  }
}

function add(index: PersonIndex, { segment, row }: Place, found: Bits): void {
  const slot = slotAt(segment, row);
  if (index.texts.isCurrent(slot, segment, row)) setBit(found, slot);
}

/** What a text ends with whose address is at this folded domain. */
export function domainNeedle(domain: string): Buffer {
  return Buffer.from(`@${domain}${String.fromCharCode(LINE_FEED)}`);
}
