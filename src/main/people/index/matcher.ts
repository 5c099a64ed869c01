import type { Condition } from '../read-query.ts';
import { asksText, effort, textsKey, textsOf, textTests } from './asked-texts.ts';
import {
  allBits,
  type Bits,
  countBits,
  hasBit,
  intersect,
  noBits,
  subtract,
  unite,
} from './bits.ts';
import { createTextTester } from './foreign-domains.ts';
import { createTestFinder, type OtherTest, type Sources } from './found-by-test.ts';
import { Kept } from './kept.ts';
import type { Orders } from './orders.ts';
import type { PersonIndex } from './person-index.ts';
import type { Slices } from './slices.ts';
import { scanFew, scanSegment, type TextTest } from './text-scan.ts';

/** Below this share of everybody, texts are tested one by one instead of searching all. */
const FEW = 0.02;
const KEPT = 24;

/** Finds who meets a condition, as a set of slots. */
export class Matcher {
  readonly #index: PersonIndex;
  readonly #findTest: ReturnType<typeof createTestFinder>;
  readonly #texts: ReturnType<typeof createTextTester>;
  /** Sets found before. */
  readonly #kept = new Kept<Bits>(KEPT, () => this.version);
  #forgotten = 0;

  constructor(index: PersonIndex, orders: Orders, sources: Sources) {
    this.#index = index;
    this.#findTest = createTestFinder({ index, orders, sources });
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

  /** A test for one slot after the other. */
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
      case 'signal':
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

  *#findKept(test: OtherTest): Slices<Bits> {
    const { version } = this;
    const key = JSON.stringify(test);
    const kept = this.#kept.get(key);
    if (kept) return kept.slice();
    const found = yield* this.#findTest(test);
    this.#kept.put(key, found.slice(), version);
    return found;
  }
}
