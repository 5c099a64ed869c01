import { createForeignTexts } from './foreign-texts.ts';
import { AFTER_ADDRESS, BEHIND } from './person-text.ts';

/** What is true of an account, as bits of its flags. */
export const ACTIVE = 1;
export const STAFF = 2;
export const SUPERUSER = 4;
/** It has a registration profile whose key was not used, or was. */
export const UNUSED_KEY = 8;
export const USED_KEY = 16;
export const SUPERVISED = 32;
/** It has signed in. */
export const SEEN = 64;
/** Its address has more than ASCII in it: the folded text says less than the address. */
export const FOREIGN_ADDRESS = 128;

/** One account as read. The object is used again for the next one. */
export interface PersonRecord {
  id: number;
  flags: number;
  /** Of the stored names and address, to notice that one of them was changed. */
  textHash: number;
  /** Of the stored instants. */
  dateHash: number;
  /** The folded text, ended by a line feed; a view that is good until the next account. */
  text: Uint8Array;
  /** Whether what was stored is more than ASCII; what was folded may be ASCII again. */
  isForeign: boolean;
  /** The same of the user name alone. */
  isForeignName: boolean;
}

/**
 * SQL for many accounts as one blob, so that no object is made for each. Before each account's
 * texts stand their lengths, so that they may hold anything.
 * @param where A condition on `auth_user`.
 * @param reissued SQL for the JSON parameter of reissued keys.
 */
export function recordsSql(where: string, reissued: string): string {
  return `SELECT CAST(group_concat(
      auth_user.id || ',' || ((is_active = 1) + (is_staff = 1) * 2 + (is_superuser = 1) * 4
        + (profile.activated IS 0) * 8 + (profile.activated IS 1) * 16
        + (supervised.registrationprofile_ptr_id IS NOT NULL) * 32
        + (last_login IS NOT NULL) * 64)
      || ',' || octet_length(username) || ',' || octet_length(first_name)
      || ',' || octet_length(last_name) || ',' || octet_length(email)
      || ',' || octet_length(date_joined) || ',' || coalesce(octet_length(last_login), 0)
      || ',' || coalesce(octet_length(reissued.value), 0) || ','
      || username || first_name || last_name || email
      || date_joined || coalesce(last_login, '') || coalesce(reissued.value, ''), '') AS BLOB)
    FROM auth_user
    LEFT JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    LEFT JOIN registration_supervisedregistrationprofile AS supervised
      ON supervised.registrationprofile_ptr_id = profile.id
    LEFT JOIN (SELECT CAST(key AS INTEGER) AS user_id, value FROM json_each(${reissued})
      GROUP BY user_id) AS reissued ON reissued.user_id = auth_user.id
    WHERE ${where}`;
}

const COMMA = 0x2c;
const MINUS = 0x2d;
const FNV_PRIME = 0x0100_0193;
const FNV_START = 0x811c_9dc5 | 0;

/** Reads the accounts of a blob, one after the other. */
export function createRecordReader() {
  const lengths = new Uint32Array(7);
  const record: PersonRecord = {
    id: 0,
    flags: 0,
    textHash: 0,
    dateHash: 0,
    text: new Uint8Array(),
    isForeign: false,
    isForeignName: false,
  };
  const foreign = createForeignTexts();
  let scratch = new Uint8Array(1_024);
  let bytes: Buffer = Buffer.alloc(0);
  let at = 0;

  function number(): number {
    const isBelowZero = bytes[at] === MINUS;
    if (isBelowZero) at += 1;
    let value = 0;
    for (let byte = bytes[at] ?? COMMA; byte !== COMMA; byte = bytes[at] ?? COMMA) {
      value = value * 10 + (byte - 0x30);
      at += 1;
    }
    at += 1;
    return isBelowZero ? -value : value;
  }

  function readHead(): void {
    record.id = number();
    record.flags = number();
    for (let field = 0; field < 7; field += 1) lengths[field] = number();
  }

  function hashOf(count: number, from: number): number {
    let hash = FNV_START;
    for (let field = from; field < from + count; field += 1) {
      for (let left = lengths[field] ?? 0; left > 0; left -= 1) {
        hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
        at += 1;
      }
      hash = Math.imul(hash ^ 0xff, FNV_PRIME);
    }
    return hash >>> 0;
  }

  /** The folded text at this place, if it is ASCII; as `personText` makes it. */
  function foldAscii(start: number): Uint8Array | null {
    const size = textSize(lengths);
    if (scratch.length < size + 4) scratch = new Uint8Array(2 * size + 4);
    let to = 0;
    let from = start;
    for (let field = 0; field < 4; field += 1) {
      for (const end = from + (lengths[field] ?? 0); from < end; from += 1) {
        const byte = bytes[from] ?? 0;
        if (byte >= 0x80) return null;
        const isCapital = byte >= 0x41 && byte <= 0x5a;
        if (byte < 0x20 || byte === 0x7f) scratch[to] = 0x20;
        else scratch[to] = isCapital ? byte + 0x20 : byte;
        to += 1;
      }
      scratch[to] = BEHIND[field] ?? AFTER_ADDRESS;
      to += 1;
    }
    return scratch.subarray(0, to);
  }

  return function read(blob: Buffer, visit: (record: PersonRecord) => void): void {
    bytes = blob;
    // What is not ASCII is gathered first and folded at once: a call for each takes far longer.
    at = 0;
    while (at < bytes.length) {
      readHead();
      if (foldAscii(at) === null) foreign.gather(bytes, at, lengths);
      for (const length of lengths) at += length;
    }
    foreign.fold();
    at = 0;
    while (at < bytes.length) {
      readHead();
      const start = at;
      record.textHash = hashOf(4, 0);
      record.dateHash = hashOf(3, 4);
      const ascii = foldAscii(start);
      record.text = ascii ?? foreign.next();
      record.isForeign = ascii === null;
      record.isForeignName =
        ascii === null && hasForeignByte(bytes, start, start + (lengths[0] ?? 0));
      const emailAt = start + textSize(lengths) - (lengths[3] ?? 0);
      if (ascii === null && hasForeignByte(bytes, emailAt, emailAt + (lengths[3] ?? 0))) {
        record.flags |= FOREIGN_ADDRESS;
      }
      visit(record);
    }
    foreign.end();
  };
}

function textSize([username = 0, first = 0, last = 0, email = 0]: Uint32Array): number {
  return username + first + last + email;
}

function hasForeignByte(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return true;
  return false;
}
