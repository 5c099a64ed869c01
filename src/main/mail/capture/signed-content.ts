import { ByteReader } from './byte-reader.ts';

/** Kinds of elements (X.690 section 8). */
const SEQUENCE = 0x30;
const EXPLICIT = 0xa0;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const END_OF_PIECES = 0x00;
/** 1.2.840.113549.1.7.2, in an element. */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');

/**
 * What a signature encloses (RFC 5652 section 5.1): S/MIME may pack a mail into it, which then reads
 * as a file. Nothing is verified.
 *
 * @returns Null when it encloses nothing, is encrypted or can't be read.
 */
export function signedContent(bytes: Buffer): Buffer | null {
  const reader = new ByteReader(bytes);
  try {
    open(reader, SEQUENCE);
    if (!reader.take(SIGNED_DATA.length).equals(SIGNED_DATA)) return null;
    open(reader, EXPLICIT);
    open(reader, SEQUENCE);
    // The version and the algorithms, and then what kind of content is enclosed.
    skip(reader);
    skip(reader);
    open(reader, SEQUENCE);
    skip(reader);
    open(reader, EXPLICIT);
    return octets(reader);
  } catch (error) {
    // What is cut off, or not what it says, is thrown as a plain error.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** @returns The length, or null for one that is told by an end. */
function lengthOf(reader: ByteReader): number | null {
  const first = reader.uint8();
  if (first < 0x80) return first;
  let length = 0;
  for (const byte of reader.take(first & 0x7f)) length = length * 256 + byte;
  return first === 0x80 ? null : length;
}

function open(reader: ByteReader, wanted: number): void {
  if (reader.uint8() !== wanted) throw new Error('It is not built as a signature is.');
  lengthOf(reader);
}

function skip(reader: ByteReader): void {
  reader.uint8();
  const length = lengthOf(reader);
  if (length === null) throw new Error('It has no length where one is needed.');
  reader.take(length);
}

function octets(reader: ByteReader): Buffer {
  const kind = reader.uint8();
  const length = lengthOf(reader);
  if (kind === OCTETS && length !== null) return reader.take(length);
  if (kind !== OCTETS_IN_PIECES) throw new Error('It encloses no bytes.');
  const end = length === null ? 0 : reader.left - length;
  const content = Buffer.alloc(reader.left);
  let size = 0;
  while (reader.left > end) {
    const pieceKind = reader.uint8();
    const pieceLength = lengthOf(reader);
    if (pieceKind === END_OF_PIECES) break;
    if (pieceKind !== OCTETS || pieceLength === null) throw new Error('It encloses no bytes.');
    size += reader.take(pieceLength).copy(content, size);
  }
  return content.subarray(0, size);
}
