import { type Kysely, sql } from 'kysely';

import { djangoSchema } from './django-schema.ts';

const PROFILES = 'registration_registrationprofile';
/** What the models up to django-registration-redux 1.2 put in the place of a key that was used. */
const USED_KEY = 'ALREADY_ACTIVATED';

/** Apps of which a project may lack the tables, with the migrations that make each of them. */
const OPTIONAL: Readonly<Record<string, readonly (readonly [app: string, name: RegExp])[]>> = {
  django_admin_log: [['admin', /./]],
  django_site: [['sites', /./]],
  registration_registrationprofile: [['registration', /^000[1235]/]],
  registration_supervisedregistrationprofile: [['registration', /^0004/]],
};

/** Whether a database has tables of Django already. */
export async function hasDjango(db: Kysely<unknown>): Promise<boolean> {
  return (await tablesOf(db)).has('django_migrations');
}

/**
 * Takes a Django project's database as it is (Django 1.8 and newer). Tables of apps that the
 * project does not use are added, and noted as Django notes them, so that it can use those apps
 * later; nothing that was there is changed but for `activated`, which older profiles lack.
 *
 * @throws Error with words for a person when its accounts are in a table of the project's own.
 */
export async function adoptDjango(db: Kysely<unknown>): Promise<void> {
  const there = await tablesOf(db);
  if (!there.has('auth_user')) {
    throw new Error(
      'it belongs to a Django project whose accounts are not in auth_user. Nothing was changed.',
    );
  }
  for (const [table, migrations] of Object.entries(OPTIONAL)) {
    if (there.has(table)) continue;
    for (const statement of statementsOf(table)) await sql.raw(statement).execute(db);
    for (const [app, name] of migrations) await note(db, app, name);
  }
  if (!there.has('django_site')) await addFirstSite(db);
  if (there.has(PROFILES) && !(await hasColumn(db, PROFILES, 'activated'))) await addActivated(db);
}

/** Shows profiles that lack `activated` as if they had it, to a connection that only reads. */
export function profilesWithActivated(): string {
  return `CREATE TEMP VIEW "${PROFILES}" AS
    SELECT *, ${isUsed('activation_key')} AS activated FROM main."${PROFILES}"`;
}

/** The row that Django's sites framework makes itself. */
export async function addFirstSite(db: Kysely<unknown>): Promise<void> {
  await sql`INSERT INTO django_site (id, name, domain)
    VALUES (1, 'example.com', 'example.com')`.execute(db);
}

/** Writes down that migrations are applied, as Django does. */
async function note(db: Kysely<unknown>, app: string, name: RegExp): Promise<void> {
  for (const [ofApp, migration] of djangoSchema.migrations) {
    if (ofApp !== app || !name.test(migration)) continue;
    await sql`INSERT INTO django_migrations (app, name, applied)
      SELECT ${app}, ${migration}, strftime('%Y-%m-%d %H:%M:%f000', 'now')
      WHERE NOT EXISTS (SELECT 1 FROM django_migrations
        WHERE app = ${app} AND name = ${migration})`.execute(db);
  }
}

/**
 * Adds what redux 1.3 added, with its values. A site that goes on with the older code writes the
 * used key only, from which the trigger follows.
 */
async function addActivated(db: Kysely<unknown>): Promise<void> {
  const profiles = `"${PROFILES}"`;
  for (const statement of [
    `ALTER TABLE ${profiles} ADD COLUMN "activated" bool NOT NULL DEFAULT 0`,
    `UPDATE ${profiles} SET activated = 1 WHERE ${isUsed('activation_key')}`,
    `CREATE TRIGGER gatehouse_profile_activated AFTER UPDATE OF activation_key ON ${profiles}
      WHEN ${isUsed('new.activation_key')} AND new.activated = 0
      BEGIN UPDATE ${profiles} SET activated = 1 WHERE id = new.id; END`,
  ]) {
    await sql.raw(statement).execute(db);
  }
  await note(db, 'registration', /^000[23]/);
}

function isUsed(key: string): string {
  return `${key} = '${USED_KEY}'`;
}

/** How Django makes a table, with its indexes. */
function statementsOf(table: string): readonly string[] {
  return djangoSchema.statements.filter(
    (statement) =>
      statement.startsWith(`CREATE TABLE "${table}" `) || statement.includes(` ON "${table}" `),
  );
}

async function tablesOf(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM sqlite_schema WHERE type = 'table'`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

async function hasColumn(db: Kysely<unknown>, table: string, column: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM pragma_table_info(${table}) WHERE name = ${column}`.execute(db);
  return rows.length > 0;
}
