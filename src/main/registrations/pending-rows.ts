import { sql } from 'kysely';

import type { PendingRow } from '../../shared/contract/registrations.ts';
import type { AccountClock } from '../accounts/account-rows.ts';
import {
  fromAccounts,
  issuedCutoff,
  keyEnd,
  keyIssuedAt,
  reissuedKeys,
} from '../accounts/registration-window.ts';
import { parseDjangoDatetime, storedDatetime } from '../db/django-datetime.ts';
import type { AuthUserRow } from '../db/django-tables.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { isOfProject } from '../db/project-database.ts';
import { activationMailFates } from '../mail/outbox/mail-fate.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { RegistrationContext } from './registration-context.ts';

/**
 * Sign-ups as the list shows them, with the fate of each one's latest mail, in the order of their
 * ids as given. Who is gone or never signed up is left out.
 */
export async function readPendingRows(
  { db, now }: Pick<RegistrationContext, 'db' | 'now'>,
  ids: readonly number[],
): Promise<PendingRow[]> {
  const { activationDays } = await readSetting(db, 'registration');
  const { rows } = await sql<PendingFacts>`
    SELECT auth_user.id, username, email, first_name, last_name, date_joined,
      profile.activated, ${keyIssuedAt} AS issued_at,
      EXISTS (SELECT 1 FROM registration_supervisedregistrationprofile AS supervised
        WHERE supervised.registrationprofile_ptr_id = profile.id) AS supervised
    ${fromAccounts(await reissuedKeys(db, ids))}
    WHERE auth_user.id IN ${keySet(ids)} AND profile.id IS NOT NULL`.execute(db);
  const facts = new Map(rows.map((row) => [row.id, row]));
  const fates = await activationMailFates(db, ids);
  const unmailed = (await isOfProject(db)) ? 'Not by Gatehouse' : 'No mail';
  const reasons = await joinReasons(db, ids);
  const clock = { now: now(), activationDays };
  return ids.flatMap((id) => {
    const found = facts.get(id);
    if (!found) return [];
    const mail = fates.get(id) ?? { state: 'none' as const, text: unmailed };
    return { ...toRow(found, clock), joinReason: reasons.get(id) ?? '', mail };
  });
}

interface PendingFacts extends Pick<
  AuthUserRow,
  'id' | 'username' | 'email' | 'first_name' | 'last_name' | 'date_joined'
> {
  readonly activated: number;
  readonly issued_at: string;
  readonly supervised: number;
}

function toRow(
  facts: PendingFacts,
  { now, activationDays }: AccountClock,
): Omit<PendingRow, 'joinReason' | 'mail'> {
  const isConfirmed = facts.activated === 1;
  const issuedAt = parseDjangoDatetime(facts.issued_at);
  return {
    id: facts.id,
    username: facts.username,
    email: facts.email,
    name: `${facts.first_name} ${facts.last_name}`.trim(),
    signedUpAt: storedDatetime(facts.date_joined),
    expiresAt: issuedAt ? keyEnd(issuedAt, activationDays).toISOString() : 'unreadable',
    expired: !isConfirmed && facts.issued_at <= issuedCutoff(now, activationDays),
    stage: isConfirmed ? 'to-approve' : 'unconfirmed',
    needsApproval: facts.supervised === 1,
  };
}

/** What these people wrote on why they want to join. */
async function joinReasons(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('gatehouse_registration')
    .select(['user_id', 'join_reason'])
    .where('user_id', 'in', keySet(ids))
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.join_reason]));
}
