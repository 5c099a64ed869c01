import { minuteInWords } from '../db/django-datetime.ts';
import type { Operation } from '../operations/operation.ts';
import type { RegistrationContext } from '../registrations/registration-context.ts';

/**
 * Tells the owner of an account, at the address it had, that an administrator gave it another one
 * (OWASP's advice on changing addresses). The new address is not named: the old mailbox may be
 * somebody else's by now.
 */
export async function putAddressChangedMail(
  context: RegistrationContext,
  operation: Operation,
  old: { readonly id: number; readonly username: string; readonly email: string },
): Promise<void> {
  await context.outbox.put(operation, {
    kind: 'email_changed',
    accountId: old.id,
    to: old.email,
    notAfter: null,
    graceMs: context.graceMs,
    context: {
      user: { username: old.username },
      changed_at: minuteInWords(operation.at),
    },
  });
}
