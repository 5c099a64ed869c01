import { sql } from 'kysely';

import { procedureNamed } from '../../shared/contract/index.ts';
import type { Access } from '../../shared/rights.ts';
import type { Database } from '../db/open-database.ts';
import { kindNamed } from './operation-kinds.ts';

/** For what no procedure does: a visitor's own act, or Django's, that may have made an account. */
const NOBODYS: readonly Access[] = ['auth.change_user', 'auth.delete_user'];

/** Whether only a superuser may do, and so take back, what an operation did. @param id Its id. */
export async function isSuperusers(db: Database, id: number): Promise<boolean> {
  return (await accessesTo(db, id, null)).has('superuser');
}

/**
 * What is asked of somebody who does, and so takes back, what an operation did. Taking an undo back,
 * or the restoring of people from the trash, does once more what was taken back, so every act on the
 * way there counts. Whom somebody else made is theirs to take away who may delete. An act that is not
 * described here, such as a later Gatehouse's, is a superuser's.
 *
 * @param id The operation's.
 * @param personId Who would, or null for anybody.
 * @returns All that is asked for.
 */
export async function accessesTo(
  db: Database,
  id: number,
  personId: number | null,
): Promise<ReadonlySet<Access>> {
  const acts = await wayOf(db, id);
  return new Set(
    acts.flatMap(({ kind, remember, actor_id: actor }): readonly Access[] => {
      const known = kindNamed(kind);
      if (known === undefined || remember === 'domain') return ['superuser'];
      const access = known.access ?? procedureNamed(kind)?.access;
      if (access === undefined) return NOBODYS;
      return known.makesAccounts && actor !== personId ? [access, 'auth.delete_user'] : [access];
    }),
  );
}

interface Act {
  readonly kind: string;
  readonly remember: string | null;
  readonly actor_id: number | null;
}

interface Way {
  /** How many the act concerned when it was walked: with each of its parts there are more. */
  readonly accounts: number;
  readonly acts: readonly Act[];
}

/** The ways of undos and restorings: one that brought back thousands takes long to walk. */
const walked = new WeakMap<Database, Map<number, Way>>();

/** The operation itself, and every act on the way that its undo would do once more. */
async function wayOf(db: Database, id: number): Promise<readonly Act[]> {
  const { rows } = await sql<Act & { readonly undo_of: number | null; readonly accounts: number }>`
    SELECT kind, detail ->> '$.remember' AS remember, actor_id, undo_of, accounts
    FROM gatehouse_operation WHERE id = ${id}`.execute(db);
  const [own] = rows;
  if (!own || (own.undo_of === null && own.kind !== 'trash.restore')) return rows;
  const ways = walked.get(db) ?? new Map<number, Way>();
  walked.set(db, ways);
  const known = ways.get(id);
  if (known?.accounts === own.accounts) return known.acts;
  const acts = await walk(db, id);
  ways.set(id, { accounts: own.accounts, acts });
  return acts;
}

async function walk(db: Database, id: number): Promise<readonly Act[]> {
  const { rows } = await sql<Act>`
    WITH RECURSIVE way (id, kind, actor_id, detail, undo_of) AS (
      SELECT id, kind, actor_id, detail, undo_of FROM gatehouse_operation WHERE id = ${id}
      UNION
      SELECT act.id, act.kind, act.actor_id, act.detail, act.undo_of
      FROM way JOIN gatehouse_operation AS act ON act.id = way.undo_of
      UNION
      SELECT act.id, act.kind, act.actor_id, act.detail, act.undo_of
      FROM way
      JOIN gatehouse_operation_change AS back ON way.kind = 'trash.restore'
        AND back.operation_id = way.id AND back.table_name = 'auth_user'
      JOIN gatehouse_operation_change AS gone ON gone.id = (
        SELECT max(id) FROM gatehouse_operation_change AS earlier
        WHERE earlier.account_id = back.account_id AND earlier.id < back.id
          AND +earlier.table_name = 'auth_user' AND earlier.after IS NULL)
      JOIN gatehouse_operation AS act ON act.id = gone.operation_id)
    SELECT DISTINCT kind, detail ->> '$.remember' AS remember, actor_id FROM way`.execute(db);
  return rows;
}
