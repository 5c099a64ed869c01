import { sql } from 'kysely';

import { djangoSchema } from './migrations/django-schema.ts';
import type { Database } from './open-database.ts';

/** What Gatehouse notes of Django's migrations in a database that it makes, as SQL. */
const OWN = djangoSchema.migrations.map(([app, name]) => `('${app}', '${name}')`).join(', ');

/**
 * SQL for the migrations that only a project has run: those that Gatehouse does not note, such as of
 * its own apps, and those noted as Django does, down to the microsecond (`MigrationRecorder`) and not
 * to the millisecond (`migrations/0001-django.ts`).
 */
export const PROJECTS_MIGRATIONS = `SELECT 1 FROM django_migrations
  WHERE applied NOT LIKE '%.___000'
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
