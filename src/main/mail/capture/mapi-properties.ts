import { ByteReader } from './byte-reader.ts';

/** A value's bytes as they came, by the number of its property; of several values the first. */
export type MapiProperties = ReadonlyMap<number, MapiValue>;

export interface MapiValue {
  readonly type: number;
  readonly bytes: Buffer;
}

/** Types of values ([MS-OXCDATA] section 2.11.1). */
export const UNICODE = 0x1f;
export const OBJECT = 0x0d;
const SEVERAL = 0x1000;
const FIRST_NAMED = 0x8000;

/** Bytes that a value takes, padded to four; all others say their length. */
const WIDTHS: ReadonlyMap<number, number> = new Map([
  [0x00, 0],
  [0x01, 0],
  [0x02, 4],
  [0x03, 4],
  [0x04, 4],
  [0x05, 8],
  [0x06, 8],
  [0x07, 8],
  [0x0a, 4],
  [0x0b, 4],
  [0x14, 8],
  [0x40, 8],
  [0x48, 16],
]);
const WITH_LENGTH: ReadonlySet<number> = new Set([OBJECT, 0x1e, UNICODE, 0x102]);

/**
 * The properties in an attribute of TNEF ([MS-OXTNEF] section 2.1.3.4).
 *
 * @throws Error when they are cut off or of a type that nobody knows.
 */
export function readMapiProperties(bytes: Buffer): MapiProperties {
  const reader = new ByteReader(bytes);
  const found = new Map<number, MapiValue>();
  for (let count = reader.uint32(); count > 0; count -= 1) {
    const type = reader.uint16();
    const id = reader.uint16();
    if (id >= FIRST_NAMED) skipName(reader);
    const [first] = readValues(reader, type);
    if (first) found.set(id, { type: type & ~SEVERAL, bytes: first });
  }
  return found;
}

function readValues(reader: ByteReader, type: number): Buffer[] {
  const single = type & ~SEVERAL;
  const hasLength = WITH_LENGTH.has(single);
  const width = WIDTHS.get(single);
  if (width === undefined && !hasLength) throw new Error('It has a value of an unknown type.');
  const count = hasLength || type !== single ? reader.uint32() : 1;
  const values: Buffer[] = [];
  for (let left = count; left > 0; left -= 1) {
    const value = width === undefined ? readPadded(reader) : reader.take(width);
    // A value without a width takes no bytes, so a count of them could be any.
    if (width === 0) return [];
    if (values.length === 0) values.push(value);
  }
  return values;
}

/** A length, so many bytes, and more up to a multiple of four. */
function readPadded(reader: ByteReader): Buffer {
  const length = reader.uint32();
  const value = reader.take(length);
  reader.take(Math.min((4 - (length % 4)) % 4, reader.left));
  return value;
}

/** A named property says whose set it belongs to, and its number or name there. */
function skipName(reader: ByteReader): void {
  reader.take(16);
  const isName = reader.uint32() === 1;
  if (isName) readPadded(reader);
  else reader.take(4);
}
