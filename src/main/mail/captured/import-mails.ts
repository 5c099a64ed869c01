import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { type Failure, RefusedError } from '../../../shared/errors.ts';
import type { Database } from '../../db/open-database.ts';
import { describeSqliteError } from '../../db/sqlite-error.ts';
import { looksLikeMail } from '../capture/looks-like-mail.ts';
import { isMbox, readMails } from '../capture/mbox.ts';
import { savedMail } from '../capture/saved-mail.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { NoReaderError } from '../reading/reading-thread.ts';
import type { Looker } from './captured-list.ts';
import { lastCapturedId, type ReceivedMail } from './captured-rows.ts';
import type { CapturedStore } from './captured-store.ts';

interface ImportServices {
  readonly db: Database;
  readonly captured: CapturedStore;
  readonly reading: MailReading;
}

/**
 * Takes the mails of a file, `.eml`, `.emlx` or mbox, as if they had been captured now. Who sent them
 * to whom is what their headers say, because a file knows no envelope. Afterwards whoever imports sees
 * each mail at least as often, byte for byte, as the file has it: only what was not there is added.
 *
 * @throws RefusedError `invalid-input` for a file without any mail, or NoReaderError.
 */
export async function importMails(
  { db, captured: store, reading }: ImportServices,
  { content }: ParsedInputOf<'captured.import'>,
  looker: Looker,
): Promise<OutputOf<'captured.import'>> {
  const file = savedMail(Buffer.from(content, 'base64'));
  const mails = readMails(file);
  const isBox = isMbox(file);
  if (mails.length === 0 || !(isBox || mails.some(looksLikeMail))) {
    throw new RefusedError({
      code: 'invalid-input',
      message:
        mails.length === 0
          ? 'This file is empty. Nothing was imported.'
          : 'This file is no mail: it does not start with headers. Nothing was imported.',
      advice: 'Choose a file that holds a mail as it was sent, usually named .eml, .emlx or .mbox.',
    });
  }
  await store.settled();
  const before = await lastCapturedId(db);
  const there = new Map<string, number>();
  const taken: Buffer[] = [];
  for (const raw of mails) {
    const key = raw.toString('latin1');
    const left = there.get(key) ?? (await countOf(db, raw, isBox, looker));
    there.set(key, Math.max(0, left - 1));
    if (left === 0) taken.push(raw);
  }
  const received: ReceivedMail[] = [];
  for (const raw of taken) received.push(await asReceived(reading, raw, looker.now));
  let count = 0;
  try {
    for (const mail of received) {
      await store.add(mail);
      count += 1;
    }
    await store.settled();
  } catch (error) {
    const failure = count === 0 ? null : describeSqliteError(error);
    throw failure ? cutOff(failure, count, mails.length) : error;
  }
  const added = new Set<number>();
  for (const raw of new Map(taken.map((each) => [each.toString('latin1'), each])).values()) {
    for (const id of await idsOf(db, raw, looker)) if (id > before) added.add(id);
  }
  const ids = [...added].toSorted((one, other) => one - other);
  return { ids, hidden: taken.length - ids.length, alreadyThere: mails.length - taken.length };
}

/** A mail as if it had come by wire, from and to whom its headers say. @throws NoReaderError. */
async function asReceived(reading: MailReading, raw: Buffer, at: Date): Promise<ReceivedMail> {
  const people = await reading.describe(raw).catch((error: unknown) => {
    if (error instanceof NoReaderError) throw error;
    return null;
  });
  const to = people && [...people.toAddresses, ...people.ccAddresses, ...people.bccAddresses];
  return {
    raw,
    envelopeFrom: people?.fromAddresses[0]?.address ?? '',
    envelopeTo: (to ?? []).map(({ address }) => address).filter((address) => address !== ''),
    receivedAt: at,
  };
}

/** An error after a part was stored, which stays. */
function cutOff({ code, message }: Failure, count: number, all: number): RefusedError {
  return new RefusedError({
    code,
    message: `${message} ${count.toLocaleString('en')} of the ${all.toLocaleString('en')} mails were imported before.`,
    advice: 'Import the file again later: what is here by then is left out.',
  });
}

/** How often a mail is there, which in an mbox has an end to its last line that it may not have here. */
async function countOf(db: Database, raw: Buffer, isBox: boolean, looker: Looker): Promise<number> {
  const same = await idsOf(db, raw, looker);
  if (same.length > 0 || !isBox || !raw.toString('latin1').endsWith('\n')) return same.length;
  return (await idsOf(db, raw.subarray(0, -1), looker)).length;
}

/** The mails with these very bytes that somebody may see. */
async function idsOf(db: Database, raw: Buffer, { sight }: Looker): Promise<number[]> {
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select('id')
    // By size first, from an index alone: rows hold whole mails.
    .where('id', 'in', (select) =>
      select
        .selectFrom('gatehouse_captured_mail')
        .select('id')
        .where('size', '=', raw.byteLength)
        .where('deleted_at', 'is', null),
    )
    .where('raw', '=', raw)
    .where(sight)
    .execute();
  return rows.map(({ id }) => id);
}
