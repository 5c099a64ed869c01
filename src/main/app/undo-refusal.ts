import { sql } from 'kysely';

import { contract, type ProcedureName } from '../../shared/contract/index.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';

/** Acts that only a superuser may do, beside those that the contract gives to superusers. */
const SUPERUSER_KINDS = /^(settings\.|templates\.|session\.setUp$|accounts\.import$)/;

/**
 * Refuses an undo to a person who may not do it: it changes the same rows as the act, so it asks
 * for the same rights, on the accounts as they were and as they are.
 * @throws RefusedError `not-allowed`.
 */
export async function guardUndo(person: Person, db: Database, id: number): Promise<void> {
  if (person.isSuperuser) return;
  if (await isSuperusers(db, id)) throw refused('Only a superuser may take this back.');
  if (await concernsStaff(db, id)) {
    throw refused('Only a superuser may take back what concerns staff.');
  }
}

/** Taking an undo back does once more what was undone, so every act on the way there counts. */
async function isSuperusers(db: Database, id: number): Promise<boolean> {
  const { rows } = await sql<{ kind: string; remember: string | null }>`
    WITH RECURSIVE way (kind, detail, undo_of) AS (
      SELECT kind, detail, undo_of FROM gatehouse_operation WHERE id = ${id}
      UNION ALL
      SELECT act.kind, act.detail, act.undo_of
      FROM gatehouse_operation AS act JOIN way ON act.id = way.undo_of)
    SELECT kind, detail ->> '$.remember' AS remember FROM way`.execute(db);
  return rows.some(
    ({ kind, remember }) =>
      SUPERUSER_KINDS.test(kind) || accessTo(kind) === 'superuser' || remember === 'domain',
  );
}

/** Most acts are called as their procedure. */
function accessTo(kind: string): string | undefined {
  return Object.hasOwn(contract, kind) ? contract[kind as ProcedureName].access : undefined;
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

function refused(message: string): RefusedError {
  return new RefusedError({ code: 'not-allowed', message });
}
