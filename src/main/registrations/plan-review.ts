import type { ActPlan } from '../../shared/contract/plans.ts';
import type { RejectionReason } from '../../shared/contract/registrations.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { referenceRefusals } from '../accounts/site-references.ts';
import { type Judged, planAct } from '../operations/plan.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { SignUpContext } from './registration-context.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import { readPlainSignals } from './sign-up-facts.ts';
import {
  signUpActivationRefusal,
  linkRefusal,
  removalRefusal,
  resendRefusal,
  staffRefusal,
  waitsForApproval,
} from './registration-rules.ts';

const REFUSALS = {
  activate: signUpActivationRefusal,
  resend: resendRefusal,
  reject: removalRefusal,
  delete: removalRefusal,
  extend: linkRefusal,
} as const;

const NOBODY: ReadonlyMap<number, string> = new Map();

/** What an act on sign-ups would do: to how many, with how many mails, and who would be skipped. */
export async function planReview(
  context: Pick<SignUpContext, 'db' | 'now' | 'disposableDomains'>,
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
  const { tellWhenActivated, activationDays } = await readSetting(db, 'registration');
  const isMailed = {
    activate: tellWhenActivated,
    resend: true,
    reject: request.tell === true && request.reason !== 'spam',
    delete: false,
    extend: false,
  }[act];
  const removes = act === 'reject' || act === 'delete';
  const now = context.now();
  const signals = new Map<string, number>();
  let unconfirmed = 0;
  let ended = 0;
  const plan = await planAct(ids, async (some) => {
    const referred = removes ? await referenceRefusals(db, some) : NOBODY;
    const refusalOf = (record: RegistrationRecord): string | null =>
      (sparesStaff ? staffRefusal(record) : null) ??
      REFUSALS[act](record) ??
      referred.get(record.userId) ??
      null;
    const signalled =
      act === 'activate' ? await readPlainSignals(context, some) : new Map<number, string[]>();
    return (await readRegistrations(db, some)).map((record): Judged => {
      const refusal = refusalOf(record);
      if (refusal === null && act === 'activate' && !waitsForApproval(record)) {
        unconfirmed += 1;
        if (keyEnd(record.issuedAt, activationDays) <= now) ended += 1;
      }
      if (refusal === null) {
        for (const text of signalled.get(record.userId) ?? []) {
          signals.set(text, (signals.get(text) ?? 0) + 1);
        }
      }
      return {
        name: record.username,
        refusal,
        mail: !isMailed ? 'no' : record.email === '' ? 'no-address' : 'yes',
      };
    });
  });
  const counted = [...signals].map(([text, count]) => ({ text, count }));
  return { ...plan, unconfirmed, ended, ...(counted.length > 0 && { signals: counted }) };
}
