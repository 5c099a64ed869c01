import { sparingReferred } from '../accounts/site-references.ts';
import type { Judge } from '../operations/judge.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import {
  linkRefusal,
  removalRefusal,
  resendRefusal,
  signUpActivationRefusal,
  staffRefusal,
} from './registration-rules.ts';

type Refusal = (record: RegistrationRecord) => string | null;

const REFUSALS = {
  activate: signUpActivationRefusal,
  resend: resendRefusal,
  changeEmail: linkRefusal,
  extend: linkRefusal,
  reject: removalRefusal,
  delete: removalRefusal,
} satisfies Readonly<Record<string, Refusal>>;

/** What a reviewer does to sign-ups. */
export type ReviewAct = keyof typeof REFUSALS;

/**
 * Which sign-ups an act of a reviewer is for.
 * @param sparesStaff Whether only a superuser may touch those who will be staff.
 */
export function judgeReview(act: ReviewAct, sparesStaff: boolean): Judge<RegistrationRecord> {
  const judge = judgeSignUps(
    (record) => (sparesStaff ? staffRefusal(record) : null) ?? REFUSALS[act](record),
  );
  return act === 'reject' || act === 'delete' ? sparingReferred(judge) : judge;
}

/** Which sign-ups a rule does not refuse. */
export function judgeSignUps(refusal: Refusal): Judge<RegistrationRecord> {
  return async (db, ids) =>
    (await readRegistrations(db, ids)).map((each) => ({
      id: each.userId,
      name: each.username,
      refusal: refusal(each),
      each,
    }));
}
