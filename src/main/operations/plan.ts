import { setImmediate } from 'node:timers/promises';

import type { ActPlan } from '../../shared/contract/plans.ts';
import type { Database } from '../db/open-database.ts';
import { IS_GONE, type Judge, type Judged } from './judge.ts';

/** How many are judged before others are served, and how many names stand beside a reason. */
const AT_ONCE = 500;
const NAMES_SHOWN = 5;

interface PlannedAct<Each> {
  readonly ids: readonly number[];
  readonly judge: Judge<Each>;
  /** Whether a mail would go out to one whom it would be done to, or why it can't; to nobody when left out. */
  readonly mailTo?: (each: Each) => 'yes' | 'no' | 'no-address';
  /** Is shown all, part after part, with how they were judged. */
  readonly look: (judged: readonly Judged<Each>[]) => Promise<void> | void;
}

/** What an act on many would do, before anything is done. */
export async function planAct<Each>(
  db: Database,
  { ids, judge, mailTo = () => 'no', look }: PlannedAct<Each>,
): Promise<ActPlan> {
  const counts = { done: 0, mails: 0, withoutAddress: 0 };
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
    const judged = await judge(db, some);
    await look(judged);
    for (const { name, refusal, each } of judged) {
      if (refusal !== null) skip(refusal, name);
      else {
        counts.done += 1;
        const mail = mailTo(each);
        if (mail === 'yes') counts.mails += 1;
        if (mail === 'no-address') counts.withoutAddress += 1;
      }
    }
    for (let gone = judged.length; gone < some.length; gone += 1) skip(IS_GONE, null);
  }
  return {
    total: ids.length,
    ...counts,
    skipped: [...skipped].map(([reason, group]) => ({ reason, ...group })),
  };
}
