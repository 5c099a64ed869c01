import type { ActPlan } from '../../shared/contract/plans.ts';
import type { RejectionReason } from '../../shared/contract/registrations.ts';
import { type Judged, planAct } from '../operations/plan.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { RegistrationContext } from './registration-context.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import {
  activationRefusal,
  linkRefusal,
  removalRefusal,
  resendRefusal,
  staffRefusal,
} from './registration-rules.ts';

const REFUSALS = {
  activate: activationRefusal,
  resend: resendRefusal,
  reject: removalRefusal,
  delete: removalRefusal,
  extend: linkRefusal,
} as const;

/** What an act on sign-ups would do: to how many, with how many mails, and who would be skipped. */
export async function planReview(
  context: Pick<RegistrationContext, 'db'>,
  request: {
    readonly ids: readonly number[];
    readonly act: keyof typeof REFUSALS;
    readonly sparesStaff: boolean;
    readonly reason?: RejectionReason | undefined;
    readonly tell?: boolean | undefined;
  },
): Promise<ActPlan> {
  const { db } = context;
  const { ids, act, sparesStaff } = request;
  const { tellWhenActivated } = await readSetting(db, 'registration');
  const isMailed = {
    activate: tellWhenActivated,
    resend: true,
    reject: request.tell === true && request.reason !== 'spam',
    delete: false,
    extend: false,
  }[act];
  const judge = (record: RegistrationRecord): Judged => ({
    name: record.username,
    refusal: (sparesStaff ? staffRefusal(record) : null) ?? REFUSALS[act](record),
    mail: !isMailed ? 'no' : record.email === '' ? 'no-address' : 'yes',
  });
  return planAct(ids, async (some) => (await readRegistrations(db, some)).map(judge));
}
