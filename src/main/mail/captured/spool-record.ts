import { crc32 } from 'node:zlib';

import type { CapturedRow } from './captured-rows.ts';

/** A row with the id that it will have. */
export type SpooledRow = CapturedRow & { readonly id: number };

export interface SpooledRecord {
  readonly row: SpooledRow;
  /** Of the record, in bytes. */
  readonly size: number;
}

/*
 * A record: CRC-32 of all that follows, length of the values, length of the mail, id (each 32 bits
 * but the id, a 64-bit float, all little-endian), the values as JSON, the mail.
 */
const CRC_BYTES = 4;
const HEAD_BYTES = CRC_BYTES + 4 + 4 + 8;

/** A mail as it lies in the spool, in pieces. */
export function packRecord({ id, values, raw }: SpooledRow): Buffer[] {
  const text = JSON.stringify(values);
  const textLength = Buffer.byteLength(text);
  const head = Buffer.allocUnsafe(HEAD_BYTES + textLength);
  head.writeUInt32LE(textLength, 4);
  head.writeUInt32LE(raw.length, 8);
  head.writeDoubleLE(id, 12);
  head.write(text, HEAD_BYTES);
  head.writeUInt32LE(crc32(raw, crc32(head.subarray(CRC_BYTES))));
  return [head, raw];
}

/**
 * The mails of a spool or a part of it, from its start on: until a record that is not whole, because it was never
 * synced, or whose id does not follow, because it is older and was moved.
 */
export function readRecords(bytes: Buffer): SpooledRecord[] {
  const records: SpooledRecord[] = [];
  for (let start = 0; start + HEAD_BYTES <= bytes.length;) {
    const textStart = start + HEAD_BYTES;
    const rawStart = textStart + bytes.readUInt32LE(start + 4);
    const end = rawStart + bytes.readUInt32LE(start + 8);
    const id = bytes.readDoubleLE(start + 12);
    const previous = records.at(-1)?.row;
    if (end > bytes.length || (previous && id !== previous.id + 1)) break;
    if (crc32(bytes.subarray(start + CRC_BYTES, end)) !== bytes.readUInt32LE(start)) break;
    const values = JSON.parse(bytes.toString('utf8', textStart, rawStart)) as SpooledRow['values'];
    const raw = bytes.subarray(rawStart, end);
    records.push({ row: { id, values, raw }, size: end - start });
    start = end;
  }
  return records;
}
