import { sql } from 'kysely';

import { procedureNamed } from '../../shared/contract/index.ts';
import type { Access } from '../../shared/rights.ts';
import type { Database } from '../db/open-database.ts';

/**
 * Acts that only a superuser may do, beside those that the contract gives to superusers: most are
 * called as their procedure.
 */
const SUPERUSER_KINDS = /^(settings\.|templates\.|session\.setUp$|accounts\.import$)/;

/** For what no procedure does: a visitor's own act, or Django's, that may have made an account. */
const NOBODYS: readonly Access[] = ['auth.change_user', 'auth.delete_user'];

/** Whether only a superuser may do, and so take back, what an operation did. @param id Its id. */
export async function isSuperusers(db: Database, id: number): Promise<boolean> {
  return (await accessesTo(db, id)).has('superuser');
}

/**
 * Who may do, and so take back, what an operation did. Taking an undo back, or the restoring of
 * people from the trash, does once more what was taken back, so every act on the way there counts.
 *
 * @param id The operation's.
 * @returns All that is asked for.
 */
export async function accessesTo(db: Database, id: number): Promise<ReadonlySet<Access>> {
  const { rows } = await sql<{ kind: string; remember: string | null }>`
    WITH RECURSIVE way (id, kind, detail, undo_of) AS (
      SELECT id, kind, detail, undo_of FROM gatehouse_operation WHERE id = ${id}
      UNION
      SELECT act.id, act.kind, act.detail, act.undo_of
      FROM way JOIN gatehouse_operation AS act ON act.id = way.undo_of
      UNION
      SELECT act.id, act.kind, act.detail, act.undo_of
      FROM way
      JOIN gatehouse_operation_change AS back ON way.kind = 'trash.restore'
        AND back.operation_id = way.id AND back.table_name = 'auth_user'
      JOIN gatehouse_operation_change AS gone ON gone.id = (
        SELECT max(id) FROM gatehouse_operation_change AS earlier
        WHERE earlier.account_id = back.account_id AND earlier.id < back.id
          AND +earlier.table_name = 'auth_user' AND earlier.after IS NULL)
      JOIN gatehouse_operation AS act ON act.id = gone.operation_id)
    SELECT kind, detail ->> '$.remember' AS remember FROM way`.execute(db);
  return new Set(
    rows.flatMap(({ kind, remember }): readonly Access[] => {
      if (SUPERUSER_KINDS.test(kind) || remember === 'domain') return ['superuser'];
      const access = procedureNamed(kind)?.access;
      return access === undefined ? NOBODYS : [access];
    }),
  );
}
