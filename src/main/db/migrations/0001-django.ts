import { type Kysely, sql } from 'kysely';

import { addFirstSite, adoptDjango, hasDjango } from './adopt-django.ts';
import { djangoSchema } from './django-schema.ts';

/**
 * The tables of Django and django-registration-redux, to the letter, with their first rows. In a
 * database that a Django project has made only what it lacks is added.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (await hasDjango(db)) return adoptDjango(db);
  for (const statement of djangoSchema.statements) await sql.raw(statement).execute(db);
  for (const [app, name] of djangoSchema.migrations) {
    await sql`INSERT INTO django_migrations (app, name, applied)
      VALUES (${app}, ${name}, strftime('%Y-%m-%d %H:%M:%f000', 'now'))`.execute(db);
  }
  for (const [app, model, label] of djangoSchema.models) await addModel(db, { app, model, label });
  await addFirstSite(db);
}

/** A content type and its four permissions, which Django's post_migrate makes for each model. */
async function addModel(
  db: Kysely<unknown>,
  { app, model, label }: { app: string; model: string; label: string },
): Promise<void> {
  await sql`INSERT INTO django_content_type (app_label, model) VALUES (${app}, ${model})`.execute(
    db,
  );
  for (const action of ['add', 'change', 'delete', 'view']) {
    await sql`INSERT INTO auth_permission (content_type_id, codename, name)
      SELECT id, ${`${action}_${model}`}, ${`Can ${action} ${label}`}
      FROM django_content_type WHERE app_label = ${app} AND model = ${model}`.execute(db);
  }
}
