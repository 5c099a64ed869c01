import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import { signUpsQuery } from '../../shared/sign-ups-query.ts';
import type { Database } from '../db/open-database.ts';
import type { People } from '../people/people.ts';
import { readLeavers } from './leavers.ts';

const STAGES = [
  ['registered', ''],
  ['mailed', 'mail:left'],
  ['activated', 'is:active'],
  ['expired', 'is:expired'],
  ['pending', 'is:pending'],
  ['to-approve', 'is:to-approve'],
] as const;

/**
 * What has become of those who joined in a span, superusers apart, counted by the same search as the
 * lists, with those who are in no list any more.
 */
export async function readFunnel(
  { db, people }: { readonly db: Database; readonly people: Pick<People, 'count'> },
  span: DaySpan,
  signal?: AbortSignal,
): Promise<OutputOf<'dashboard.funnel'>> {
  const counted = STAGES.map(async ([stage, condition]) => {
    const query = `${signUpsQuery(span)} ${condition}`.trim();
    return { stage, query, count: await people.count({ query }, signal) };
  });
  const [stages, gone] = await Promise.all([Promise.all(counted), readLeavers(db, span)]);
  return { stages, gone };
}
