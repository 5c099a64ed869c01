import type { Database } from '../db/open-database.ts';
import { isInEffect } from '../operations/in-effect.ts';
import { kindNamed, kindsThat } from '../operations/operation-kinds.ts';
import { type Step, step } from './step.ts';

/** Acts that confirm an address or let somebody in. */
const ACTIVATIONS = kindsThat(({ story }) => story?.kind === 'activated');

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
    .where('act.kind', 'in', ACTIVATIONS)
    .where(isInEffect('act'))
    .where('act.at', '>=', since)
    .execute();
  return acts.map(({ at, kind, actor, via }) => {
    const hand = via === 'console' ? actor : 'hand';
    const by = kindNamed(kind)?.provesAddress ? 'the link' : hand;
    const what =
      kind === 'registrations.confirmByLink' ? 'address was confirmed' : 'account was activated';
    return step(at, { tone: 'ok', title: `The ${what} by ${by}.`, detail: null });
  });
}
