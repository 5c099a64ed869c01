import type { MailValue } from '../../../shared/people-operators.ts';
import type { Condition, Flag, InstantColumn, Test } from '../read-query.ts';
import type { StoredColumn } from '../sql-order.ts';
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
import { domainNeedle, passes, scanSegment, type TextTest } from './text-scan.ts';

/** What the index asks the database for. */
export interface Sources {
  /** Whose latest mail has this fate; for `none`, whose has any. */
  mailed(fate: MailValue): Promise<readonly number[]>;
  /** The members of the groups with this folded name. */
  members(group: string): Promise<readonly number[]>;
  /** Who has a note. */
  noted(): Promise<readonly number[]>;
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
const FEW = 1 / 40;
const KEPT = 24;

/** Finds who meets a condition, as a set of slots. */
export class Matcher {
  readonly #index: PersonIndex;
  readonly #orders: Orders;
  readonly #sources: Sources;
  /** Sets found before, while nothing has changed. */
  readonly #kept = new Map<string, Bits>();
  #keptVersion = -1;

  constructor(index: PersonIndex, orders: Orders, sources: Sources) {
    this.#index = index;
    this.#orders = orders;
    this.#sources = sources;
  }

  /** Forgets what was found before: something beside the rows has changed. */
  forget(): void {
    this.#kept.clear();
  }

  /** Everybody who meets a condition, by the slower way where it must be. */
  *find(condition: Condition): Slices<Bits> {
    const found = yield* this.#find(condition, allBits(this.#index.size));
    return intersect(found, this.#index.alive);
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
      texts.every(({ tests, negated }) => {
        const text = this.#index.texts.read(slot);
        return tests.some((test) => passes(text, test)) !== negated;
      });
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
      case 'noted':
      case 'duplicate':
        return yield* this.#findKept(condition);
    }
  }

  *#findAll(parts: readonly Condition[], within: Bits): Slices<Bits> {
    const found = within.slice();
    const inOrder = [...parts].toSorted(
      (one, other) => Number(asksText(one)) - Number(asksText(other)),
    );
    for (const part of inOrder) intersect(found, yield* this.#find(part, found));
    return found;
  }

  *#findText(tests: readonly TextTest[], within: Bits): Slices<Bits> {
    const { texts, ids, size } = this.#index;
    const found = noBits(ids.length);
    const candidates = countBits(intersect(within.slice(), this.#index.alive));
    if (candidates < size * FEW) {
      for (let slot = 0; slot < size; slot += 1) {
        if (!hasBit(within, slot) || !hasBit(this.#index.alive, slot)) continue;
        const text = texts.read(slot);
        if (tests.some((test) => passes(text, test))) setBit(found, slot);
      }
      return found;
    }
    const { version } = this.#index;
    const key = JSON.stringify(tests.map(({ field, needle }) => [field, needle.toString()]));
    const kept = this.#keptBits(key);
    if (kept) return kept;
    for (const test of tests) {
      for (const segment of texts.segments) {
        scanSegment(this.#index, segment, { test, found });
        yield;
      }
    }
    this.#keep(key, found, version);
    return found;
  }

  *#findKept(test: Test): Slices<Bits> {
    const { version } = this.#index;
    const key = JSON.stringify(test);
    const kept = this.#keptBits(key);
    if (kept) return kept;
    const found = yield* this.#findTest(test);
    this.#keep(key, found, version);
    return found;
  }

  #keptBits(key: string): Bits | undefined {
    if (this.#keptVersion !== this.#index.version) this.#kept.clear();
    this.#keptVersion = this.#index.version;
    return this.#kept.get(key)?.slice();
  }

  #keep(key: string, found: Bits, version: number): void {
    if (this.#index.version !== version || this.#keptVersion !== version) return;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, found.slice());
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
      case 'noted':
        return yield* this.#slotsOf(this.#sources.noted());
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
    while (!this.#orders.has(column)) yield column;
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

function asksText(condition: Condition): boolean {
  if (condition.kind === 'not') return asksText(condition.of);
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(asksText);
  return condition.kind === 'text' || condition.kind === 'domain';
}

interface SignedTests {
  readonly tests: readonly TextTest[];
  readonly negated: boolean;
}

/** What a condition asks of the text, if that is a plain list; null where it is not. */
function textsOf(condition: Condition): readonly SignedTests[] | null {
  const parts = condition.kind === 'all' ? condition.of : [condition];
  const texts: SignedTests[] = [];
  for (const part of parts) {
    if (!asksText(part)) continue;
    const negated = part.kind === 'not';
    const test = negated ? part.of : part;
    if (test.kind === 'all' && !negated) {
      const inner = textsOf(test);
      if (inner === null || !test.of.every(asksText)) return null;
      texts.push(...inner);
    } else if (test.kind !== 'text' && test.kind !== 'domain') return null;
    else texts.push({ tests: textTests(test), negated });
  }
  return texts;
}

function textTests(test: Test & { readonly kind: 'text' | 'domain' }): readonly TextTest[] {
  if (test.kind === 'text') return [{ field: test.field, needle: Buffer.from(test.needle) }];
  return test.domains.map((domain) => ({ field: 'email', needle: domainNeedle(domain) }));
}
