import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE gatehouse_secret ADD COLUMN place TEXT NOT NULL DEFAULT ''`,
  // The one server there was becomes the first profile; its password belongs to it from now on.
  `UPDATE gatehouse_secret SET name = 'smtp.p1.password', place = coalesce((
      SELECT json_array(lower(value ->> '$.host'), value ->> '$.port', value ->> '$.security',
        value ->> '$.user')
      FROM gatehouse_setting WHERE name = 'mail'), '')
    WHERE name = 'smtp.password'`,
  `UPDATE gatehouse_setting SET value = json_object(
      'live', iif(value ->> '$.delivery' = 'smtp', 'p1', 'capture'),
      'fromAddress', value ->> '$.fromAddress',
      'fromName', value ->> '$.fromName',
      'replyTo', '',
      'profiles', iif(value ->> '$.host' = '', json_array(), json_array(json_object(
        'id', 'p1',
        'name', value ->> '$.host',
        'host', value ->> '$.host',
        'port', value ->> '$.port',
        'security', value ->> '$.security',
        'auth', iif(value ->> '$.user' = '', 'none', 'auto'),
        'user', value ->> '$.user'))))
    WHERE name = 'mail' AND value ->> '$.delivery' IS NOT NULL`,
];

/** Several servers to send through, each with its own sealed secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
