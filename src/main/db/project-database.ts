import { sql } from 'kysely';

import type { Database } from './open-database.ts';

/**
 * Whether a Django project works on this database: it has run migrations of its own there. Django
 * writes down to the microsecond when it did (`MigrationRecorder`), Gatehouse to the millisecond
 * (`migrations/0001-django.ts`). Such a project has a site of its own, whose links, mails and
 * `cleanupregistration` know Django's tables alone.
 */
export async function isOfProject(db: Database): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM django_migrations WHERE applied NOT LIKE '%.___000' LIMIT 1`.execute(db);
  return rows.length > 0;
}
