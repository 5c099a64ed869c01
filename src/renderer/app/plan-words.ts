import type { ActPlan } from '../../shared/contract/plans.ts';
import { counted } from './counted.ts';

/** From so many on, an act on a selection is looked at before it is done. */
export const PLANNED_FROM = 20;

/** "31 of 34 will be activated. 30 mails will leave; 1 has no address." */
export function planSentence(plan: ActPlan | undefined, done: string): string {
  if (plan === undefined) return 'Looking who would be reached…';
  const { total, mails, withoutAddress } = plan;
  const whom =
    plan.done === total
      ? `${total === 1 ? 'One' : `All ${total.toLocaleString('en-GB')}`} will be ${done}.`
      : `${plan.done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} will be ${done}.`;
  const sentences = [whom];
  if (mails > 0) sentences.push(`${counted(mails, 'mail')} will leave.`);
  if (withoutAddress > 0) {
    sentences.push(
      `${withoutAddress.toLocaleString('en-GB')} ${withoutAddress === 1 ? 'has' : 'have'} no address.`,
    );
  }
  return sentences.join(' ');
}
