import { keepNewest } from '../../../shared/keep-newest.ts';
import { type Bits, clearBit, noBits } from './bits.ts';
import type { PersonIndex } from './person-index.ts';
import type { Slices } from './slices.ts';

/** Below so many people all is looked for again after every change: it takes no tenth of a second. */
const MANY = 100_000;
/** From there on, all again takes no more than this share of the time. */
const SHARE = 1 / 20;
/** Of so many changes at most, those who changed are looked for by themselves. */
const FEW = 500;
/** Each of the signals, and one of them by the domains that were usual before. */
const KEPT = 8;

interface Find {
  readonly found: Bits;
  /** The index's `textsVersion` that it is of. */
  readonly version: number;
  /** When all were looked for last, and how long that took, in milliseconds. */
  readonly at: number;
  readonly took: number;
}

/** How something is found. */
export interface SlowFind {
  readonly all: () => Slices<Bits>;
  /** Adds those of these slots, and whom they bring with them; without it all are looked for. */
  readonly among?: (slots: readonly number[], found: Bits) => Slices<void>;
}

/**
 * Finds what goes through everybody's names and addresses: once, however many ask at a time, and
 * again after a change. Where there are very many people, whoever is new or changed is found at
 * once, and what that makes of others with the next look at all.
 */
export class SlowFinds {
  readonly #index: PersonIndex;
  readonly #many: number;
  readonly #now: () => number;
  readonly #finds = new Map<string, Find>();
  readonly #underWay = new Map<string, Promise<void>>();

  /** @param given.now Milliseconds since any instant. */
  constructor(
    index: PersonIndex,
    { many = MANY, now = () => performance.now() }: { many?: number; now?: () => number } = {},
  ) {
    this.#index = index;
    this.#many = many;
    this.#now = now;
  }

  *get(key: string, find: SlowFind): Slices<Bits> {
    for (let coming = this.#underWay.get(key); coming; coming = this.#underWay.get(key)) {
      yield coming;
    }
    const known = this.#finds.get(key);
    if (known?.version === this.#index.textsVersion) return this.#copy(known.found);
    const done = Promise.withResolvers<void>();
    this.#underWay.set(key, done.promise);
    try {
      const next = yield* known && find.among && !this.#isDue(known)
        ? this.#renewed(known, find.among)
        : this.#whole(find);
      this.#finds.delete(key);
      this.#finds.set(key, next);
      keepNewest(this.#finds, KEPT);
      return this.#copy(next.found);
    } finally {
      this.#underWay.delete(key);
      done.resolve();
    }
  }

  #isDue({ at, took }: Find): boolean {
    return this.#index.size < this.#many || this.#now() - at > took / SHARE;
  }

  *#whole({ all }: SlowFind): Slices<Find> {
    const { textsVersion: version } = this.#index;
    const start = this.#now();
    const found = yield* all();
    const at = this.#now();
    return { found, version, at, took: at - start };
  }

  *#renewed(known: Find, among: NonNullable<SlowFind['among']>): Slices<Find> {
    const { textsVersion: version } = this.#index;
    const changed = this.#index.changedSince(known.version);
    // Nobody knows who has changed: it stays as it was until it is due.
    if (changed === null || changed.length > FEW) return known;
    const found = this.#copy(known.found);
    for (const slot of changed) clearBit(found, slot);
    yield* among(changed, found);
    return { ...known, found, version };
  }

  /** There may be more slots than there were. */
  #copy(found: Bits): Bits {
    const copy = noBits(this.#index.ids.length);
    copy.set(found.subarray(0, copy.length));
    return copy;
  }
}
