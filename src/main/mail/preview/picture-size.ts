/** Pixels that a picture may have: a few bytes can claim so many that showing it takes gigabytes. */
const MAX_PIXELS = 50_000_000;

/**
 * Whether a picture is small enough to be shown, by what its header says of its size. One whose
 * header can't be read here is not: a browser may read it all the same. What begins like no picture is
 * none to a browser either.
 */
export function isShowable(content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const size = sizeOf(bytes);
  return size !== null && size[0] * size[1] <= MAX_PIXELS;
}

/** What a picture is by its first bytes, whatever it is called; null for none that is made of pixels. */
export function pictureType(content: Uint8Array): string | null {
  const start = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, 16));
  const signs = start.toString('latin1');
  return TYPES.find(([pattern]) => pattern.test(signs))?.[1] ?? null;
}

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, 'image/png'],
  [/^GIF8/, 'image/gif'],
  [/^\xff\xd8/, 'image/jpeg'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^[^]{4}ftypavi[fs]/, 'image/avif'],
  [/^BM[^]{12}/, 'image/bmp'],
];

const NO_PICTURE = [0, 0] as const;
const ICONS = ['\0\0\x01\0', '\0\0\x02\0'];

/** Width and height in pixels, or null where the header of a picture doesn't say. */
function sizeOf(given: Buffer): readonly [number, number] | null {
  // The smallest GIF is shorter than the longest header that is read below.
  const bytes = given.length < 30 ? Buffer.concat([given, Buffer.alloc(30)]) : given;
  const start = bytes.toString('latin1', 0, 16);
  if (start.startsWith('\x89PNG')) return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (start.startsWith('GIF8')) return [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  if (start.startsWith('BM')) return [bytes.readUInt32LE(18), Math.abs(bytes.readInt32LE(22))];
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return webpSize(bytes);
  if (start.startsWith('\xff\xd8')) return jpegSize(bytes);
  if (start.slice(4, 8) === 'ftyp') return avifSize(bytes);
  // An icon may hold a picture of any size, whatever type it is sent as.
  return ICONS.some((icon) => start.startsWith(icon)) ? null : NO_PICTURE;
}

/** RFC 9649: simple, lossless and extended files. */
function webpSize(bytes: Buffer): readonly [number, number] | null {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
  if (kind === 'VP8 ') return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  if (kind !== 'VP8L') return null;
  const bits = bytes.readUInt32LE(21);
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
}

/** The frame header among the segments (ITU-T T.81, annex B). */
function jpegSize(bytes: Buffer): readonly [number, number] | null {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)) {
      // A fill byte, or a marker that nothing belongs to.
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** The largest that any of its properties claims (ISO/IEC 23008-12, `ispe`). */
function avifSize(bytes: Buffer): readonly [number, number] | null {
  let largest: readonly [number, number] | null = null;
  for (let at = bytes.indexOf('ispe'); at >= 0; at = bytes.indexOf('ispe', at + 4)) {
    if (at + 16 > bytes.length) break;
    const size = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)] as const;
    if (largest === null || size[0] * size[1] > largest[0] * largest[1]) largest = size;
  }
  return largest;
}
