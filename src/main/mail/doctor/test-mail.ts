import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Person } from '../../accounts/account-guards.ts';
import type { Database } from '../../db/open-database.ts';
import { atConsole } from '../../operations/actor.ts';
import { runOperation } from '../../operations/run-operation.ts';
import { type Delivery, messageFor } from '../outbox/delivery.ts';
import { explainFailure } from '../outbox/unwritable-mail.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { openSmtp } from '../smtp/connection.ts';
import type { SmtpProblem } from '../smtp/smtp-problem.ts';
import type { TranscriptLine } from '../smtp/transcript.ts';
import { judge } from '../outbox/verdict.ts';

export interface TestMailContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly outbox: Outbox;
}

export interface TestMailOutcome {
  /** The server's answer, or null when it gave none. */
  readonly reply: string | null;
  readonly messageId: string;
  readonly problem: SmtpProblem | null;
  /** What the problem comes from. */
  readonly error: unknown;
}

interface TestMail {
  /** A checked address. */
  readonly to: string;
  readonly person: Person;
  readonly delivery: Delivery;
  readonly signal: AbortSignal;
  readonly onTranscript: (line: TranscriptLine) => void;
}

/**
 * Sends a test mail by a delivery of its own, with the sender and the template of real mail. Like
 * every mail it goes through the outbox, which keeps its fate.
 */
export async function sendTestMail(
  context: TestMailContext,
  mail: TestMail,
): Promise<TestMailOutcome> {
  const { to, person, delivery } = mail;
  const actor = atConsole(person);
  const { value } = await runOperation(
    context.db,
    { kind: 'settings.test', actor, at: context.now(), detail: { to } },
    (operation) =>
      context.outbox.put(operation, {
        kind: 'test',
        accountId: null,
        to,
        context: {},
        notAfter: null,
        graceMs: 0,
        deliveredByCallerTo: delivery.destination,
      }),
  );
  return { messageId: value.messageId, ...(await attempt(context, value.id, mail)) };
}

/** One attempt, made at once; whatever comes of it is final, a test is never tried again. */
async function attempt(
  { db, now, outbox }: TestMailContext,
  id: number,
  { delivery, signal, onTranscript }: TestMail,
): Promise<Omit<TestMailOutcome, 'messageId'>> {
  const { server } = delivery;
  const mail = await db
    .selectFrom('gatehouse_outbox')
    .select(['envelope_from', 'envelope_to'])
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
    const raw = await outbox.bytesOf(db, id);
    const session = await openSmtp(server, { signal, onTranscript });
    try {
      const outcome = await session.send({
        ...(await messageFor(delivery, mail, raw)),
        onDataStarted: async () => {
          await db
            .updateTable('gatehouse_outbox')
            .set({ data_started_at: toDjangoDatetime(now()) })
            .where('id', '=', id)
            .execute();
        },
      });
      const verdict = judge({ outcome, attempts: 1, at: now(), random: () => 0 });
      const { state, why, reply, smtpCode } = verdict;
      await finish({ state, why, reply, smtp_code: smtpCode });
      return { reply, problem: null, error: null };
    } finally {
      await session.close();
    }
  } catch (error) {
    const problem = onlyOnce(explainFailure(error, server));
    const { title, advice, reply, kind, code } = problem;
    const state = kind === 'uncertain' ? 'uncertain' : 'failed';
    await finish({ state, why: title, advice, reply, problem: code });
    return { reply, problem, error };
  }
}

/** What works later is not waited for: nobody tries a test again by itself. */
function onlyOnce(problem: SmtpProblem): SmtpProblem {
  if (problem.kind !== 'temporary') return problem;
  return { ...problem, advice: 'A test is sent only once. Wait some minutes and send another.' };
}
