import { sql } from 'kysely';

import { mailboxKey } from '../accounts/find-accounts.ts';
import { awaitsApproval } from '../accounts/registration-window.ts';
import type { Database } from '../db/open-database.ts';
import type { Operation } from '../operations/operation.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { RegistrationContext } from './registration-context.ts';
import type { RegistrationRecord } from './registration-record.ts';

/** Tells every approver that a sign-up waits, within the operation that confirmed it. */
export async function queueApprovalMails(
  context: RegistrationContext,
  operation: Operation,
  record: RegistrationRecord,
): Promise<void> {
  const { db } = operation;
  const { userId, username, email } = record;
  const registration = await db
    .selectFrom('gatehouse_registration')
    .select('join_reason')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  const join_reason = registration?.join_reason ?? '';
  const waiting = await countAwaitingApproval(db);
  const orders = (await approvers(db)).map((to) => ({
    kind: 'admin_approve' as const,
    accountId: userId,
    to,
    notAfter: null,
    graceMs: 0,
    context: { user: { username, email }, join_reason, waiting },
  }));
  await context.outbox.putMany(operation, orders);
}

/** The addresses of the settings, or of every active superuser when there are none; each once. */
async function approvers(db: Database): Promise<readonly string[]> {
  const { approvers: named } = await readSetting(db, 'registration');
  const addresses = named.length > 0 ? named : await superusers(db);
  return [...new Map(addresses.map((address) => [mailboxKey(address), address])).values()];
}

async function superusers(db: Database): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('auth_user')
    .select('email')
    .where('is_superuser', '=', 1)
    .where('is_active', '=', 1)
    .where('email', '!=', '')
    .orderBy('id')
    .execute();
  return rows.map(({ email }) => email);
}

async function countAwaitingApproval(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM auth_user
    JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    WHERE ${awaitsApproval}`.execute(db);
  return rows[0]?.count ?? 0;
}
