import type { MailValue } from '../../../shared/people-operators.ts';
import type { Condition, Flag, InstantColumn, Test } from '../read-query.ts';
import type { StoredColumn } from '../sql-order.ts';
import { asksText, effort, textsKey, textsOf, textTests } from './asked-texts.ts';
import {
  allBits,
  type Bits,
  countBits,
  hasBit,
  intersect,
  noBits,
  setBit,
  subtract,
  unite,
} from './bits.ts';
import { duplicateBits } from './duplicate-bits.ts';
import { createTextTester } from './foreign-domains.ts';
import { Kept } from './kept.ts';
import type { Orders } from './orders.ts';
import type { PersonIndex } from './person-index.ts';
import {
  ACTIVE,
  SEEN,
  STAFF,
  SUPERUSER,
  SUPERVISED,
  UNUSED_KEY,
  USED_KEY,
} from './person-records.ts';
import type { Slices } from './slices.ts';
import { scanFew, scanSegment, type TextTest } from './text-scan.ts';

/** What the index asks the database for. */
export interface Sources {
  /** Whose latest mail has this fate; for `none`, whose has any. */
  mailed(fate: MailValue): Promise<readonly number[]>;
  /** The members of the groups with this folded name. */
  members(group: string): Promise<readonly number[]>;
  /** Who signed up from a network, by what its addresses begin with. */
  fromNetwork(prefix: string): Promise<readonly number[]>;
  /** Who has a note. */
  noted(): Promise<readonly number[]>;
  /** Who waits and looks like somebody else. */
  alike(): Promise<readonly number[]>;
  email(id: number): string | null;
}

const FLAG_BITS: Readonly<Record<Exclude<Flag, 'unseen'>, readonly [mask: number, value: number]>> =
  {
    active: [ACTIVE, ACTIVE],
    staff: [STAFF, STAFF],
    superuser: [SUPERUSER, SUPERUSER],
    unconfirmed: [ACTIVE | UNUSED_KEY, UNUSED_KEY],
    unapproved: [ACTIVE | USED_KEY | SUPERVISED | SEEN, USED_KEY | SUPERVISED],
  };

const INSTANT_ORDERS: Readonly<Record<InstantColumn, StoredColumn>> = {
  joined: 'dateJoined',
  lastLogin: 'lastLogin',
  issued: 'expiresAt',
};

/** Below this share of everybody, texts are tested one by one instead of searching all. */
const FEW = 0.02;
const KEPT = 24;

/** Finds who meets a condition, as a set of slots. */
export class Matcher {
  readonly #index: PersonIndex;
  readonly #orders: Orders;
  readonly #sources: Sources;
  readonly #texts: ReturnType<typeof createTextTester>;
  /** Sets found before. */
  readonly #kept = new Kept<Bits>(KEPT, () => this.version);
  #forgotten = 0;

  constructor(index: PersonIndex, orders: Orders, sources: Sources) {
    this.#index = index;
    this.#orders = orders;
    this.#sources = sources;
    this.#texts = createTextTester(index, sources.email);
  }

  /** Forgets what was found before: something beside the rows has changed. */
  forget(): void {
    this.#forgotten += 1;
  }

  /** Grows whenever what was found may be no more. */
  get version(): number {
    return this.#index.version + this.#forgotten;
  }

  /** Everybody who meets a condition, by the slower way where it must be. */
  *find(condition: Condition): Slices<Bits> {
    const { version } = this;
    const { size, alive } = this.#index;
    const key = JSON.stringify(condition);
    const kept = this.#kept.get(key);
    if (kept) return kept.slice();
    const found = intersect(yield* this.#find(condition, allBits(size)), alive);
    this.#kept.put(key, found.slice(), version);
    return found;
  }

  /** A test for one slot after the other, and who may pass it at most. */
  *tester(condition: Condition): Slices<(slot: number) => boolean> {
    const cheap = yield* this.#findCheap(condition);
    const texts = textsOf(condition);
    if (texts === null) {
      const found = yield* this.find(condition);
      return (slot) => hasBit(found, slot);
    }
    return (slot) =>
      hasBit(cheap, slot) &&
      texts.every(
        ({ tests, negated }) => tests.some((test) => this.#texts.passes(slot, test)) !== negated,
      );
  }

  /** Who meets all parts of a condition that ask for no text. */
  *#findCheap(condition: Condition): Slices<Bits> {
    const found = allBits(this.#index.size);
    const parts = condition.kind === 'all' ? condition.of : [condition];
    for (const part of parts) {
      if (!asksText(part)) intersect(found, yield* this.#find(part, found));
    }
    return intersect(found, this.#index.alive);
  }

  /** @param within Only these are asked for; others may be found or not. */
  *#find(condition: Condition, within: Bits): Slices<Bits> {
    switch (condition.kind) {
      case 'all':
        return yield* this.#findAll(condition.of, within);
      case 'any': {
        const found = noBits(this.#index.ids.length);
        for (const part of condition.of) unite(found, yield* this.#find(part, within));
        return found;
      }
      case 'not':
        return subtract(allBits(this.#index.size), yield* this.#find(condition.of, within));
      case 'text':
      case 'domain':
        return yield* this.#findText(textTests(condition), within);
      case 'flag':
      case 'instant':
      case 'mail':
      case 'group':
      case 'network':
      case 'noted':
      case 'duplicate':
      case 'alike':
        return yield* this.#findKept(condition);
    }
  }

  *#findAll(parts: readonly Condition[], within: Bits): Slices<Bits> {
    const found = within.slice();
    const inOrder = [...parts].toSorted((one, other) => effort(one) - effort(other));
    for (const part of inOrder) intersect(found, yield* this.#find(part, found));
    return found;
  }

  *#findText(tests: readonly TextTest[], within: Bits): Slices<Bits> {
    const { version } = this;
    const { texts, ids, size } = this.#index;
    const key = textsKey(tests);
    const kept = this.#kept.get(key);
    if (kept) return kept.slice();
    const known = this.#withShorter(tests);
    const candidates = [known, intersect(known.slice(), within)];
    const few = candidates.find((each) => countBits(each) < size * FEW);
    const found = noBits(ids.length);
    for (const test of tests) {
      if (few) scanFew(this.#index, { test, found, within: few });
      else {
        for (const segment of texts.segments) {
          scanSegment(this.#index, segment, { test, found });
          yield;
        }
      }
      yield* this.#texts.settle(test, found, few);
    }
    if (few !== candidates[1]) this.#kept.put(key, found.slice(), version);
    return found;
  }

  /** Who can have a text at most: who has what was looked for before another letter was typed. */
  #withShorter([test, ...others]: readonly TextTest[]): Bits {
    const candidates = this.#index.alive.slice();
    if (!test || test.domain !== undefined || others.length > 0) return candidates;
    const letters = [...test.needle.toString()];
    for (let end = 1; end < letters.length; end += 1) {
      const needle = Buffer.from(letters.slice(0, end).join(''));
      const kept = this.#kept.get(textsKey([{ field: test.field, needle }]));
      if (kept) intersect(candidates, kept);
    }
    return candidates;
  }

  *#findKept(test: Test): Slices<Bits> {
    const { version } = this;
    const key = JSON.stringify(test);
    const kept = this.#kept.get(key);
    if (kept) return kept.slice();
    const found = yield* this.#findTest(test);
    this.#kept.put(key, found.slice(), version);
    return found;
  }

  *#findTest(test: Test): Slices<Bits> {
    switch (test.kind) {
      case 'flag':
        return this.#withFlag(test.flag);
      case 'instant':
        return yield* this.#between(test);
      case 'mail': {
        const found = yield* this.#slotsOf(this.#sources.mailed(test.fate));
        return test.fate === 'none' ? subtract(allBits(this.#index.size), found) : found;
      }
      case 'group':
        return yield* this.#slotsOf(this.#sources.members(test.name));
      case 'network':
        return yield* this.#slotsOf(this.#sources.fromNetwork(test.prefix));
      case 'noted':
        return yield* this.#slotsOf(this.#sources.noted());
      case 'alike':
        return yield* this.#slotsOf(this.#sources.alike());
      case 'duplicate':
        return yield* duplicateBits(this.#index, this.#sources.email);
      case 'text':
      case 'domain':
        throw new TypeError('Texts are not kept.');
    }
  }

  #withFlag(flag: Flag): Bits {
    const { flags, ids, size } = this.#index;
    const [mask, value] = flag === 'unseen' ? [SEEN, 0] : FLAG_BITS[flag];
    const found = noBits(ids.length);
    for (let slot = 0; slot < size; slot += 1) {
      if (((flags[slot] ?? 0) & mask) === value) setBit(found, slot);
    }
    return found;
  }

  *#between(test: Test & { readonly kind: 'instant' }): Slices<Bits> {
    const column = INSTANT_ORDERS[test.column];
    yield* this.#orders.ready(column);
    const slots = this.#orders.slots(column);
    const from = this.#orders.rank(column, test.after);
    const to = test.until === null ? slots.length : this.#orders.rank(column, test.until);
    const found = noBits(this.#index.ids.length);
    for (let at = from; at < to; at += 1) setBit(found, slots[at] ?? 0);
    return found;
  }

  *#slotsOf(asked: Promise<readonly number[]>): Slices<Bits> {
    let ids: readonly number[] = [];
    yield asked.then((answer) => (ids = answer));
    const found = noBits(this.#index.ids.length);
    for (const id of ids) {
      const slot = this.#index.slotOf(id);
      if (slot !== -1) setBit(found, slot);
    }
    return found;
  }
}
