import { invalidFields } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';
import { keepsProfiles } from '../db/project-database.ts';
import type { Operation } from '../operations/operation.ts';
import { DEFAULTS, type SiteSettings } from './settings.ts';
import { inPlaceOf, isGroup, type Named, understand } from './stored-settings.ts';

/** The domain, and the name, that Django gives the row it makes itself. */
export const EXAMPLE_DOMAIN = 'example.com';
const DOMAIN_TAKEN =
  'Another site in this database has this domain. Enter another one, or remove that site in Django’s admin.';

/** Reads one group of settings; what was never saved, or is not understood, has its default. */
export async function readSetting<Name extends keyof Named>(
  db: Database,
  name: Name,
): Promise<Named[Name]> {
  const stored = await readStored(db, name);
  return stored === undefined ? DEFAULTS[name] : understand(name, stored).value;
}

/** Which settings are stored and not understood: each group with its fields, in words. */
export async function readMisunderstood(db: Database): Promise<readonly string[]> {
  const rows = await db.selectFrom('gatehouse_setting').selectAll().execute();
  return rows.flatMap(({ name, value }) => {
    const wrong = isGroup(name) ? understand(name, value).wrong : [];
    return wrong.length === 0 ? [] : `${name} (${wrong.join(', ')})`;
  });
}

/** Reads one group of settings from wherever it is asked for. */
export function settingReader<Name extends keyof Named>(
  name: Name,
): (db: Database) => Promise<Named[Name]> {
  return (db) => readSetting(db, name);
}

/** Whether a group of settings was ever saved. */
export async function hasSetting(db: Database, name: keyof Named): Promise<boolean> {
  return (await readStored(db, name)) !== undefined;
}

/** One group of settings as it is stored, or undefined. */
export async function readStored(db: Database, name: keyof Named): Promise<string | undefined> {
  const row = await db
    .selectFrom('gatehouse_setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

/** Writes one group of settings within an operation, so that it can be told and taken back. */
export async function writeSetting<Name extends keyof Named>(
  operation: Operation,
  name: Name,
  value: Named[Name],
): Promise<void> {
  const stored = await readStored(operation.db, name);
  const next = stored === undefined ? value : inPlaceOf(stored, name, value);
  const row = { name, value: JSON.stringify(next) };
  if (stored === undefined) await operation.insert('gatehouse_setting', [row]);
  else await operation.update('gatehouse_setting', [row]);
}

/**
 * Reads the site: name and domain are Django's own row, scheme and paths are ours. Which row Django's
 * SITE_ID names is not in the database: it is the first that is no left-over example. A project that
 * keeps no profiles has no redux, so its pages of passwords are taken to be Django's own.
 */
export async function readSite(db: Database): Promise<SiteSettings> {
  const row = await readRow(db);
  const scheme = await readSetting(db, 'scheme');
  const { accountsPath, activationPages, passwordPaths } = await readSetting(db, 'paths');
  return {
    name: row?.name ?? EXAMPLE_DOMAIN,
    domain: row?.domain ?? EXAMPLE_DOMAIN,
    scheme,
    accountsPath,
    passwordPaths: passwordPaths ?? ((await keepsProfiles(db)) ? 'redux' : 'django'),
    activationPages,
  };
}

/**
 * Writes the site within an operation.
 * @throws RefusedError `invalid-input` when another row of Django's has the domain.
 */
export async function writeSite(operation: Operation, site: SiteSettings): Promise<void> {
  const { name, domain, scheme, accountsPath, passwordPaths, activationPages } = site;
  const row = await readRow(operation.db);
  const other = await operation.db
    .selectFrom('django_site')
    .select('id')
    .where('domain', '=', domain)
    .where('id', '!=', row?.id ?? 0)
    .executeTakeFirst();
  if (other) throw invalidFields({ domain: [DOMAIN_TAKEN] });
  if (row) await operation.update('django_site', [{ id: row.id, name, domain }]);
  else await operation.insert('django_site', [{ name, domain }]);
  await writeSetting(operation, 'scheme', scheme);
  await writeSetting(operation, 'paths', { accountsPath, passwordPaths, activationPages });
}

function readRow(db: Database) {
  return db
    .selectFrom('django_site')
    .selectAll()
    .orderBy((row) => row('domain', '=', EXAMPLE_DOMAIN))
    .orderBy('id')
    .executeTakeFirst();
}
