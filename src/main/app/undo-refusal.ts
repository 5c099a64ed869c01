import { sql } from 'kysely';

import { contract, type ProcedureName } from '../../shared/contract/index.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { keySet } from '../operations/row-store.ts';
import type { StoredChange } from '../operations/restore-changes.ts';

/** Acts that only a superuser may do, beside those that the contract gives to superusers. */
const SUPERUSER_KINDS = /^(settings\.|templates\.|session\.setUp$|accounts\.import$)/;

/** Columns that make somebody an administrator. */
const FLAGS = ['is_staff', 'is_superuser'];

/**
 * Refuses an undo to a person who may not do it: it changes the same rows as the act, so it asks
 * for the same rights, on the accounts as they were and as they are.
 * @throws RefusedError `not-allowed`.
 */
export async function guardUndo(
  person: Person,
  db: Database,
  operation: { readonly id: number; readonly changes: readonly StoredChange[] },
): Promise<void> {
  if (person.isSuperuser) return;
  if (await isSuperusers(db, operation.id)) throw refused('Only a superuser may take this back.');
  const wereStaff = operation.changes.some(
    ({ table, before, after }) =>
      table === 'auth_user' && FLAGS.some((flag) => before?.[flag] === 1 || after?.[flag] === 1),
  );
  if (wereStaff || (await areStaff(db, operation.changes))) {
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

async function areStaff(db: Database, changes: readonly StoredChange[]): Promise<boolean> {
  const ids = changes.flatMap(({ accountId }) => accountId ?? []);
  const row = await db
    .selectFrom('auth_user')
    .select('id')
    .where('id', 'in', keySet(ids))
    .where((is) => is.or([is('is_staff', '=', 1), is('is_superuser', '=', 1)]))
    .executeTakeFirst();
  return row !== undefined;
}

function refused(message: string): RefusedError {
  return new RefusedError({ code: 'not-allowed', message });
}
