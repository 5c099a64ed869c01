import { setImmediate as nextTurn } from 'node:timers/promises';

import type { FileForm } from '../../shared/contract/file-form.ts';
import { tableFile, type TableRow } from '../csv/table-file.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from './actor.ts';
import { auditCondition } from './audit-condition.ts';
import { describeAll } from './operation-log.ts';
import { runOperation } from './run-operation.ts';

const COLUMNS = ['id', 'when', 'who', 'via', 'kind', 'what', 'people', 'names', 'taken_back'];
const CHUNK = 500;

/**
 * The log, or what a search finds in it, as a file: sentences as the screen shows them, without
 * values of passwords or keys. That it was made stands in the log.
 */
export async function exportLog(
  context: { readonly db: Database; readonly now: () => Date },
  request: { readonly search: string; readonly form: FileForm; readonly actor: Actor },
): Promise<{ readonly filename: string; readonly read: () => AsyncIterable<Uint8Array> }> {
  const { search, form, actor } = request;
  const at = context.now();
  const detail = { search, format: form.format };
  await runOperation(
    context.db,
    { kind: 'operations.export', actor, at, detail },
    async (operation) => operation.attest(),
  );
  return {
    filename: `audit-${at.toISOString().slice(0, 10)}.${form.format}`,
    read: () => tableFile(COLUMNS, rowsOf(context.db, search, at), form),
  };
}

/** Newest first, each piece from where the one before ended. */
async function* rowsOf(db: Database, search: string, now: Date): AsyncGenerator<TableRow[]> {
  const where = await auditCondition(db, search, now);
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await db
      .selectFrom('gatehouse_operation')
      .selectAll()
      .where(where)
      .where('id', '<', before)
      .orderBy('id', 'desc')
      .limit(CHUNK)
      .execute();
    const told = await describeAll(db, rows);
    yield told.map((row, index) => [
      row.id,
      row.at,
      row.actor,
      row.via,
      row.kind,
      row.title,
      row.accounts,
      row.names.join(', ') + (row.accounts > row.names.length ? ', …' : ''),
      rows[index]?.undone_by !== null,
    ]);
    const last = rows.at(-1);
    if (rows.length < CHUNK || !last) return;
    before = last.id;
    await nextTurn();
  }
}
