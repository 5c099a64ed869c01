import { sql } from 'kysely';

import { type InvitedAs, roleOf } from '../accounts/invited-as.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { minuteInWords } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Operation } from '../operations/operation.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { activationLink } from '../site/links.ts';
import type { RegistrationContext } from './registration-context.ts';

/** Whom a mail with a link goes to, and what it carries. */
interface ActivationLetter {
  readonly userId: number;
  readonly username: string;
  readonly email: string;
  readonly activationKey: string;
  readonly graceMs: number;
  /** Why the mail waits to be released, or null when it leaves. */
  readonly hold?: string | null;
}

/** Queues mails with links, within the operation that made the keys. */
export async function putActivationMails(
  context: RegistrationContext,
  operation: Operation,
  letters: readonly ActivationLetter[],
): Promise<void> {
  const site = await readSite(operation.db);
  const { activationDays } = await readSetting(operation.db, 'registration');
  const end = keyEnd(operation.at, activationDays);
  const invited = await readInvited(
    operation,
    letters.map(({ userId }) => userId),
  );
  const orders = letters.map((letter) => ({
    kind: 'activation' as const,
    accountId: letter.userId,
    to: letter.email,
    notAfter: end,
    graceMs: letter.graceMs,
    hold: letter.hold ?? null,
    context: {
      user: { username: letter.username },
      activation_key: letter.activationKey,
      activation_link: activationLink(site, letter.activationKey),
      expiration_days: activationDays,
      expires_at: minuteInWords(end),
      invited_as: invited.get(letter.userId) ?? '',
    },
  }));
  await context.outbox.putMany(operation, orders);
}

/** Who of these accounts did not sign up: an administrator made it, or it is of the staff. */
export async function readInvited(
  { db, id }: Operation,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, InvitedAs>> {
  // What this operation itself does is written down at its end.
  const isMadeNow = sql<boolean>`EXISTS (SELECT 1 FROM gatehouse_operation
    WHERE id = ${id} AND kind = 'accounts.create')`;
  const wasMade = sql<boolean>`EXISTS (SELECT 1 FROM gatehouse_operation_change AS change
    JOIN gatehouse_operation AS act ON act.id = change.operation_id
    WHERE change.account_id = auth_user.id AND act.kind = 'accounts.create')`;
  const rows = await db
    .selectFrom('auth_user')
    .select(['id', 'is_staff', 'is_superuser'])
    .where('id', 'in', keySet(accountIds))
    .where((is) => is.or([is('is_staff', '=', 1), is('is_superuser', '=', 1), isMadeNow, wasMade]))
    .execute();
  return new Map(rows.map((row) => [row.id, roleOf(row)]));
}
