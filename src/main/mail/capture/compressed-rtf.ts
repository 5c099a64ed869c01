import { crc32 } from 'node:zlib';

import { ByteReader } from './byte-reader.ts';

/** Bytes that are unpacked at most; what a mail's words need is far less. */
const MAX_RTF_BYTES = 4 * 1024 * 1024;

const COMPRESSED = 0x75465a4c;
const UNCOMPRESSED = 0x414c454d;
/** Bytes of the header that its first field counts as contents. */
const COUNTED_HEAD = 12;

const DICTIONARY_SIZE = 4_096;
/** What the dictionary holds from the start ([MS-OXRTFCP] section 2.1.2.1). */
const PRELOADED = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
    '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n' +
    '\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
);

/**
 * The RTF in the value of a property ([MS-OXRTFCP]).
 *
 * @throws Error when it is cut off, was changed on its way, or is larger than is read.
 */
export function unpackRtf(value: Buffer): Buffer {
  const reader = new ByteReader(value);
  const packedSize = reader.uint32() - COUNTED_HEAD;
  const size = reader.uint32();
  const kind = reader.uint32();
  const sum = reader.uint32();
  const packed = reader.take(Math.max(packedSize, 0));
  if (size > MAX_RTF_BYTES) throw new Error('Its text is too large.');
  if (kind === UNCOMPRESSED) return packed.subarray(0, size);
  if (kind !== COMPRESSED) throw new Error('Its text is packed in a way that nobody knows.');
  if (sumOf(packed) !== sum) throw new Error('Its text was changed on its way.');
  return unpack(new ByteReader(packed), size);
}

/** CRC-32 that begins at zero and is not inverted at its end, which zlib's does both. */
function sumOf(bytes: Buffer): number {
  return ~crc32(bytes, 0xffffffff) >>> 0;
}

function unpack(reader: ByteReader, size: number): Buffer {
  // A reference of two bytes gives seventeen at most, so a claim costs no more than it can hold.
  const unpacked = Buffer.allocUnsafe(Math.min(size, reader.left * 9));
  const dictionary = Buffer.alloc(DICTIONARY_SIZE);
  PRELOADED.copy(dictionary);
  let at = PRELOADED.length;
  let length = 0;

  function put(byte: number): void {
    if (length < unpacked.length) unpacked[length] = byte;
    length += 1;
    dictionary[at % DICTIONARY_SIZE] = byte;
    at += 1;
  }

  for (let bit = 8, kinds = 0; length < size; bit += 1) {
    if (bit === 8) {
      kinds = reader.uint8();
      bit = 0;
    }
    if ((kinds & (1 << bit)) === 0) {
      put(reader.uint8());
      continue;
    }
    const reference = (reader.uint8() << 8) | reader.uint8();
    const from = reference >> 4;
    // A reference to what is not written yet is the end.
    if (from === at % DICTIONARY_SIZE) break;
    for (let copied = 0; copied < (reference & 0x0f) + 2; copied += 1) {
      put(dictionary[(from + copied) % DICTIONARY_SIZE] ?? 0);
    }
  }
  return unpacked.subarray(0, Math.min(length, size));
}
