/** A set of slots, a bit for each. */
export type Bits = Uint32Array;

/** An empty set with room for so many slots. */
export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** The set of the first so many slots. */
export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffff_ffff);
  if ((size & 31) !== 0) bits[bits.length - 1] = 2 ** (size & 31) - 1;
  return bits;
}

/** Whether a slot is in it. */
export function hasBit(bits: Bits, slot: number): boolean {
  return (((bits[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
}

/** Puts a slot into it. */
export function setBit(bits: Bits, slot: number): void {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
}

/** Takes a slot out of it. */
export function clearBit(bits: Bits, slot: number): void {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) & ~(1 << (slot & 31));
}

/** What is in both; changes the first. */
export function intersect(bits: Bits, other: Bits): Bits {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) & (other[word] ?? 0);
  }
  return bits;
}

/** What is in either; changes the first. */
export function unite(bits: Bits, other: Bits): Bits {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) | (other[word] ?? 0);
  }
  return bits;
}

/** What is in the first and not in the other; changes the first. */
export function subtract(bits: Bits, other: Bits): Bits {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) & ~(other[word] ?? 0);
  }
  return bits;
}

/** What is in it, ascending. */
export function setBits(bits: Bits): Uint32Array {
  const slots = new Uint32Array(countBits(bits));
  let size = 0;
  for (let word = 0; word < bits.length; word += 1) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      slots[size] = word * 32 + 31 - Math.clz32(left & -left);
      size += 1;
    }
  }
  return slots;
}

/** How many slots are in it: the bits of each word are summed side by side. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) {
    let left = bits[word] ?? 0;
    left -= (left >>> 1) & 0x5555_5555;
    left = (left & 0x3333_3333) + ((left >>> 2) & 0x3333_3333);
    count += Math.imul((left + (left >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
  }
  return count;
}
