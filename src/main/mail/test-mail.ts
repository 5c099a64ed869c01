import type { MailSettingsInput, SmtpProblem, SmtpStep } from '../../shared/contract/settings.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import { runOperation } from '../operations/run-operation.ts';
import { checkMail, passwordForTest, type SettingsContext } from '../settings/settings-service.ts';
import { captureDelivery, type Delivery, NoDeliveryError, smtpDelivery } from './delivery.ts';
import type { Outbox } from './outbox.ts';
import { openSmtp } from './smtp/connection.ts';
import { explainSmtpError } from './smtp/explain.ts';
import { verifySmtp } from './smtp/verify.ts';
import { judge } from './verdict.ts';

export interface TestContext extends SettingsContext {
  readonly outbox: Outbox;
  readonly capturePort: number | null;
}

/** Talks to the server of an unsaved form, up to MAIL FROM, and sends nothing. */
export async function verifyMail(
  context: TestContext,
  input: MailSettingsInput,
): Promise<{ steps: SmtpStep[]; problem: SmtpProblem | null }> {
  try {
    const { server } = await draftDelivery(context, input);
    const { steps, problem } = await verifySmtp(server, input.fromAddress.trim(), {
      now: context.now,
    });
    return { steps: [...steps], problem: problem && wordsOf(problem) };
  } catch (error) {
    if (!(error instanceof NoDeliveryError)) throw error;
    return { steps: [], problem: { title: error.title, advice: error.advice, reply: null } };
  }
}

/**
 * Sends a test mail the way of an unsaved form, with the sender of real mail. Like every mail it
 * goes through the outbox, which keeps its fate.
 */
export async function sendTestMail(
  context: TestContext,
  input: MailSettingsInput & { readonly to: string },
  person: Person,
): Promise<{
  sent: boolean;
  reply: string | null;
  messageId: string;
  problem: SmtpProblem | null;
}> {
  const to = checkEmailAddress(input.to);
  if (!to.ok) throw invalidFields({ to: [to.message] });
  const mail = checkMail(input);
  const delivery = await draftDelivery(context, input).catch((error: unknown) => {
    if (error instanceof NoDeliveryError) return error;
    throw error;
  });
  if (delivery instanceof NoDeliveryError) {
    const { title, advice } = delivery;
    return { sent: false, reply: null, messageId: '', problem: { title, advice, reply: null } };
  }
  const actor = { accountId: person.id, label: person.username, via: 'console' } as const;
  const { value } = await runOperation(
    context.db,
    { kind: 'settings.test', actor, at: context.now(), detail: { to: to.address } },
    async (operation) => {
      const put = await context.outbox.put(operation, {
        kind: 'test',
        accountId: null,
        to: to.address,
        context: {},
        notAfter: null,
        graceMs: 0,
        sender: { name: mail.fromName, address: mail.fromAddress },
        sentBySelfTo: delivery.destination,
      });
      return put;
    },
  );
  return { messageId: value.messageId, ...(await attempt(context, value.id, delivery)) };
}

/** One attempt, made at once; whatever comes of it is final, a test is never tried again. */
async function attempt(
  { db, now }: TestContext,
  id: number,
  { server }: Delivery,
): Promise<{ sent: boolean; reply: string | null; problem: SmtpProblem | null }> {
  const mail = await db
    .selectFrom('gatehouse_outbox')
    .select(['envelope_from', 'envelope_to', 'raw'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const finish = async (set: Readonly<Record<string, string | number | null>>): Promise<void> => {
    const finished_at = toDjangoDatetime(now());
    await db
      .updateTable('gatehouse_outbox')
      .set({ ...set, attempts: 1, finished_at, next_attempt_at: null })
      .where('id', '=', id)
      .execute();
  };
  try {
    const session = await openSmtp(server, {});
    try {
      const outcome = await session.send({
        envelopeFrom: mail.envelope_from,
        recipients: [mail.envelope_to],
        raw: mail.raw,
        onDataStarted: async () => {
          await db
            .updateTable('gatehouse_outbox')
            .set({ data_started_at: toDjangoDatetime(now()) })
            .where('id', '=', id)
            .execute();
        },
      });
      const verdict = judge({ outcome, attempts: 1, at: now(), random: () => 0 });
      const { state, why, reply } = verdict;
      await finish({ state, why, reply, smtp_code: verdict.smtpCode });
      const refused = { title: why, advice: 'Try another recipient.', reply };
      return { sent: state === 'sent', reply, problem: state === 'sent' ? null : refused };
    } finally {
      await session.close();
    }
  } catch (error) {
    const problem = explainSmtpError(error, server);
    const { title, advice, reply, kind } = problem;
    const state = kind === 'uncertain' ? 'uncertain' : 'failed';
    await finish({ state, why: title, advice, reply, problem: problem.code });
    return { sent: false, reply, problem: { title, advice, reply } };
  }
}

async function draftDelivery(context: TestContext, input: MailSettingsInput): Promise<Delivery> {
  const mail = checkMail(input);
  if (mail.delivery === 'capture') return captureDelivery(context.capturePort);
  return smtpDelivery(mail, await passwordForTest(context, input));
}

function wordsOf({ title, advice, reply }: SmtpProblem): SmtpProblem {
  return { title, advice, reply };
}
