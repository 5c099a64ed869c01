import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { AccountRow } from '../../shared/contract/accounts.ts';
import type { ParsedInputOf } from '../../shared/contract/index.ts';
import type { PendingRow } from '../../shared/contract/registrations.ts';
import type { ExportColumn } from '../../shared/contract/transfer.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { type AccountClock, readAccountRows } from '../accounts/account-rows.ts';
import { type TableRow, tableFile } from '../csv/table-file.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import type { Jobs } from '../operations/jobs.ts';
import { runOperation } from '../operations/run-operation.ts';
import { readPendingRows } from '../registrations/pending-rows.ts';

interface ExportContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly jobs: Jobs;
}

/** How many people are read at once, in a few milliseconds. */
const CHUNK = 500;
/** From so many on, the work is shown and can be stopped. */
const SHOWN_FROM = 5_000;

/**
 * Writes into the log who takes whom out of the house, and gives what the file holds.
 *
 * @throws RefusedError `conflict` when there is nobody.
 */
export async function exportAccounts(
  context: ExportContext,
  request: Omit<ParsedInputOf<'accounts.export'>, 'ids' | 'selection'> & {
    readonly ids: readonly number[];
    readonly person: Person;
    readonly clock: AccountClock;
  },
): Promise<{ readonly filename: string; readonly read: () => AsyncIterable<Uint8Array> }> {
  const { ids, person, columns, format } = request;
  if (ids.length === 0) {
    throw new RefusedError({ code: 'conflict', message: 'There is nobody to export.' });
  }
  const at = context.now();
  const actor = atConsole(person);
  const detail = { count: ids.length, format, columns: columns.join(', ') };
  await runOperation(
    context.db,
    { kind: 'accounts.export', actor, at, detail },
    async (operation) => operation.attest(),
  );
  const day = at.toISOString().slice(0, 10);
  return {
    filename: `people-${ids.length}-${day}.${format}`,
    read: () => tableFile(columns, rowsOf(context, request), request),
  };
}

/** @throws Error when somebody has stopped it: half a file must not look like a whole one. */
async function* rowsOf(
  context: ExportContext,
  request: Parameters<typeof exportAccounts>[1],
): AsyncGenerator<TableRow[]> {
  const { jobs } = context;
  const { ids, columns, clock } = request;
  const title = `Exporting ${ids.length.toLocaleString('en')} people`;
  const job =
    ids.length >= SHOWN_FROM ? jobs.start({ title, total: ids.length, cancellable: true }) : null;
  try {
    for (let start = 0; start < ids.length; start += CHUNK) {
      if (job?.isCancelled) throw new Error('The export was stopped.');
      yield await readRows(context, ids.slice(start, start + CHUNK), { columns, clock });
      job?.advance(Math.min(start + CHUNK, ids.length));
      await nextTurn();
    }
  } finally {
    job?.end();
  }
}

async function readRows(
  context: ExportContext,
  ids: readonly number[],
  { columns, clock }: { readonly columns: readonly ExportColumn[]; readonly clock: AccountClock },
): Promise<TableRow[]> {
  const { db } = context;
  const rows = await readAccountRows(db, ids, clock);
  const waiting = columns.some(isOfWaiting) ? await readWaiting(context, rows) : NOBODY;
  const { rows: named } = await sql<{ id: number; first: string; last: string; active: number }>`
    SELECT id, CAST(first_name AS TEXT) AS first, CAST(last_name AS TEXT) AS last,
      is_active AS active FROM auth_user
    WHERE id IN ${keySet(ids)}`.execute(db);
  const { rows: members } = await sql<{ id: number; names: string }>`
    SELECT auth_user_groups.user_id AS id, json_group_array(auth_group.name ORDER BY auth_group.name) AS names
    FROM auth_user_groups JOIN auth_group ON auth_group.id = auth_user_groups.group_id
    WHERE auth_user_groups.user_id IN ${keySet(ids)} GROUP BY auth_user_groups.user_id`.execute(db);
  const names = new Map(named.map((row) => [row.id, row]));
  const groups = new Map(members.map((row) => [row.id, JSON.parse(row.names) as string[]]));
  return rows.map((row) => {
    const values: Readonly<Record<ExportColumn, TableRow[number]>> = {
      id: row.id,
      username: row.username,
      email: row.email,
      first_name: names.get(row.id)?.first ?? '',
      last_name: names.get(row.id)?.last ?? '',
      state: row.state,
      is_active: names.get(row.id)?.active === 1,
      is_staff: row.isStaff,
      is_superuser: row.isSuperuser,
      date_joined: readable(row.dateJoined),
      last_login: readable(row.lastLogin),
      groups: groups.get(row.id) ?? [],
      link_ends: linkEnd(waiting.get(row.id)),
      activation_mail: waiting.get(row.id)?.mail.text ?? '',
      join_reason: waiting.get(row.id)?.joinReason ?? '',
    };
    return columns.map((column) => values[column]);
  });
}

const NOBODY: ReadonlyMap<number, PendingRow> = new Map();

function isOfWaiting(column: ExportColumn): boolean {
  return ['link_ends', 'activation_mail', 'join_reason'].includes(column);
}

/** What Pending says of those who wait; of nobody else, though they signed up once. */
async function readWaiting(
  context: ExportContext,
  rows: readonly AccountRow[],
): Promise<typeof NOBODY> {
  const ids = rows
    .filter(({ state }) => state !== 'active' && state !== 'inactive')
    .map(({ id }) => id);
  return new Map((await readPendingRows(context, ids)).map((row) => [row.id, row]));
}

/** A link that was followed has no end any more. */
function linkEnd(row: PendingRow | undefined): string | null {
  return row?.stage === 'unconfirmed' ? readable(row.expiresAt) : null;
}

function readable(at: string | null): string | null {
  return at === 'unreadable' ? null : at;
}
