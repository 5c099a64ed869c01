import type SQLite from 'better-sqlite3';

const PROFILES = 'registration_registrationprofile';

/** Which Django at least has made the newest of these migrations of its `auth`. */
const DJANGO_VERSIONS: readonly (readonly [migration: string, version: string])[] = [
  ['0012', '3.1'],
  ['0010', '2.2'],
  ['0009', '2.0'],
  ['0008', '1.10'],
];

/** Those that our migrations make. */
const OWN_TRIGGERS = [
  'gatehouse_profile_activated',
  'gatehouse_captured_mail_gone',
  'gatehouse_captured_recipient_new',
  'gatehouse_captured_recipient_gone',
];

/** Tables that are read to tell what a database is. */
const READ =
  /^(auth_user|django_(migrations|site)|registration_(supervised)?registrationprofile|gatehouse_\w+)$/i;

/** What a database’s own tables tell of the project that made it. */
export interface Recognised {
  /** In words. */
  readonly django: string;
  readonly registration: string;
  /** Names of triggers that are not ours on Django's tables and ours; writing to those runs them. */
  readonly triggers: readonly string[];
}

/**
 * Tells Django's version and the registration app, as far as tables and migrations do.
 * @returns Null when the database has no accounts of Django's.
 */
export function recognise(database: SQLite.Database): Recognised | null {
  if (!has(database, 'auth_user')) return null;
  return {
    django: djangoOf(database),
    registration: registrationOf(database),
    triggers: triggersOf(database),
  };
}

/** Whether a Django before 1.8 made it: without migrations, or each account has a last sign-in. */
export function isTooOld(database: SQLite.Database): boolean {
  if (!has(database, 'auth_user')) return false;
  const notNull = database
    .prepare(`SELECT "notnull" FROM pragma_table_info('auth_user', 'main') WHERE name = ?`)
    .pluck()
    .get('last_login');
  return notNull === 1 || !has(database, 'django_migrations');
}

/** A view in the place of a table that would be read: reading it may never end. */
export function misplacedView(database: SQLite.Database): string | undefined {
  const views = database.prepare(`SELECT name FROM main.sqlite_schema WHERE type = 'view'`);
  return (views.pluck().all() as string[]).find((name) => READ.test(name));
}

function djangoOf(database: SQLite.Database): string {
  const names = database
    .prepare(`SELECT name FROM main.django_migrations WHERE app = 'auth'`)
    .pluck()
    .all() as string[];
  const found = DJANGO_VERSIONS.find(([start]) => names.some((name) => name.startsWith(start)));
  return `${found?.[1] ?? '1.8'} or newer, by its migrations`;
}

function registrationOf(database: SQLite.Database): string {
  if (!has(database, PROFILES)) {
    return 'none with a table: signed links, as of django-registration 3, or no registration';
  }
  const profiles = database
    .prepare(`SELECT count(*) FROM main.${PROFILES}`)
    .pluck()
    .get() as number;
  const app = has(database, 'registration_supervisedregistrationprofile')
    ? 'django-registration-redux, with approval by staff'
    : hasActivated(database)
      ? 'django-registration-redux'
      : 'django-registration 2 or an early redux';
  const count = `${profiles.toLocaleString('en')} ${profiles === 1 ? 'profile' : 'profiles'}`;
  return `${app}: ${count}`;
}

/** A trigger's row names its table in the letters that its statement has. */
function triggersOf(database: SQLite.Database): string[] {
  return database
    .prepare(
      `SELECT name FROM main.sqlite_schema WHERE type = 'trigger'
       AND name NOT IN (${OWN_TRIGGERS.map(() => '?').join(', ')})
       AND substr(lower(tbl_name), 1, instr(tbl_name, '_'))
         IN ('auth_', 'django_', 'registration_', 'gatehouse_') ORDER BY name`,
    )
    .pluck()
    .all(...OWN_TRIGGERS) as string[];
}

function hasActivated(database: SQLite.Database): boolean {
  const columns = database.prepare(`SELECT name FROM pragma_table_info(?, 'main')`).pluck();
  return columns.all(PROFILES).includes('activated');
}

function has(database: SQLite.Database, table: string): boolean {
  const found = database.prepare(
    `SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?`,
  );
  return found.get(table) !== undefined;
}
