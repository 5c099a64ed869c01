import { type Bits, countBits, hasBit } from './bits.ts';

/**
 * The ids of what was found, in an order.
 * @param ids The id of each slot.
 * @param slots All slots in the order.
 */
export function idsIn(ids: Uint32Array, slots: Uint32Array, found: Bits): Uint32Array {
  const ordered = new Uint32Array(countBits(found));
  let size = 0;
  for (let at = 0; at < slots.length && size < ordered.length; at += 1) {
    const slot = slots[at] ?? 0;
    if (!hasBit(found, slot)) continue;
    ordered[size] = ids[slot] ?? 0;
    size += 1;
  }
  return size === ordered.length ? ordered : ordered.slice(0, size);
}
