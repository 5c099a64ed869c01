import { sql } from 'kysely';

import { djangoSchema } from './migrations/django-schema.ts';
import type { Database } from './open-database.ts';

/** What Gatehouse notes of Django's migrations in a database that it makes, as SQL. */
const OWN = djangoSchema.migrations.map(([app, name]) => `('${app}', '${name}')`).join(', ');

const IS_NOTED_BY_DJANGO = `applied NOT LIKE '%.___000'`;

/**
 * SQL for the migrations that only a project has run: those that Gatehouse does not note, such as of
 * its own apps, and those noted as Django does, down to the microsecond (`MigrationRecorder`) and not
 * to the millisecond (`migrations/0001-django.ts`).
 */
export const PROJECTS_MIGRATIONS = `SELECT 1 FROM django_migrations
  WHERE ${IS_NOTED_BY_DJANGO}
    OR (app, name) NOT IN (VALUES ${OWN})`;

/** The same as a condition. */
export const IS_OF_PROJECT = sql.raw<boolean>(`EXISTS (${PROJECTS_MIGRATIONS})`);

/**
 * Whether a Django project works on this database. It has a site of its own, whose links, mails and
 * `cleanupregistration` know Django's tables alone.
 */
export async function isOfProject(db: Database): Promise<boolean> {
  const { rows } = await sql`SELECT 1 WHERE ${IS_OF_PROJECT}`.execute(db);
  return rows.length > 0;
}

/**
 * Whether the site keeps profiles with activation keys (`registration_registrationprofile`), as redux
 * and Gatehouse do. The table may be there without: Gatehouse adds it, with all its migrations, to a
 * project that lacks it. Of a database that Gatehouse made for a project it is not known, and taken
 * to be so.
 */
export async function keepsProfiles(db: Database): Promise<boolean> {
  if (!(await isOfProject(db))) return true;
  const { rows } = await sql`SELECT 1 FROM main.sqlite_schema
    WHERE type = 'table' AND name = 'registration_registrationprofile'
      AND (EXISTS (SELECT 1 FROM django_migrations
          WHERE app = 'registration' AND ${sql.raw(IS_NOTED_BY_DJANGO)})
        OR NOT EXISTS (SELECT 1 FROM django_migrations
          WHERE app = 'auth' AND ${sql.raw(IS_NOTED_BY_DJANGO)})
        OR NOT EXISTS (SELECT 1 FROM django_migrations
          WHERE app = 'registration' AND name LIKE '0005%'))`.execute(db);
  return rows.length > 0;
}
