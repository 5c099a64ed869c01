import type { OutputOf } from '../../shared/contract/index.ts';
import { mailDomainOf } from '../accounts/mail-domain.ts';
import { type PreviewContext, previewInUse } from '../mail/outbox/preview-template.ts';

/**
 * What the dialog of a rejection shows: whom it is about, what remembering would keep away, and the
 * mail as it would leave with this note.
 *
 * @param given.id The first of those who would be rejected; null for a made-up person.
 */
export async function previewRejection(
  context: PreviewContext & { readonly countAtDomain: (domain: string) => Promise<number> },
  given: { readonly id: number | null; readonly note: string },
): Promise<OutputOf<'registrations.rejection'>> {
  const { id, note } = given;
  const account =
    id === null
      ? undefined
      : await context.db
          .selectFrom('auth_user')
          .select(['username', 'email'])
          .where('id', '=', id)
          .executeTakeFirst();
  const { email = '' } = account ?? {};
  const domain = email === '' ? null : mailDomainOf(email);
  const inDomain = domain === null ? 0 : await context.countAtDomain(domain);
  const isMailed = account === undefined || email !== '';
  return {
    username: account?.username ?? null,
    email,
    domain,
    inDomain,
    mail: isMailed
      ? await previewInUse(context, {
          kind: 'rejected',
          accountId: id,
          given: { note: note.trim() },
        })
      : null,
  };
}
