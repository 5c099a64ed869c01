import { sql } from 'kysely';

import type { OutputOf } from '../../shared/contract/index.ts';
import type { RejectionReason } from '../../shared/contract/registrations.ts';
import { TRASH_DAYS, type TrashRow } from '../../shared/contract/trash.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { findHolders } from '../accounts/find-accounts.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { matchesWords } from '../db/search-words.ts';
import { type KeptDetail, kindNamed } from '../operations/operation-kinds.ts';

const REASONS: Readonly<Record<RejectionReason, string>> = {
  spam: 'Spam',
  duplicate: 'Duplicate',
  'not-eligible': 'Not eligible',
  other: 'Other',
};

/** One window of who was deleted and can come back, newest first, searched by name and address. */
export async function listTrash(
  db: Database,
  request: { readonly search: string; readonly offset: number; readonly limit: number },
): Promise<OutputOf<'trash.list'>> {
  const found = matching(db, request.search);
  const { total } = await found
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .innerJoin('gatehouse_operation', 'gatehouse_operation.id', 'gatehouse_trash.operation_id')
    .select([
      'account_id',
      'username',
      'email',
      'name',
      'deleted_at',
      'kind',
      'actor',
      'via',
      'detail',
    ])
    .orderBy('deleted_at', 'desc')
    .orderBy('account_id', 'desc')
    .limit(request.limit)
    .offset(request.offset)
    .execute();
  const holders = await readHolders(
    db,
    rows.map(({ username }) => username),
  );
  const atAddress = await findHolders(
    db,
    rows.map(({ email }) => email),
  );
  return {
    total,
    rows: rows.map(({ account_id, username, email, name, deleted_at, ...act }) => {
      const { kind, actor, via, detail } = act;
      const deletedAt = parseDjangoDatetime(deleted_at) ?? new Date(0);
      return {
        id: account_id,
        username,
        email,
        name,
        deletedAt: deletedAt.toISOString(),
        until: new Date(deletedAt.getTime() + TRASH_DAYS * DAY_MS).toISOString(),
        act: kind === 'operations.undo' ? 'Undone' : (kindNamed(kind)?.ownTitle ?? 'Deleted'),
        reason: kind === 'registrations.cleanUp' ? CLEANED_UP : reasonIn(detail),
        by: actor,
        via: via as TrashRow['via'],
        takenBy: holders.get(username) ?? null,
        addressTaken: atAddress.has(email),
      };
    }),
  };
}

/** Who has these user names by now, whatever the case of their ASCII letters. */
async function readHolders(
  db: Database,
  names: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<TrashRow['takenBy']>>> {
  const { rows } = await sql<{ wanted: string; id: number; username: string }>`
    SELECT wanted.value AS wanted, auth_user.id, username FROM json_each(${JSON.stringify(names)}) AS wanted
    JOIN auth_user ON username = wanted.value COLLATE NOCASE`.execute(db);
  return new Map(rows.map(({ wanted, ...holder }) => [wanted, holder]));
}

/** Why a clean-up takes anybody. */
const CLEANED_UP = 'The link ended, and the account was never activated.';

/** Of a rejection its reason and what was written to it. */
function reasonIn(detail: string): string {
  const { reason, note } = JSON.parse(detail) as KeptDetail<'registrations.reject'>;
  if (reason === undefined) return '';
  const words = REASONS[reason] ?? reason;
  return note?.trim() ? `${words}: ${note.trim()}` : words;
}

/** The ids of everybody in the trash whom a search finds. */
export async function trashIds(db: Database, search: string): Promise<Float64Array> {
  const rows = await matching(db, search).select('account_id').orderBy('account_id').execute();
  return Float64Array.from(rows, ({ account_id }) => account_id);
}

/** As the start screen writes it: from and to, both days too. */
const JOINED = /(?:^|\s)joined:(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})(?=\s|$)/;

function matching(db: Database, search: string) {
  const [written, from, to] = JOINED.exec(search) ?? [];
  const words = written === undefined ? search : search.replace(written, ' ');
  const found = db
    .selectFrom('gatehouse_trash')
    .where(matchesWords(words, ['username', 'email', 'name']));
  if (from === undefined || to === undefined) return found;
  return found.where('account_id', 'in', (select) =>
    select
      .selectFrom('gatehouse_leaver')
      .select('account_id')
      .where('joined', '>=', from)
      .where('joined', '<=', to),
  );
}
