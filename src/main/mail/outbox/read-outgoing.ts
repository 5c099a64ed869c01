import type { OutputOf } from '../../../shared/contract/index.ts';
import type { MailKind } from '../../../shared/contract/templates.ts';
import { RefusedError } from '../../../shared/errors.ts';
import type { Person } from '../../accounts/account-guards.ts';
import type { Database } from '../../db/open-database.ts';
import { previewDocument } from '../preview/inert-html.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import type { Letters } from './letters.ts';
import { UnwritableMail } from './unwritable-mail.ts';

interface Context {
  readonly db: Database;
  readonly outbox: Pick<Letters, 'look'>;
  readonly reading: MailReading;
  /** Gives a page an address of its own. */
  readonly addPreview: (html: string) => string;
}

/**
 * Whether the staff may read mails of a kind. A link that sets a password is as good as the
 * password, which is a superuser’s to set; so is what was captured and then released.
 */
const FOR_STAFF: Readonly<Record<MailKind, boolean>> = {
  activation: true,
  activated: true,
  rejected: true,
  admin_approve: true,
  admin_approve_complete: true,
  password_changed: true,
  email_changed: true,
  test: true,
  already_registered: false,
  password_reset: false,
};

/**
 * A mail of the outbox as it leaves or has left, before its signature. One that has not been
 * composed yet is composed for this look, by the edition that was settled when it was put there.
 *
 * @returns No mail, and the reason in words, where there is none to be read.
 * @throws RefusedError `not-found`.
 */
export async function readOutgoing(
  { db, outbox, reading, addPreview }: Context,
  person: Person,
  id: number,
): Promise<OutputOf<'outbox.read'>> {
  const row = await db
    .selectFrom('gatehouse_outbox')
    .select(['kind', 'envelope_to'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new RefusedError({ code: 'not-found', message: 'This mail is gone.' });
  const isForStaff = Object.entries(FOR_STAFF).some(([kind, may]) => may && kind === row.kind);
  if (!person.isSuperuser && !isForStaff) {
    return nothing('Only superusers read this mail: its link may open an account.');
  }
  if (row.envelope_to === '') return nothing('It went with its person, who was deleted for good.');
  try {
    const raw = await outbox.look(db, id);
    const { html } = await reading.preview(raw, new Map());
    const { text, hasHtml, headers } = await reading.describe(raw);
    const path = hasHtml ? addPreview(previewDocument(html)) : null;
    return { mail: { text: text ?? '', path, headers }, reason: null };
  } catch (error) {
    if (error instanceof UnwritableMail) return nothing(error.problem.title);
    throw error;
  }
}

function nothing(reason: string): OutputOf<'outbox.read'> {
  return { mail: null, reason };
}
