import { setImmediate } from 'node:timers/promises';

import type { ActPlan } from '../../shared/contract/plans.ts';

/** How many are judged before others are served, and how many names stand beside a reason. */
const AT_ONCE = 2_000;
const NAMES_SHOWN = 5;

/** What an act would do to one. */
export interface Judged {
  readonly name: string;
  /** Why it would be skipped, or null. */
  readonly refusal: string | null;
  /** Whether a mail would go out, or why it can't. */
  readonly mail: 'yes' | 'no' | 'no-address';
}

/**
 * What an act on many would do, before anything is done.
 *
 * @param ids Whom it is about.
 * @param judge Judges some of them; who is gone is left out of its answer.
 */
export async function planAct(
  ids: readonly number[],
  judge: (some: readonly number[]) => Promise<readonly Judged[]>,
): Promise<ActPlan> {
  let done = 0;
  let mails = 0;
  let withoutAddress = 0;
  const skipped = new Map<string, { count: number; names: string[] }>();
  const skip = (reason: string, name: string | null): void => {
    const group = skipped.get(reason) ?? { count: 0, names: [] };
    group.count += 1;
    if (name !== null && group.names.length < NAMES_SHOWN) group.names.push(name);
    skipped.set(reason, group);
  };
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    if (start > 0) await setImmediate();
    const some = ids.slice(start, start + AT_ONCE);
    const judged = await judge(some);
    for (const { name, refusal, mail } of judged) {
      if (refusal !== null) skip(refusal, name);
      else {
        done += 1;
        if (mail === 'yes') mails += 1;
        if (mail === 'no-address') withoutAddress += 1;
      }
    }
    for (let gone = judged.length; gone < some.length; gone += 1) skip('Is gone already.', null);
  }
  return {
    total: ids.length,
    done,
    mails,
    withoutAddress,
    skipped: [...skipped].map(([reason, group]) => ({ reason, ...group })),
  };
}
