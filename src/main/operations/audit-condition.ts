import { type RawBuilder, sql } from 'kysely';

import { type AuditCondition, parseAuditQuery } from '../../shared/audit-query.ts';
import { readLocalDay } from '../../shared/local-day.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { kindsTitled } from './describe-operation.ts';

/** The greatest sign, behind whatever begins with a text. */
const LAST_SIGN = '\u{10ffff}';

/**
 * A search of the log as SQL over gatehouse_operation. Who and what are few: those meant are found
 * first and asked for as they are, so that indexes answer however long the log is.
 *
 * @param now For `today` and `yesterday`.
 */
export async function auditCondition(
  db: Database,
  text: string,
  now: Date,
): Promise<RawBuilder<boolean>> {
  const { words, conditions } = parseAuditQuery(text);
  if (words.length + conditions.length === 0) return sql<boolean>`1`;
  const known = { actors: await distinct(db, 'actor'), kinds: await distinct(db, 'kind'), now };
  const parts: RawBuilder<boolean>[] = [];
  for (const condition of conditions) {
    parts.push(signed(await conditionSql(db, condition, known), condition.negated));
  }
  for (const { text: word, negated } of words) {
    const any = [by(word, known.actors), what([word], known.kinds), await on(db, word)];
    parts.push(signed(sql<boolean>`(${sql.join(any, sql` OR `)})`, negated));
  }
  return sql<boolean>`(${sql.join(parts, sql` AND `)})`;
}

interface Known {
  readonly actors: readonly string[];
  readonly kinds: readonly string[];
  readonly now: Date;
}

function signed(condition: RawBuilder<boolean>, negated: boolean): RawBuilder<boolean> {
  return negated ? sql<boolean>`NOT (${condition})` : condition;
}

function conditionSql(
  db: Database,
  { operator, value }: AuditCondition,
  known: Known,
): RawBuilder<boolean> | Promise<RawBuilder<boolean>> {
  switch (operator) {
    case 'by':
      return by(value, named(value, known.actors) ?? known.actors);
    case 'kind':
      return what(value.split(',').filter(Boolean), known.kinds);
    case 'on':
      return on(db, value);
    case 'via':
      return sql<boolean>`via = ${value.toLowerCase()}`;
    case 'after':
      return sql<boolean>`at >= ${startOf(value, known.now)}`;
    case 'before':
      return sql<boolean>`at < ${startOf(value, known.now)}`;
  }
}

/** Whose whole name that is, whatever its letter case: nobody whose name only contains it is meant. */
function named(text: string, actors: readonly string[]): readonly string[] | undefined {
  const whole = actors.filter((actor) => actor.toLowerCase() === text.toLowerCase());
  return whole.length > 0 ? whole : undefined;
}

function by(text: string, actors: readonly string[]): RawBuilder<boolean> {
  const wanted = text.toLowerCase();
  const meant = actors.filter((actor) => actor.toLowerCase().includes(wanted));
  return sql<boolean>`actor IN ${keySet(meant)}`;
}

/** Whatever is meant by any of these texts. */
function what(texts: readonly string[], kinds: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`kind IN ${keySet(texts.flatMap((text) => kindsTitled(kinds, text)))}`;
}

/** Everything on those whose user name begins so, whatever its letter case, or did at the end. */
async function on(db: Database, text: string): Promise<RawBuilder<boolean>> {
  const begins = (column: string) => sql`${sql.ref(column)} >= ${text} COLLATE NOCASE
    AND ${sql.ref(column)} < ${text + LAST_SIGN} COLLATE NOCASE`;
  const { rows: here } = await sql<{ id: number }>`
    SELECT id FROM auth_user WHERE ${begins('username')}`.execute(db);
  return sql<boolean>`id IN (SELECT operation_id FROM gatehouse_operation_change
    WHERE account_id IN ${keySet(here.map(({ id }) => id))}
      OR account_id IN (SELECT account_id FROM gatehouse_operation_change
        WHERE table_name = 'auth_user' AND after IS NULL AND ${begins('account_name')}))`;
}

function startOf(value: string, now: Date): string {
  return toDjangoDatetime(readLocalDay(value, now) ?? new Date(0));
}

/** The values of an indexed column, each found from the one before: rows are not gone through. */
async function distinct(db: Database, column: 'actor' | 'kind'): Promise<string[]> {
  const name = sql.ref(column);
  const { rows } = await sql<{ value: string }>`
    WITH RECURSIVE found (value) AS (
      SELECT min(${name}) FROM gatehouse_operation
      UNION ALL
      SELECT (SELECT min(${name}) FROM gatehouse_operation WHERE ${name} > found.value)
      FROM found WHERE found.value IS NOT NULL)
    SELECT value FROM found WHERE value IS NOT NULL`.execute(db);
  return rows.map(({ value }) => value);
}
