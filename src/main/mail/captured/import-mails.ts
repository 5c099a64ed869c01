import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { RefusedError } from '../../../shared/errors.ts';
import { readMails } from '../capture/mbox.ts';
import type { CapturedStore } from './captured-store.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { NoReaderError } from '../reading/reading-thread.ts';

/**
 * Takes the mails of a file, `.eml` or mbox, as if they had been captured now. Who sent them to whom
 * is what their headers say, because a file knows no envelope.
 *
 * @throws RefusedError `invalid-input` for a file without any mail, or NoReaderError.
 */
export async function importMails(
  { captured: store, reading }: { readonly captured: CapturedStore; readonly reading: MailReading },
  { content }: ParsedInputOf<'captured.import'>,
  now: Date,
): Promise<OutputOf<'captured.import'>> {
  const mails = readMails(Buffer.from(content, 'base64'));
  if (mails.length === 0) {
    throw new RefusedError({
      code: 'invalid-input',
      message: 'This file is empty. Nothing was imported.',
      advice: 'Choose a file that holds a mail as it was sent, usually named .eml.',
    });
  }
  for (const raw of mails) {
    const people = await reading.describe(raw).catch((error: unknown) => {
      if (error instanceof NoReaderError) throw error;
      return null;
    });
    const to = people && [...people.toAddresses, ...people.ccAddresses, ...people.bccAddresses];
    await store.add({
      raw,
      envelopeFrom: people?.fromAddresses[0]?.address ?? '',
      envelopeTo: (to ?? []).map(({ address }) => address).filter((address) => address !== ''),
      receivedAt: now,
    });
  }
  await store.settled();
  return { imported: mails.length };
}
