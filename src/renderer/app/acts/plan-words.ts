import type { ActPlan } from '../../../shared/contract/plans.ts';
import { counted } from '../counted.ts';
import { mailFate } from '../mail/describe-delivery.ts';

/** From so many on, an act on a selection is looked at before it is done. */
export const PLANNED_FROM = 20;

/** "31 of 34 will be activated. 30 mails will leave. 1 has no address."; of an act that mails, `fate` says where to. */
export function planSentence(plan: ActPlan | undefined, done: string, fate = mailFate()): string {
  if (plan === undefined) return 'Looking who would be reached…';
  const { total, mails, withoutAddress } = plan;
  const [only] = plan.skipped;
  if (total === 1 && only) return `Nothing can be done here. ${only.reason}`;
  const whom =
    plan.done === total
      ? `${total === 1 ? 'One' : `All ${total.toLocaleString('en-GB')}`} will be ${done}.`
      : `${plan.done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} will be ${done}.`;
  const sentences = [whom, ...cautions(plan)];
  if (mails > 0) sentences.push(`${counted(mails, 'mail')} ${fate}.`);
  if (withoutAddress > 0) {
    sentences.push(
      `${withoutAddress.toLocaleString('en-GB')} ${withoutAddress === 1 ? 'has' : 'have'} no address.`,
    );
  }
  return sentences.join(' ');
}

/** "43 are active, 40 have signed in within 30 days, 2 are staff." Undefined when none of it holds. */
export function leavingSentence({ leaving }: ActPlan): string | undefined {
  if (leaving === undefined) return undefined;
  const { active, recent, staff } = leaving;
  const parts = [
    [active, 'is active', 'are active'],
    [recent, 'has signed in within 30 days', 'have signed in within 30 days'],
    [staff, 'is staff', 'are staff'],
  ] as const;
  const said = parts.flatMap(([count, one, many]) =>
    count === 0 ? [] : [`${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`],
  );
  return said.length === 0 ? undefined : `${said.join(', ')}.`;
}

/** What nobody has confirmed: "40 have not confirmed their address; the links of 6 have ended." */
function cautions({ unconfirmed = 0, ended = 0, total }: ActPlan): string[] {
  if (unconfirmed === 0) return [];
  if (total === 1) {
    return [`The address is not confirmed${ended === 0 ? '' : ', and the link has ended'}.`];
  }
  if (unconfirmed === total && (ended === 0 || ended === total)) {
    return [`None has confirmed the address${ended === 0 ? '' : ', and all links have ended'}.`];
  }
  const count = unconfirmed.toLocaleString('en-GB');
  const have = unconfirmed === 1 ? 'has' : 'have';
  const links = `the ${ended === 1 ? 'link' : 'links'} of ${ended.toLocaleString('en-GB')}`;
  const rest = ended === 0 ? '' : `; ${links} ${ended === 1 ? 'has' : 'have'} ended`;
  return [`${count} ${have} not confirmed their address${rest}.`];
}
