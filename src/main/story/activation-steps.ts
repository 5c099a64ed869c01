import type { Database } from '../db/open-database.ts';
import { isInEffect } from '../operations/in-effect.ts';
import { type Step, step } from './step.ts';

/** Acts that confirm an address or let somebody in; by whom is told of those that have a hand. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  'registrations.activateByLink': 'The account was activated by the link.',
  'registrations.confirmByLink': 'The address was confirmed by the link.',
  'registrations.activate': 'The account was activated by',
  'accounts.activate': 'The account was activated by',
};

/** When, how and by whom an account was activated since an instant, as Django writes it. */
export async function activationSteps(
  db: Database,
  accountId: number,
  since: string,
): Promise<Step[]> {
  const acts = await db
    .selectFrom('gatehouse_operation as act')
    .innerJoin('gatehouse_operation_change as change', 'change.operation_id', 'act.id')
    .select(['act.id', 'act.at', 'act.kind', 'act.actor', 'act.via'])
    .distinct()
    .where('change.account_id', '=', accountId)
    .where('act.kind', 'in', Object.keys(ACTIVATIONS))
    .where(isInEffect('act'))
    .where('act.at', '>=', since)
    .execute();
  return acts.map(({ at, kind, actor, via }) => {
    const words = ACTIVATIONS[kind] ?? '';
    const title = words.endsWith('by') ? `${words} ${via === 'console' ? actor : 'hand'}.` : words;
    return step(at, { tone: 'ok', title, detail: null });
  });
}
