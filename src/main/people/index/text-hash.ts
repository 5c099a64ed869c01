/** FNV-1a of 32 bits. */
export const HASH_START = 0x811c_9dc5 | 0;
const PRIME = 0x0100_0193;

/** The hash of what was hashed before and one byte more. */
export function hashedWith(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, PRIME);
}

/** @param hash Of what stands before these bytes. */
export function hashOf(bytes: Uint8Array, from: number, end: number, hash = HASH_START): number {
  let hashed = hash;
  for (let at = from; at < end; at += 1) hashed = hashedWith(hashed, bytes[at] ?? 0);
  return hashed;
}
