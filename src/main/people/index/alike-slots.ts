import { addressesLike, namesLike } from '../../accounts/sign-up-looks.ts';
import { foldText } from '../../db/fold-text.ts';
import { hasBit } from './bits.ts';
import { eachText } from './each-text.ts';
import type { PersonIndex } from './person-index.ts';
import { ACTIVE, FOREIGN_ADDRESS } from './person-records.ts';
import { AFTER_NAME, AFTER_USERNAME } from './person-text.ts';
import { SeenHashes } from './seen-hashes.ts';
import type { Slices } from './slices.ts';
import { HASH_START, hashedWith, hashOf } from './text-hash.ts';

const ZERO = 0x30;
const ONE = 0x31;
const SMALL_O = 0x6f;
const SMALL_L = 0x6c;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
const PLUS = 0x2b;
const AT = 0x40;

/** What only the database has of names and addresses beyond ASCII. */
export interface Originals {
  username(id: number): string | null;
  email(id: number): string | null;
}

/** Whether somebody else's text has this hash. */
type Probe = (hash: number) => boolean;

/**
 * Who is not active and may have a name or an address that looks like somebody's: all who have, and
 * the few others whose folded text or its hash is the same. `alikeSignUps` tells them apart.
 *
 * Folded texts are compared by their hashes: what SQLite takes for the same has the same.
 */
export function* alikeSlots(index: PersonIndex, originals: Originals): Slices<ReadonlySet<number>> {
  const found = new Set<number>();
  for (const isOfName of [true, false]) {
    const seen = new SeenHashes(index.size);
    const placeOf = isOfName ? placeOfName : placeOfAddress;
    yield* eachText(index, (_, bytes, from, end) =>
      seen.add(hashOf(bytes, ...placeOf(bytes, from, end))),
    );
    const looksLike = isOfName ? nameLooks : addressLooks;
    yield* eachText(index, (slot, bytes, from, end) => {
      if (((index.flags[slot] ?? 0) & ACTIVE) !== 0) return;
      const place = placeOf(bytes, from, end);
      const own = hashOf(bytes, ...place);
      const isSeen: Probe = (hash) => seen.times(hash) > (hash === own ? 1 : 0);
      const isForeign = isOfName
        ? hasBit(index.foreignNames, slot)
        : ((index.flags[slot] ?? 0) & FOREIGN_ADDRESS) !== 0;
      const isLike = isForeign
        ? looksOfForeign(isOfName, originals, index.ids[slot] ?? 0).some((look) =>
            isSeen(hashOfText(look)),
          )
        : looksLike(bytes, place, isSeen);
      if (isLike) found.add(slot);
    });
  }
  return found;
}

type BytePlace = readonly [from: number, end: number];

function placeOfName(bytes: Uint8Array, from: number): BytePlace {
  let end = from;
  while (bytes[end] !== AFTER_USERNAME) end += 1;
  return [from, end];
}

function placeOfAddress(bytes: Uint8Array, _: number, end: number): BytePlace {
  let from = end - 1;
  while (bytes[from - 1] !== AFTER_NAME) from -= 1;
  return [from, end - 1];
}

function looksOfForeign(isOfName: boolean, originals: Originals, id: number): readonly string[] {
  if (isOfName) return namesLike(originals.username(id) ?? '');
  return addressesLike(originals.email(id) ?? '').slice(1);
}

function hashOfText(text: string): number {
  const bytes = Buffer.from(foldText(text));
  return hashOf(bytes, 0, bytes.length);
}

/** The names of `namesLike`, of one that is ASCII and folded. */
function nameLooks(bytes: Uint8Array, [from, end]: BytePlace, isSeen: Probe): boolean {
  let own = HASH_START;
  let spelt = HASH_START;
  let bare = HASH_START;
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    const letter = byte === ZERO ? SMALL_O : byte === ONE ? SMALL_L : byte;
    own = hashedWith(own, byte);
    spelt = hashedWith(spelt, letter);
    const isMark = letter === DOT || letter === HYPHEN || letter === UNDERSCORE;
    if (!isMark) bare = hashedWith(bare, letter);
  }
  return isSeen(own) || isSeen(spelt) || isSeen(bare);
}

/** The addresses of `addressesLike` but for the first, which is the address itself. */
function addressLooks(bytes: Buffer, [from, end]: BytePlace, isSeen: Probe): boolean {
  let at = end - 1;
  while (at >= from && bytes[at] !== AT) at -= 1;
  if (at < from) {
    const address = bytes.toString('latin1', from, end);
    return addressesLike(address)
      .slice(1)
      .some((look) => isSeen(hashOfText(look)));
  }
  let plain = HASH_START;
  let bare = HASH_START;
  for (let place = from; place < at && bytes[place] !== PLUS; place += 1) {
    const byte = bytes[place] ?? 0;
    plain = hashedWith(plain, byte);
    if (byte !== DOT) bare = hashedWith(bare, byte);
  }
  const own = hashOf(bytes, from, end);
  return [plain, bare]
    .map((start) => hashOf(bytes, at, end, start))
    .some((look) => look !== own && isSeen(look));
}
