import type { PersonIndex } from './person-index.ts';
import { type Bits, hasBit } from './bits.ts';
import {
  ACTIVE,
  SEEN,
  STAFF,
  SUPERUSER,
  SUPERVISED,
  UNUSED_KEY,
  USED_KEY,
} from './person-records.ts';

/** As SQL: `is_superuser * 2 + is_staff`. */
export function roleRank(flags: number): number {
  return ((flags & SUPERUSER) === 0 ? 0 : 2) + ((flags & STAFF) === 0 ? 0 : 1);
}

/** The ranks of states, as SQL gives them. @param pending Whose key was issued late enough. */
export function stateRanks(flags: Uint8Array, pending: Bits): Uint8Array {
  return flags.map((flag, slot) => {
    if ((flag & ACTIVE) !== 0) return 4;
    const approval = USED_KEY | SUPERVISED;
    if ((flag & (approval | SEEN)) === approval) return 0;
    if ((flag & UNUSED_KEY) === 0) return 3;
    return hasBit(pending, slot) ? 1 : 2;
  });
}

/** All slots by rank, those of one rank by id. */
export function rankSlots(index: PersonIndex, ranks: Uint8Array): Uint32Array {
  const byId = index.slotsById();
  const starts = new Uint32Array(257);
  for (const slot of byId) {
    const rank = (ranks[slot] ?? 0) + 1;
    starts[rank] = (starts[rank] ?? 0) + 1;
  }
  for (let rank = 1; rank < starts.length; rank += 1) {
    starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0);
  }
  const slots = new Uint32Array(byId.length);
  for (const slot of byId) {
    const rank = ranks[slot] ?? 0;
    const at = starts[rank] ?? 0;
    slots[at] = slot;
    starts[rank] = at + 1;
  }
  return slots;
}
