import { mailboxKey } from '../../accounts/find-accounts.ts';
import { type Bits, noBits, setBit } from './bits.ts';
import { eachText } from './each-text.ts';
import type { Slices } from './slices.ts';
import type { PersonIndex } from './person-index.ts';
import { FOREIGN_ADDRESS } from './person-records.ts';
import { AFTER_NAME } from './person-text.ts';
import { isPlainAddress } from './plain-address.ts';
import { hashOf } from './text-hash.ts';

/** Who shares a mailbox with somebody else: exactly who `duplicateAccounts` names. */
export function* duplicateBits(
  index: PersonIndex,
  emailOf: (id: number) => string | null,
): Slices<Bits> {
  const { flags, ids, size, texts } = index;
  const found = noBits(ids.length);
  const mask = 2 ** Math.ceil(Math.log2(size * 2 + 2)) - 1;
  const slotsByHash = new Uint32Array(mask + 1);
  const hashes = new Int32Array(size);

  const isPlain = (slot: number, bytes: Uint8Array, from: number, end: number): boolean =>
    ((flags[slot] ?? 0) & FOREIGN_ADDRESS) === 0 && isPlainAddress(bytes, from, end);

  /** The key of a mailbox as bytes; null for an account without address. */
  function keyAt(slot: number): Buffer | null {
    const text = texts.read(slot);
    const address = text.subarray(text.indexOf(AFTER_NAME) + 1, -1);
    if (isPlain(slot, address, 0, address.length)) return address;
    const email = emailOf(ids[slot] ?? 0) ?? '';
    return email === '' ? null : Buffer.from(mailboxKey(email));
  }

  function isSame(one: number, other: number): boolean {
    const key = keyAt(one);
    return key !== null && keyAt(other)?.equals(key) === true;
  }

  function place(slot: number, hash: number): void {
    hashes[slot] = hash;
    let at = hash & mask;
    for (;;) {
      const other = (slotsByHash[at] ?? 0) - 1;
      if (other === -1) {
        slotsByHash[at] = slot + 1;
        return;
      }
      // Whose text was changed meanwhile is met again.
      if (other === slot) return;
      if (hashes[other] === hash && isSame(slot, other)) {
        setBit(found, other);
        setBit(found, slot);
        return;
      }
      at = (at + 1) & mask;
    }
  }

  yield* eachText(index, (slot, bytes, _, stop) => {
    const end = stop - 1;
    let from = end;
    while (bytes[from - 1] !== AFTER_NAME) from -= 1;
    if (from === end) return;
    if (isPlain(slot, bytes, from, end)) place(slot, hashOf(bytes, from, end));
    else {
      const key = keyAt(slot);
      if (key) place(slot, hashOf(key, 0, key.length));
    }
  });
  return found;
}
