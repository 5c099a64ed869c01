import type { SignalTest } from '../read-query.ts';
import { addressJudge } from '../sql-signals.ts';
import { alikeSlots, type Originals } from './alike-slots.ts';
import { type Bits, noBits, setBit } from './bits.ts';
import { eachText } from './each-text.ts';
import type { PersonIndex } from './person-index.ts';
import { ACTIVE, FOREIGN_ADDRESS } from './person-records.ts';
import { AFTER_NAME } from './person-text.ts';
import type { Slices } from './slices.ts';
import type { SlowFind } from './slow-finds.ts';

/** What signals are found by beside the texts: of everybody, or by these accounts alone. */
export interface SignalSources extends Originals {
  /** Who has the name or the address of somebody who was rejected. */
  rejected(ids?: readonly number[]): Promise<readonly number[]>;
  /** Who came in a burst from one network, or from the networks of these. */
  burst(ids?: readonly number[]): Promise<readonly number[]>;
  /** Who of these looks like somebody else. */
  alike(ids: readonly number[]): Promise<readonly number[]>;
  readonly disposableDomains: ReadonlySet<string>;
}

/** Finds who gives a signal, of all who are not active: exactly whom SQL names. */
export function signalFind(index: PersonIndex, sources: SignalSources, test: SignalTest): SlowFind {
  const { signal } = test;
  const idsOf = (slots: Iterable<number>) => Array.from(slots, (slot) => index.ids[slot] ?? 0);
  if (signal === 'typo' || signal === 'disposable') {
    const passes = addressTest(index, sources, test);
    return {
      *all() {
        const found = noBits(index.ids.length);
        yield* eachText(index, (slot, bytes, _, end) => {
          if (passes(slot, bytes, end)) setBit(found, slot);
        });
        return found;
      },
      *among(slots, found) {
        for (const slot of slots) {
          const text = index.texts.read(slot);
          if (passes(slot, text, text.length)) setBit(found, slot);
        }
        yield;
      },
    };
  }
  return {
    *all() {
      if (signal !== 'look-alike') return yield* bitsOf(index, sources[signal]());
      const likely = yield* alikeSlots(index, sources);
      return yield* bitsOf(index, sources.alike(idsOf(likely)));
    },
    *among(slots, found) {
      const asked = signal === 'look-alike' ? sources.alike : sources[signal];
      yield asked(idsOf(slots)).then((ids) => addSlots(index, found, ids));
    },
  };
}

/** The slots of accounts that are waited for. */
export function* bitsOf(index: PersonIndex, asked: Promise<readonly number[]>): Slices<Bits> {
  const found = noBits(index.ids.length);
  yield asked.then((ids) => addSlots(index, found, ids));
  return found;
}

/** Adds the slots of these accounts, where they have any. */
export function addSlots(index: PersonIndex, found: Bits, ids: readonly number[]): void {
  for (const id of ids) {
    const slot = index.slotOf(id);
    if (slot !== -1) setBit(found, slot);
  }
}

/** Whether the address gives the signal, for whoever is not active. */
function addressTest(
  { flags, ids }: PersonIndex,
  { disposableDomains, email }: SignalSources,
  test: SignalTest,
): (slot: number, bytes: Buffer, end: number) => boolean {
  const judge = addressJudge(test, disposableDomains);
  return (slot, bytes, end) => {
    const flag = flags[slot] ?? 0;
    if ((flag & ACTIVE) !== 0) return false;
    if ((flag & FOREIGN_ADDRESS) !== 0) return judge(email(ids[slot] ?? 0) ?? '');
    let from = end - 1;
    while (bytes[from - 1] !== AFTER_NAME) from -= 1;
    const address = bytes.toString('latin1', from, end - 1);
    // A control character was folded to a blank, and is left out of a domain.
    return judge(address.includes(' ') ? (email(ids[slot] ?? 0) ?? '') : address);
  };
}
