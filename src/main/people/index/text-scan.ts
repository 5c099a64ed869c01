import { type Bits, setBit, setBits } from './bits.ts';
import type { PersonIndex } from './person-index.ts';
import { AFTER_ADDRESS, AFTER_NAME, AFTER_USERNAME } from './person-text.ts';
import { endOf, type Place, type Segment, slotAt, startOf } from './text-store.ts';

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
}

/** The parts of a text by their number in it; 0 is all of it. */
const PARTS = { any: 0, user: 1, name: 2, email: 3 } as const;

/** Whether one text passes. */
export function passes({ segment, row }: Place, { field, needle }: TextTest): boolean {
  const { bytes } = segment;
  let from = startOf(segment, row);
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
export function scanSegment(
  { texts }: PersonIndex,
  segment: Segment,
  { test: { field, needle }, found }: Scan,
): void {
  const { bytes, used, count } = segment;
  const from = bytes.byteOffset;
  const rows = texts.memory.search(needle, {
    from,
    end: from + used,
    starts: from + bytes.length - 4,
    count,
    part: PARTS[field],
    ...rarest(needle, texts.frequencies),
  });
  for (const row of rows) {
    const slot = slotAt(segment, row);
    if (texts.isCurrent(slot, segment, row)) setBit(found, slot);
  }
}

/** Where the needle's two rarest bytes stand; twice the same if it has one only. */
function rarest(
  needle: Buffer,
  frequencies: Uint32Array,
): { readonly one: number; readonly other: number } {
  const places = [...needle.keys()];
  const rarity = (place: number): number => frequencies[needle[place] ?? 0] ?? 0;
  const [one = 0, other = one] = places.toSorted((a, b) => rarity(a) - rarity(b));
  return { one, other };
}

/** Adds those of these slots whose text passes: quicker where they are few. */
export function scanFew(
  { texts }: PersonIndex,
  { test, found, within }: Scan & { readonly within: Bits },
): void {
  for (const slot of setBits(within)) if (passes(texts.place(slot), test)) setBit(found, slot);
}

/** What a text ends with whose address is at this folded domain. */
export function domainNeedle(domain: string): Buffer {
  return Buffer.from(`@${domain}${String.fromCharCode(AFTER_ADDRESS)}`);
}
