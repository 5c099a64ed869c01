import type { Operation } from '../operations/operation.ts';
import { readSite } from '../settings/settings-store.ts';
import { homeLink, loginLink } from '../site/links.ts';
import type { RegistrationContext } from './registration-context.ts';
import type { RegistrationRecord } from './registration-record.ts';

/** Mails people what was decided about their sign-ups; those without an address hear nothing. */
export async function tellDecision(
  context: RegistrationContext,
  operation: Operation,
  chosen: readonly RegistrationRecord[],
  mail: {
    readonly kind: 'activated' | 'admin_approve_complete' | 'rejected';
    readonly note?: string;
  },
): Promise<void> {
  const site = await readSite(operation.db);
  const orders = chosen
    .filter(({ email }) => email !== '')
    .map(({ userId, username, email }) => ({
      kind: mail.kind,
      accountId: userId,
      to: email,
      notAfter: null,
      graceMs: context.graceMs,
      context: {
        user: { username },
        site_link: homeLink(site),
        login_link: loginLink(site),
        note: mail.note ?? '',
      },
    }));
  await context.outbox.putMany(operation, orders);
}
