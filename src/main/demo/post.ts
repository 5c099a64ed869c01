import { toDjangoDatetime, parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { ReceivedMail } from '../mail/captured/captured-rows.ts';
import { captureDelivery, type Delivery, smtpDelivery } from '../mail/outbox/delivery.ts';
import { columnsOf } from '../mail/outbox/queue.ts';
import { explainSmtpError } from '../mail/smtp/explain.ts';
import { SmtpError } from '../mail/smtp/smtp-error.ts';
import { judge, type Verdict } from '../mail/outbox/verdict.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
import { talkOf } from './talk.ts';

/** What an SMTP server in the story says about one recipient. */
export type Trouble = 'no-domain' | 'no-user' | 'greylisted' | 'mailbox-full' | 'broken';

export interface Post {
  /** What every mail that was captured by then looks like, oldest first. */
  readonly captured: readonly ReceivedMail[];
  /** From here on this address causes trouble at an SMTP server. */
  foresee(address: string, trouble: Trouble): void;
  /** Settles every mail that was due before the instant, as the courier would have. */
  deliverUntil(instant: Date): Promise<void>;
}

/** How long a delivery takes, in milliseconds. */
const TRAVEL_MS = 900;
/** The port that stands for the capture server's; it is not written down anywhere. */
const CAPTURE_PORT = 1025;
/** The made-up server asks for no login. */
const NO_SECRETS = { password: null, clientSecret: null, refreshToken: null, dkimKey: null };

/** Plays the courier and the servers at the other end: nothing leaves, every row is settled. */
export function createPost({ db, outbox, random }: Pick<Stage, 'db' | 'outbox' | 'random'>): Post {
  const captured: ReceivedMail[] = [];
  const troubles = new Map<string, Trouble>();

  async function deliverUntil(instant: Date): Promise<void> {
    for (let mail = await firstDue(db, instant); mail; mail = await firstDue(db, instant)) {
      const settings = await readSetting(db, 'mail');
      const profile = settings.profiles.find(({ id }) => id === settings.live);
      const place = profile ? smtpDelivery(profile, NO_SECRETS) : captureDelivery(CAPTURE_PORT);
      const due = parseDjangoDatetime(mail.next_attempt_at) ?? instant;
      const at = new Date(due.getTime() + TRAVEL_MS);
      const trouble = profile ? troubles.get(mail.envelope_to) : undefined;
      const verdict = verdictOn({ mail, place, trouble, at, random });
      await settle(db, { mail, place, verdict, at });
      if (profile) continue;
      const { envelope_from: envelopeFrom, envelope_to } = mail;
      const raw = await outbox.bytesOf(db, mail.id);
      const said = { from: envelopeFrom, to: envelope_to, refusal: null, reply: null };
      captured.push({
        raw,
        envelopeFrom,
        envelopeTo: [envelope_to],
        receivedAt: at,
        client: { address: '127.0.0.1', hello: 'console.library.example', tls: null, user: null },
        talk: talkOf(said),
      });
    }
  }

  return {
    captured,
    foresee: (address, trouble) => void troubles.set(address, trouble),
    deliverUntil,
  };
}

interface DueMail {
  readonly id: number;
  readonly envelope_from: string;
  readonly envelope_to: string;
  readonly attempts: number;
  readonly next_attempt_at: string | null;
}

function firstDue(db: Database, instant: Date): Promise<DueMail | undefined> {
  return db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'envelope_from', 'envelope_to', 'attempts', 'next_attempt_at'])
    .where('state', 'in', ['queued', 'deferred'])
    .where('next_attempt_at', '<=', toDjangoDatetime(instant))
    .orderBy('next_attempt_at')
    .orderBy('id')
    .executeTakeFirst();
}

function verdictOn(given: {
  readonly mail: DueMail;
  readonly place: Delivery;
  readonly trouble: Trouble | undefined;
  readonly at: Date;
  readonly random: Random;
}): Verdict {
  const { mail, place, trouble, at, random } = given;
  const attempt = { attempts: mail.attempts + 1, at, random: () => 0.5 };
  if (trouble !== undefined) {
    const problem = explainSmtpError(errorOf(trouble, mail.envelope_to), place.server);
    return judge({ ...attempt, problem });
  }
  const queueName = random.below(0xffff_ffff).toString(16).toUpperCase();
  const reply =
    place.destination === 'capture'
      ? '250 2.6.0 OK: message queued'
      : `250 2.0.0 Ok: queued as ${queueName}`;
  return judge({ ...attempt, outcome: { accepted: [mail.envelope_to], rejected: [], reply } });
}

/** The words of Postfix and Dovecot, which stand behind most mail servers. */
const REPLIES: Readonly<Record<Exclude<Trouble, 'broken'>, (address: string) => string>> = {
  'no-domain': (to) => `550 5.1.2 <${to}>: Recipient address rejected: Domain not found`,
  'no-user': (to) =>
    `550 5.1.1 <${to}>: Recipient address rejected: User unknown in virtual mailbox table`,
  greylisted: (to) => `450 4.2.0 <${to}>: Recipient address rejected: Greylisted, try again later`,
  'mailbox-full': (to) => `452 4.2.2 <${to}> Mailbox is full`,
};

function errorOf(trouble: Trouble, recipient: string): SmtpError {
  if (trouble === 'broken') {
    return new SmtpError('Connection closed', {
      code: 'ECONNECTION',
      dataStarted: true,
      recipient,
    });
  }
  const reply = REPLIES[trouble](recipient);
  const smtpCode = Number(reply.slice(0, 3));
  return new SmtpError(reply, {
    code: 'EENVELOPE',
    command: 'RCPT TO',
    reply,
    smtpCode,
    recipient,
  });
}

async function settle(
  db: Database,
  given: {
    readonly mail: DueMail;
    readonly place: Delivery;
    readonly verdict: Verdict;
    readonly at: Date;
  },
): Promise<void> {
  const { mail, place, verdict, at } = given;
  const hasStarted = verdict.state === 'sent' || verdict.state === 'uncertain';
  await db
    .updateTable('gatehouse_outbox')
    .set({
      ...columnsOf(verdict, at),
      attempts: mail.attempts + 1,
      destination: place.destination,
      data_started_at: hasStarted ? toDjangoDatetime(at) : null,
    })
    .where('id', '=', mail.id)
    .execute();
  const { state, smtpCode: smtp_code, why, reply } = verdict;
  const said = { from: mail.envelope_from, to: mail.envelope_to };
  const transcript = talkOf({
    ...said,
    refusal: hasStarted ? null : reply,
    reply: hasStarted ? reply : null,
  });
  await db
    .insertInto('gatehouse_outbox_attempt')
    .values({
      mail_id: mail.id,
      at: toDjangoDatetime(at),
      state,
      destination: place.destination,
      smtp_code,
      why,
      reply,
      transcript,
    })
    .execute();
}
