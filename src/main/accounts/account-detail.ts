import type { AccountDetail } from '../../shared/contract/accounts.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { findAccount } from './account-rows.ts';
import type { Person } from './account-guards.ts';
import { readAccountLog } from './account-log.ts';
import { countNotes } from './account-notes.ts';
import { revisionOf } from './edit-account.ts';
import { keyEnd } from './registration-window.ts';

/** Everything about one account but its mail, or null when there is none. */
export async function readAccount(
  db: Database,
  given: {
    readonly id: number;
    readonly now: Date;
    readonly activationDays: number;
    readonly person: Person;
  },
): Promise<Omit<AccountDetail, 'mailVerdict'> | null> {
  const found = await findAccount(db, given);
  if (!found) return null;
  const { facts, row } = found;
  const { password } = await db
    .selectFrom('auth_user')
    .select('password')
    .where('id', '=', given.id)
    .executeTakeFirstOrThrow();
  const groups = await db
    .selectFrom('auth_user_groups')
    .innerJoin('auth_group', 'auth_group.id', 'auth_user_groups.group_id')
    .select('auth_group.name')
    .where('auth_user_groups.user_id', '=', given.id)
    .orderBy('auth_group.name')
    .execute();
  const issuedAt = parseDjangoDatetime(facts.issued_at);
  const end = issuedAt && keyEnd(issuedAt, given.activationDays);
  return {
    ...row,
    firstName: facts.first_name,
    lastName: facts.last_name,
    revision: revisionOf(facts),
    password: describePassword(password),
    groups: groups.map(({ name }) => name),
    registration:
      facts.activated === null
        ? null
        : {
            activated: facts.activated === 1,
            expiresAt: end?.toISOString() ?? 'unreadable',
            expired: row.state === 'expired',
          },
    signUp: await readSignUp(db, given.id),
    isSelf: given.id === given.person.id,
    sessions: await countSessions(db, given),
    notes: await countNotes(db, given.id),
    ...(await readAccountLog(db, given.id)),
  };
}

/** What is known of a sign-up beyond Django's tables, or null for an account made elsewhere. */
async function readSignUp(db: Database, id: number): Promise<AccountDetail['signUp']> {
  const row = await db
    .selectFrom('gatehouse_registration')
    .leftJoin('gatehouse_invitation', 'gatehouse_invitation.id', 'invitation_id')
    .select(['join_reason', 'address', 'gatehouse_invitation.label'])
    .where('user_id', '=', id)
    .executeTakeFirst();
  return row ? { joinReason: row.join_reason, address: row.address, invitation: row.label } : null;
}

async function countSessions(
  db: Database,
  { id, now }: { readonly id: number; readonly now: Date },
): Promise<number> {
  const { count } = await db
    .selectFrom('gatehouse_session')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('user_id', '=', id)
    .where('expires_at', '>', toDjangoDatetime(now))
    .executeTakeFirstOrThrow();
  return count;
}

/** How a password is stored, without any of it (after Django's CVE-2018-16984). */
function describePassword(encoded: string): string {
  if (encoded.startsWith('!')) return 'None: nobody can sign in with one until it is set';
  const [algorithm = '', second = ''] = encoded.split('$');
  if (!encoded.includes('$')) return 'Stored in an unknown form';
  if (!algorithm.startsWith('pbkdf2')) return algorithm;
  return `${algorithm}, ${Number(second).toLocaleString('en')} rounds`;
}
