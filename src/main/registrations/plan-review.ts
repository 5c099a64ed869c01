import type { ActPlan } from '../../shared/contract/plans.ts';
import type { RejectionReason } from '../../shared/contract/registrations.ts';
import { RefusedError } from '../../shared/errors.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { planAct } from '../operations/plan.ts';
import { readSetting } from '../settings/settings-store.ts';
import { judgeReview, type ReviewAct } from './judge-sign-ups.ts';
import type { SignUpContext } from './registration-context.ts';
import { waitsForApproval } from './registration-rules.ts';
import { readPlainSignals } from './sign-up-facts.ts';

/** What an act on sign-ups would do: to how many, with how many mails, and who would be skipped. */
export async function planReview(
  context: Pick<SignUpContext, 'db' | 'now' | 'disposableDomains'>,
  request: {
    readonly ids: readonly number[];
    readonly act: Exclude<ReviewAct, 'changeEmail'>;
    readonly sparesStaff: boolean;
    /** Whether who has a signal is told, and not only how many. */
    readonly isNamed?: boolean | undefined;
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
  const now = context.now();
  const signals = new Map<string, number[]>();
  let unconfirmed = 0;
  let ended = 0;
  const plan = await planAct(db, {
    ids,
    judge: judgeReview(act, sparesStaff),
    mailTo: ({ email }) => (!isMailed ? 'no' : email === '' ? 'no-address' : 'yes'),
    async look(judged) {
      if (act !== 'activate') return;
      const chosen = judged.flatMap(({ refusal, each }) => (refusal === null ? each : []));
      const links = chosen.filter((record) => !waitsForApproval(record));
      unconfirmed += links.length;
      ended += links.filter(({ issuedAt }) => keyEnd(issuedAt, activationDays) <= now).length;
      const signalled = await readPlainSignals(
        context,
        chosen.map(({ userId }) => userId),
      );
      for (const [id, texts] of signalled) {
        for (const text of texts) {
          const whose = signals.get(text) ?? [];
          whose.push(id);
          signals.set(text, whose);
        }
      }
    },
  });
  const counted = [...signals].map(([text, whose]) => ({
    text,
    count: whose.length,
    ...(request.isNamed === true && { ids: whose }),
  }));
  return { ...plan, unconfirmed, ended, ...(counted.length > 0 && { signals: counted }) };
}

/**
 * Whom an activation is still about without those of its plan who have one of the signals.
 *
 * @param signals As the plan words them.
 * @throws RefusedError `conflict` when the plan has one of them no more.
 */
export async function withoutSignals(
  context: Parameters<typeof planReview>[0],
  request: { readonly ids: readonly number[]; readonly sparesStaff: boolean },
  signals: readonly string[],
): Promise<readonly number[]> {
  const plan = await planReview(context, { ...request, act: 'activate', isNamed: true });
  const whose = new Map(plan.signals?.map(({ text, ids = [] }) => [text, ids]));
  const out = new Set(signals.flatMap((signal) => whose.get(signal) ?? changed()));
  return request.ids.filter((id) => !out.has(id));
}

function changed(): never {
  throw new RefusedError({
    code: 'conflict',
    message: 'What was to be left out has changed. Nobody was left out.',
    advice: 'Close this and look again at whom it is about.',
  });
}
