import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Database } from '../db/open-database.ts';
import { isInEffect } from '../operations/in-effect.ts';
import { keySet } from '../operations/row-store.ts';

type Leavers = OutputOf<'dashboard.funnel'>['gone'];

/** The acts by which people leave, and how they are counted. */
const WAYS = {
  'registrations.cleanUp': 'cleanedUp',
  'registrations.reject': 'rejected',
  'registrations.delete': 'deleted',
  'accounts.delete': 'deleted',
} as const satisfies Record<string, keyof Leavers>;
const LEAVING = sql`(${sql.join(Object.keys(WAYS))})`;
/** Those that make an account at the time when it joins. */
const MAKING = sql`('registrations.signUp', 'registrations.makeTest', 'accounts.create')`;
const ACTIVATING = sql`('registrations.activate', 'registrations.activateByLink')`;

/** People looked at in one statement: some milliseconds, then others have their turn. */
const AT_ONCE = 500;

/** The last answer: it stays while nobody enters or leaves the trash. */
const known = new WeakMap<Database, { readonly key: string; readonly gone: Leavers }>();

/** The one before the next piece of acts: by time and id, as the log's index has them. */
interface Place {
  readonly at: string;
  readonly id: number;
}

/**
 * How many of those who joined in a span of days have an account no more, by what the log says of
 * them. Once the trash has forgotten somebody, the day is that of the act that made the account; of
 * whom the log has no such act, nobody knows when they joined, and they are not counted.
 *
 * @param span Days in UTC.
 * @param atOnce How many people one statement looks at.
 * @returns Each person once, by the last act that took them.
 * @throws The signal's reason once nobody waits for the answer.
 */
export async function readLeavers(
  db: Database,
  span: DaySpan,
  {
    signal,
    atOnce = AT_ONCE,
  }: { readonly signal?: AbortSignal | undefined; readonly atOnce?: number } = {},
): Promise<Leavers> {
  const { people, newest } = await db
    .selectFrom('gatehouse_trash')
    .select(({ fn }) => [fn.countAll<number>().as('people'), fn.max('deleted_at').as('newest')])
    .executeTakeFirstOrThrow();
  const key = [span.from, span.to, people, newest].join(' ');
  const before = known.get(db);
  if (before?.key === key) return before.gone;
  const gone = await countAll(db, span, { signal, atOnce });
  known.set(db, { key, gone });
  return gone;
}

async function countAll(
  db: Database,
  span: DaySpan,
  { signal, atOnce }: { readonly signal: AbortSignal | undefined; readonly atOnce: number },
): Promise<Leavers> {
  const gone = { mailed: 0, activated: 0, cleanedUp: 0, rejected: 0, deleted: 0 };
  for (const [kind, way] of Object.entries(WAYS)) {
    // Nobody leaves before they join.
    for await (const acts of leavingActs(db, { kind, since: span.from, atOnce })) {
      for (let after: number | null = 0; after !== null;) {
        const piece = await countLeavers(db, { acts, after, atOnce, span });
        gone[way] += piece.count;
        gone.activated += piece.activated;
        gone.mailed += piece.mailed;
        after = piece.read < atOnce ? null : piece.last;
        await nextTurn();
        signal?.throwIfAborted();
      }
    }
  }
  return gone;
}

/** The acts of a kind since a day, small ones together, a large one alone. */
async function* leavingActs(
  db: Database,
  {
    kind,
    since,
    atOnce,
  }: { readonly kind: string; readonly since: string; readonly atOnce: number },
): AsyncGenerator<readonly number[], void> {
  for (let place: Place = { at: since, id: 0 }; ;) {
    const acts = await db
      .selectFrom('gatehouse_operation')
      .select(['id', 'at', 'accounts'])
      .where('kind', '=', kind)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '>', tuple(place.at, place.id)))
      .orderBy('at')
      .orderBy('id')
      .limit(atOnce)
      .execute();
    let group: number[] = [];
    let room = atOnce;
    for (const { id, accounts } of acts) {
      if (accounts > room && group.length > 0) {
        yield group;
        group = [];
        room = atOnce;
      }
      group.push(id);
      room -= accounts;
    }
    if (group.length > 0) yield group;
    const last = acts.at(-1);
    if (last === undefined || acts.length < atOnce) return;
    place = last;
  }
}

interface Piece {
  /** How many were looked at, and the last change of them. */
  readonly read: number;
  readonly last: number | null;
  readonly count: number;
  readonly activated: number;
  readonly mailed: number;
}

/** Of whom acts deleted, from a change of the log on: those who did not come back. */
async function countLeavers(
  db: Database,
  given: {
    readonly acts: readonly number[];
    readonly after: number;
    readonly atOnce: number;
    readonly span: DaySpan;
  },
): Promise<Piece> {
  const { acts, after, atOnce, span } = given;
  // A large act is read on from a place in it; of many small ones nothing is left to be read.
  const isOfThem = acts.length === 1 ? sql`= ${acts[0]}` : sql`IN ${keySet(acts)}`;
  const { rows } = await sql<Piece>`
    WITH
      deleted AS MATERIALIZED (
        SELECT id, account_id, before FROM gatehouse_operation_change
        WHERE operation_id ${isOfThem} AND id > ${after} AND +table_name = 'auth_user'
        ORDER BY id LIMIT ${atOnce}),
      gone AS MATERIALIZED (
        SELECT account_id, before ->> '$.is_active' AS active,
          substr(coalesce(before ->> '$.date_joined',
            (SELECT made.at FROM gatehouse_operation_change AS first
              CROSS JOIN gatehouse_operation AS made ON made.id = first.operation_id
              WHERE first.account_id = deleted.account_id AND made.kind IN ${MAKING}
              ORDER BY first.id LIMIT 1)), 1, 10) AS joined
        FROM deleted
        WHERE NOT EXISTS (SELECT 1 FROM auth_user WHERE auth_user.id = deleted.account_id)
          AND NOT EXISTS (SELECT 1 FROM gatehouse_operation_change AS later
            CROSS JOIN gatehouse_operation AS act ON act.id = later.operation_id
            WHERE later.account_id = deleted.account_id AND later.id > deleted.id
              AND later.table_name = 'auth_user' AND act.kind IN ${LEAVING})),
      counted AS (
        SELECT coalesce(active, EXISTS (SELECT 1 FROM gatehouse_operation_change AS change
            CROSS JOIN gatehouse_operation AS act ON act.id = change.operation_id
            WHERE change.account_id = gone.account_id AND ${isInEffect('act')}
              AND act.kind IN ${ACTIVATING})) AS activated,
          EXISTS (SELECT 1 FROM gatehouse_outbox AS mail
            WHERE mail.account_id = gone.account_id AND mail.kind = 'activation'
              AND mail.state = 'sent') AS mailed
        FROM gone WHERE joined >= ${span.from} AND joined <= ${span.to})
    SELECT (SELECT count(*) FROM deleted) AS read, (SELECT max(id) FROM deleted) AS last,
      count(*) AS count, ifnull(sum(activated), 0) AS activated, ifnull(sum(mailed), 0) AS mailed
    FROM counted`.execute(db);
  const [piece] = rows;
  if (!piece) throw new TypeError('A sum has a row.');
  return piece;
}
