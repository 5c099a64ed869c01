import { sql } from 'kysely';

import { contract, type ProcedureName } from '../../shared/contract/index.ts';
import type { Database } from '../db/open-database.ts';

/** Acts that only a superuser may do, beside those that the contract gives to superusers. */
const SUPERUSER_KINDS = /^(settings\.|templates\.|session\.setUp$|accounts\.import$)/;

/**
 * Whether only a superuser may do, and so take back, what an operation did. Taking an undo back does
 * once more what was undone, so every act on the way there counts.
 *
 * @param id The operation's.
 */
export async function isSuperusers(db: Database, id: number): Promise<boolean> {
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
