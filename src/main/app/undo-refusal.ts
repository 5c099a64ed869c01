import { sql } from 'kysely';

import { RefusedError } from '../../shared/errors.ts';
import { type Lack, lackOf, notAllowed } from '../../shared/rights.ts';
import { isYou, type Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { accessesTo } from '../operations/accesses-to.ts';

/**
 * Refuses an undo to a person who may not do it: it changes the same rows as the act, so it asks
 * for the same rights, on the accounts as they were and as they are.
 * @throws RefusedError `not-allowed`.
 */
export async function guardUndo(person: Person, db: Database, id: number): Promise<void> {
  if (person.isSuperuser) return;
  const lack = await lackForUndo(person, db, id);
  if (lack !== null) throw new RefusedError(notAllowed(lack));
  if (await concernsStaff(db, id)) throw new RefusedError(notAllowed(OF_STAFF));
}

const SUPERUSERS: Lack = { message: 'Only a superuser may take this back.' };
const OF_STAFF: Lack = { message: 'Only a superuser may take back what concerns staff.' };

/** What a person lacks of what taking an act back asks of them, or null. */
export async function lackForUndo(person: Person, db: Database, id: number): Promise<Lack | null> {
  if (person.isSuperuser) return null;
  const accesses = await accessesTo(db, id, person.id);
  if (accesses.has('superuser')) return SUPERUSERS;
  const lacks = Array.from(accesses, (access) => lackOf(access, person));
  return lacks.find((lack) => lack !== null) ?? null;
}

/**
 * Keeps people from shutting themselves out by an undo: it would delete or deactivate them, take
 * their own staff or superuser away, or end their password once more (docs/security.md, case 41).
 * @throws RefusedError `conflict`, with the field that says that they mean themselves too.
 */
export async function guardOneself(person: Person, db: Database, id: number): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM gatehouse_operation_change AS change
    JOIN gatehouse_operation AS act ON act.id = change.operation_id
    WHERE act.id = ${id} AND +change.account_id = ${person.id} AND change.table_name = 'auth_user'
      AND (change.before IS NULL OR 0 IN (change.before ->> '$.is_active',
          change.before ->> '$.is_staff', change.before ->> '$.is_superuser')
        OR act.undo_of IS NOT NULL AND change.before ->> '$.password' IS NOT NULL)
    LIMIT 1`.execute(db);
  if (rows.length === 0) return;
  throw isYou(person);
}

/** Whether one of the accounts is staff, or was so before or after it. */
async function concernsStaff(db: Database, id: number): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM gatehouse_operation_change AS change
    LEFT JOIN auth_user ON auth_user.id = change.account_id
    WHERE change.operation_id = ${id} AND (
      auth_user.is_staff = 1 OR auth_user.is_superuser = 1
      OR change.table_name = 'auth_user' AND 1 IN (
        change.before ->> '$.is_staff', change.before ->> '$.is_superuser',
        change.after ->> '$.is_staff', change.after ->> '$.is_superuser'))
    LIMIT 1`.execute(db);
  return rows.length > 0;
}
