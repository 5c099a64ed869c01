import { type Condition, hasTest, type Test } from '../read-query.ts';
import { domainNeedle, type TextTest } from './text-scan.ts';

/** Whether any part asks for a text. */
export function asksText(condition: Condition): boolean {
  return hasTest(condition, ({ kind }) => kind === 'text' || kind === 'domain');
}

/** What is quickly found, or leaves few, is looked for first. */
export function effort(condition: Condition): number {
  if (!asksText(condition)) return 0;
  return condition.kind === 'text' ? 1 / condition.needle.length : 2;
}

/** Tests of texts by what they ask. */
export function textsKey(tests: readonly TextTest[]): string {
  return JSON.stringify(tests.map(({ field, needle }) => [field, needle.toString()]));
}

interface SignedTests {
  readonly tests: readonly TextTest[];
  readonly negated: boolean;
}

/** What a condition asks of the text, if that is a plain list; null where it is not. */
export function textsOf(condition: Condition): readonly SignedTests[] | null {
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

/** A text passes if it passes any of these. */
export function textTests(test: Test & { readonly kind: 'text' | 'domain' }): readonly TextTest[] {
  if (test.kind === 'text') return [{ field: test.field, needle: Buffer.from(test.needle) }];
  return [{ field: 'any', needle: domainNeedle(test.domain), domain: test.domain }];
}
