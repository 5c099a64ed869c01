import { sql } from 'kysely';

import type { AuthUserRow } from '../db/django-tables.ts';
import type { Database } from '../db/open-database.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import { reissuedInstants } from '../accounts/registration-window.ts';
import type { Row } from '../operations/recorded-tables.ts';

/** Stands for an instant that was written and can't be read: nothing may be concluded from it. */
export const UNREADABLE = new Date(0);

/** A sign-up as the rules need it: Django's user and profile, and our own instant of reissue. */
export interface RegistrationRecord {
  readonly userId: number;
  readonly username: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly lastLogin: Date | null;
  readonly dateJoined: Date;
  readonly profileId: number | null;
  readonly activated: boolean;
  /** An administrator has to approve it after the link was followed. */
  readonly isSupervised: boolean;
  readonly activationKey: string;
  /** From when the activation days count. */
  readonly issuedAt: Date;
  /** What an activation changes of it, as it is stored: so an act needs not read it once more. */
  readonly stored: { readonly user: Row; readonly profile: Row };
}

/** Reads sign-ups by user id; accounts without a registration profile have a null profileId. */
export async function readRegistrations(
  db: Database,
  ids: readonly number[],
): Promise<readonly RegistrationRecord[]> {
  const { rows } = await sql<RecordRow>`
    SELECT auth_user.id, username, email, is_active, is_staff, is_superuser, last_login,
      date_joined, profile.id AS profile_id, profile.activated, profile.activation_key,
      supervised.registrationprofile_ptr_id AS supervised_id
    FROM auth_user
    LEFT JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    LEFT JOIN registration_supervisedregistrationprofile AS supervised
      ON supervised.registrationprofile_ptr_id = profile.id
    WHERE auth_user.id IN ${keySet(ids)} ORDER BY auth_user.id`.execute(db);
  const instants = await reissuedInstants(db, ids);
  return rows.map((row) => toRecord(row, instants.get(row.id) ?? null));
}

interface RecordRow extends Omit<AuthUserRow, 'password' | 'first_name' | 'last_name'> {
  readonly profile_id: number | null;
  readonly activated: number | null;
  readonly activation_key: string | null;
  readonly supervised_id: number | null;
}

function toRecord(row: RecordRow, reissuedAt: string | null): RegistrationRecord {
  const dateJoined = instantOf(row.date_joined);
  return {
    userId: row.id,
    username: row.username,
    email: row.email,
    isActive: row.is_active === 1,
    isStaff: row.is_staff === 1,
    isSuperuser: row.is_superuser === 1,
    lastLogin: row.last_login === null ? null : instantOf(row.last_login),
    dateJoined,
    profileId: row.profile_id,
    activated: row.activated === 1,
    isSupervised: row.supervised_id !== null,
    activationKey: row.activation_key ?? '',
    issuedAt: parseDjangoDatetime(reissuedAt) ?? dateJoined,
    stored: {
      user: { id: row.id, username: row.username, is_active: row.is_active },
      profile: { id: row.profile_id, user_id: row.id, activated: row.activated },
    },
  };
}

function instantOf(text: string): Date {
  return parseDjangoDatetime(text) ?? UNREADABLE;
}
