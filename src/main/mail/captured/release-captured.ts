import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { invalidFields, RefusedError } from '../../../shared/errors.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { checkEmailAddress } from '../../accounts/email-address.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import { keySet } from '../../db/key-set.ts';
import type { Database } from '../../db/open-database.ts';
import { atConsole } from '../../operations/actor.ts';
import type { Operation } from '../../operations/operation.ts';
import { runOperation } from '../../operations/run-operation.ts';
import { mayReceive } from '../../settings/allowed-recipients.ts';
import { findProfile } from '../../settings/mail-settings-service.ts';
import { readSetting } from '../../settings/settings-store.ts';
import type { SmtpProfile } from '../../settings/smtp-profile.ts';
import { mailGone } from './captured-list.ts';
import {
  hasBareLineEnds,
  isSigned,
  MAX_RECIPIENTS,
  whyNoRelease,
  whyNoReleaseOf,
} from './release-rules.ts';

interface Context {
  readonly db: Database;
  readonly now: () => Date;
}

/** Bytes that one release may put into the outbox, where each recipient's mail is kept. */
const MAX_BYTES = 500_000_000;

/** What a release of these mails would mean, for the question that is asked before. */
export async function planRelease(
  { db }: Context,
  person: Person,
  { ids }: ParsedInputOf<'captured.releasePlan'>,
): Promise<OutputOf<'captured.releasePlan'>> {
  const { live, profiles } = await readSetting(db, 'mail');
  const { releaseTo } = await readSetting(db, 'capture');
  const recipients = new Set<string>();
  let [mails, changed, signed] = [0, 0, 0];
  let barred = whyNoRelease(person, releaseTo);
  for await (const { raw, to, cameByWire } of readMails(db, ids)) {
    mails += 1;
    barred ??= whyNoReleaseOf(person, cameByWire);
    for (const address of to) recipients.add(address);
    const isChanged = hasBareLineEnds(raw);
    if (isChanged) changed += 1;
    if (isChanged && isSigned(raw)) signed += 1;
  }
  if (mails === 0) throw mailGone();
  return {
    mails,
    recipients: [...recipients],
    allowed: [...releaseTo],
    servers: profiles.map(({ id, name, host, port, colour }) => ({
      id,
      name,
      where: `${host}:${port}`,
      colour,
      live: id === live,
    })),
    changed,
    signed,
    barred,
  };
}

/**
 * Sends captured mails on to real people through a real server. Each recipient's mail is a row of
 * the outbox, with the bytes and the Message-ID that the captured mail has.
 *
 * @throws RefusedError `not-allowed`, `not-found`, `invalid-input` with the fields' messages, or
 *   `conflict`.
 */
export async function releaseCaptured(
  { db, now }: Context,
  person: Person,
  { ids, to, profile: profileId }: ParsedInputOf<'captured.release'>,
): Promise<OutputOf<'captured.release'>> {
  const profile = findProfile(await readSetting(db, 'mail'), profileId);
  const { releaseTo: allowed } = await readSetting(db, 'capture');
  refuseIf(whyNoRelease(person, allowed));
  const typed = to === null ? null : checkedRecipients(to, allowed);
  const actor = atConsole(person);
  const told = typed === null ? 'the people they were for' : nameFew(typed);
  const detail = { to: told, count: ids.length };
  const { operationId, mailsQueued } = await runOperation(
    db,
    { kind: 'captured.release', actor, at: now(), detail },
    (operation) => putAll(operation, { person, ids, profile, typed, allowed }),
  );
  if (mailsQueued === 0) throw mailGone();
  return { operationId, queued: mailsQueued };
}

async function putAll(
  operation: Operation,
  given: {
    readonly person: Person;
    readonly ids: readonly number[];
    readonly profile: SmtpProfile;
    readonly typed: readonly string[] | null;
    readonly allowed: readonly string[];
  },
): Promise<void> {
  let bytes = 0;
  for await (const mail of readMails(operation.db, given.ids)) {
    refuseIf(whyNoReleaseOf(given.person, mail.cameByWire));
    const recipients = given.typed ?? checkedRecipients(mail.to, given.allowed);
    bytes += mail.raw.length * recipients.length;
    if (bytes > MAX_BYTES) {
      throw new RefusedError({
        code: 'conflict',
        message: 'These mails to so many people are more than 500 MB. Nothing was released.',
        advice: 'Release them in several parts.',
      });
    }
    for (const recipient of recipients) await put(operation, mail, given.profile, recipient);
    operation.countMails(recipients.length);
  }
}

async function put(
  operation: Operation,
  mail: StoredMail,
  { id: profile, host, port }: SmtpProfile,
  recipient: string,
): Promise<void> {
  // The outbox needs a name of its own for each row; the mail keeps the one in its bytes.
  const key = `release-${operation.id}-${mail.id}-${recipient}`;
  await operation.db
    .insertInto('gatehouse_outbox')
    .values({
      idempotency_key: key,
      message_id: key,
      kind: 'release',
      operation_id: operation.id,
      envelope_from: mail.from,
      envelope_to: recipient,
      subject: mail.subject,
      raw: mail.raw,
      state: 'queued',
      attempts: 0,
      created_at: toDjangoDatetime(operation.at),
      next_attempt_at: toDjangoDatetime(operation.at),
      destination: `${host}:${port}`,
      profile,
    })
    .execute();
}

interface StoredMail {
  readonly id: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly raw: Buffer;
  /** Else it was read from a file, which anybody can write. */
  readonly cameByWire: boolean;
}

/** One mail at a time, so that any number needs the memory of one. */
async function* readMails(db: Database, ids: readonly number[]): AsyncGenerator<StoredMail> {
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select('id')
    .where('id', 'in', keySet(ids))
    .orderBy('id')
    .execute();
  for (const { id } of rows) {
    const row = await db
      .selectFrom('gatehouse_captured_mail')
      .select(['envelope_from', 'envelope_to', 'subject', 'raw', 'client_address'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) continue;
    const { envelope_from: from, envelope_to: to, subject, raw } = row;
    const cameByWire = row.client_address !== '';
    yield { id, from, to: [...new Set(JSON.parse(to) as string[])], subject, raw, cameByWire };
  }
}

function refuseIf(reason: string | null): void {
  if (reason !== null) throw new RefusedError({ code: 'not-allowed', message: reason });
}

/** @throws RefusedError `invalid-input` that names who can't be written to. */
function checkedRecipients(to: readonly string[], allowed: readonly string[]): string[] {
  const addresses = [...new Set(to.map((address) => address.trim()))];
  const faults = addresses.flatMap((address) => {
    const checked = checkEmailAddress(address);
    if (!checked.ok) return [`“\u2068${address}\u2069” is no address.`];
    if (mayReceive(address, allowed)) return [];
    return [`${address} is not among those that mail may be released to.`];
  });
  if (addresses.length === 0) faults.push('Enter at least one address.');
  if (addresses.length > MAX_RECIPIENTS) {
    faults.push(`Enter at most ${MAX_RECIPIENTS} addresses.`);
  }
  if (faults.length > 0) throw invalidFields({ to: faults.slice(0, 5) });
  return addresses;
}

function nameFew(addresses: readonly string[]): string {
  const [first = '', ...others] = addresses;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
