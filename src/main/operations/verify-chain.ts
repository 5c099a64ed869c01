import { setImmediate } from 'node:timers/promises';

import type { Selectable } from 'kysely';

import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { GatehouseAuditLink } from '../db/schema.ts';
import { CHAIN_START, digestOf, linkHash, storedChanges } from './audit-chain.ts';
import type { StoredOperation } from './describe-operation.ts';
import type { KeptDetail, OperationKind } from './operation-kinds.ts';

/** How far the log has been checked. */
export interface ChainCheck {
  /** The last good link, and how many there are up to it. */
  readonly linkId: number;
  readonly hash: string;
  readonly entries: number;
  readonly since: Date | null;
  readonly problem: ChainProblem | null;
}

/** The first entry that is not as it was written. */
export interface ChainProblem {
  readonly operationId: number | null;
  /** What is wrong, in a sentence. */
  readonly what: string;
}

export const UNCHECKED: ChainCheck = {
  linkId: 0,
  hash: CHAIN_START,
  entries: 0,
  since: null,
  problem: null,
};

/** How many links are looked at before others are served. */
const AT_ONCE = 100;

/**
 * Checks the log from where an earlier check ended: every part's hash, the changes themselves, and
 * that no entry stands outside the chain. Others are served in between.
 *
 * @param from How far it is known to be good; `UNCHECKED` for all of it.
 */
export async function checkChain(db: Database, from: ChainCheck): Promise<ChainCheck> {
  let check = from;
  while (check.problem === null) {
    const links = await db
      .selectFrom('gatehouse_audit_link')
      .selectAll()
      .where('id', '>', check.linkId)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    for (const link of links) {
      const operation = await readOperation(db, link.operation_id);
      const what = await linkProblem(db, check.hash, { link, operation });
      if (what !== null) return { ...check, problem: { operationId: link.operation_id, what } };
      check = {
        linkId: link.id,
        hash: link.hash,
        entries: check.entries + 1,
        since: check.since ?? parseDjangoDatetime(operation?.at ?? null),
        problem: null,
      };
    }
    if (links.length < AT_ONCE) return { ...check, problem: await outsideChain(db) };
    await setImmediate();
  }
  return check;
}

/** @param before The hash of the link before. */
async function linkProblem(
  db: Database,
  before: string,
  {
    link,
    operation,
  }: {
    readonly link: Selectable<GatehouseAuditLink>;
    readonly operation: StoredOperation | undefined;
  },
): Promise<string | null> {
  if (operation === undefined) return 'It was removed from Audit.';
  if (linkHash(before, operation, link) !== link.hash) {
    return 'It, or the place it stands at, is no longer as it was written.';
  }
  return contentProblem(db, operation, link.id);
}

function readOperation(db: Database, id: number): Promise<StoredOperation | undefined> {
  return db.selectFrom('gatehouse_operation').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * What is wrong with an operation's changes, its counts or its marks. They are looked at once, with
 * its last link: an act on many has a link for each batch.
 */
async function contentProblem(
  db: Database,
  operation: StoredOperation,
  linkId: number,
): Promise<string | null> {
  const parts = await db
    .selectFrom('gatehouse_audit_link')
    .select(['id', 'accounts', 'changes', 'digest'])
    .where('operation_id', '=', operation.id)
    .orderBy('id')
    .execute();
  if (parts.at(-1)?.id !== linkId) return null;
  const accounts = parts.reduce((sum, part) => sum + part.accounts, 0);
  if (accounts !== operation.accounts) return 'The number of its accounts was changed.';
  if (operation.undone_by !== null) {
    const undo = await readOperation(db, operation.undone_by);
    if (undo?.undo_of !== operation.id) return 'It is marked as taken back, but never was.';
  }
  const isEmptied = operation.emptied_at !== null;
  if (isEmptied && !(await wasEmptied(db, operation.id))) {
    return 'What it deleted is gone for good, but no entry says so.';
  }
  const changes = (await storedChanges(db, operation.id)).map(({ form }) => form);
  let start = 0;
  for (const part of parts) {
    const digest = digestOf(changes.slice(start, start + part.changes));
    start += part.changes;
    if (digest === part.digest) continue;
    const left = await attestedLeft(db, part.id);
    // Earlier versions emptied an operation without a word about what was left of it.
    if (left === undefined && isEmptied) continue;
    if (left !== JSON.stringify({ digest })) {
      return 'What it changed is no longer as it was written.';
    }
  }
  return changes.length === start ? null : 'A change was put in afterwards.';
}

/** What was left of a part when it was emptied last, as the log says; undefined if it never was. */
async function attestedLeft(db: Database, linkId: number): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('gatehouse_operation_change as change')
    .innerJoin('gatehouse_operation as operation', 'operation.id', 'change.operation_id')
    .select('change.after')
    .where('change.table_name', '=', 'gatehouse_audit_link')
    .where('change.row_id', '=', String(linkId))
    .where('operation.kind', 'in', ['trash.expire', 'trash.erase'] satisfies OperationKind[])
    .orderBy('change.id', 'desc')
    .executeTakeFirst();
  return row?.after;
}

async function wasEmptied(db: Database, operationId: number): Promise<boolean> {
  const rows = await db
    .selectFrom('gatehouse_operation')
    .select('detail')
    .where('kind', '=', 'trash.expire' satisfies OperationKind)
    .where('id', '>', operationId)
    .execute();
  return rows.some(({ detail }) => {
    const { operations } = JSON.parse(detail) as KeptDetail<'trash.expire'>;
    return operations?.includes(operationId) ?? false;
  });
}

/** An entry that nobody wrote through Gatehouse. What is older than the chain is not in it. */
async function outsideChain(db: Database): Promise<ChainProblem | null> {
  const first = await db
    .selectFrom('gatehouse_audit_link')
    .select((select) => select.fn.min('operation_id').as('id'))
    .executeTakeFirst();
  if (first?.id === null || first === undefined) return null;
  const stray = await db
    .selectFrom('gatehouse_operation')
    .select('id')
    .where('id', '>', first.id)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('gatehouse_audit_link')
            .select('gatehouse_audit_link.id')
            .whereRef('gatehouse_audit_link.operation_id', '=', 'gatehouse_operation.id'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return stray ? { operationId: stray.id, what: 'It was put into Audit afterwards.' } : null;
}
