import { type RawBuilder, sql } from 'kysely';

/**
 * SQL for whether an act counts as done: it was not taken back, or its undo was, and so on along
 * the chain of undos.
 * @param act The name of `gatehouse_operation` in the statement.
 */
export function isInEffect(act: string): RawBuilder<boolean> {
  return sql<boolean>`(WITH RECURSIVE way (undone_by, is_done) AS (
      SELECT ${sql.ref(`${act}.undone_by`)}, 1
      UNION ALL
      SELECT later.undone_by, 1 - is_done
      FROM way JOIN gatehouse_operation AS later ON later.id = way.undone_by)
    SELECT is_done FROM way WHERE undone_by IS NULL)`;
}
