import { pbkdf2Sync } from 'node:crypto';

import SQLite from 'better-sqlite3';

import { djangoSchema } from '../../src/main/db/migrations/django-schema.ts';

/** What a project's database has, by the versions of Django and of its registration package. */
export interface Project {
  /** Tables of Django's list that the project lacks. */
  readonly without?: readonly string[];
  /** Statements that take the place of Django's own of today. */
  readonly tables?: Readonly<Record<string, string>>;
  /** How profiles are kept: `sentinel` overwrites used keys and has no `activated`. */
  readonly profiles: 'redux' | 'sentinel' | 'none';
  readonly siteId?: number;
  /** Rows of django_migrations of the registration app. */
  readonly registration: readonly string[];
}

const OWNER = '"user_id" integer NOT NULL UNIQUE REFERENCES "auth_user" ("id")';

/** Database layouts as real projects have them. */
export const PROJECTS = {
  'Django 1.11, redux 1.4': {
    without: ['registration_supervisedregistrationprofile'],
    tables: {
      auth_user:
        'CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "first_name" varchar(30) NOT NULL, "last_name" varchar(30) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "username" varchar(150) NOT NULL UNIQUE)',
      django_admin_log:
        'CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL, "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id"), "user_id" integer NOT NULL REFERENCES "auth_user" ("id"), "action_time" datetime NOT NULL)',
      registration_registrationprofile: `CREATE TABLE "registration_registrationprofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "activation_key" varchar(40) NOT NULL, ${OWNER}, "activated" bool NOT NULL)`,
    },
    profiles: 'redux',
    registration: [
      '0001_initial',
      '0002_registrationprofile_activated',
      '0003_migrate_activatedstatus',
    ],
  },
  'Django 2.2, django-registration 2.5 with profiles': {
    without: ['registration_supervisedregistrationprofile'],
    tables: {
      registration_registrationprofile: `CREATE TABLE "registration_registrationprofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "activation_key" varchar(40) NOT NULL, ${OWNER} DEFERRABLE INITIALLY DEFERRED)`,
    },
    profiles: 'sentinel',
    registration: ['0001_initial'],
  },
  'Django 3.2, redux 2.13, another SITE_ID': {
    profiles: 'redux',
    siteId: 2,
    registration: djangoSchema.migrations.flatMap(([app, name]) =>
      app === 'registration' ? name : [],
    ),
  },
  'Django 4.2, django-registration 3 with signed keys': {
    without: ['registration_registrationprofile', 'registration_supervisedregistrationprofile'],
    profiles: 'none',
    registration: [],
  },
  'Django 5.2, the simple workflow, no admin and no sites': {
    without: [
      'registration_registrationprofile',
      'registration_supervisedregistrationprofile',
      'django_admin_log',
      'django_site',
      'django_session',
    ],
    profiles: 'none',
    registration: [],
  },
} satisfies Readonly<Record<string, Project>>;

/** The people in it. `mia` wrote the blog’s only post, which refers to her account. */
export const PEOPLE = { eva: 1, pia: 2, mia: 3, otto: 4, dora: 5 };

/** Writes such a database, as Gatehouse finds it. @param password Everybody's. */
export function writeDjangoDatabase(file: string, project: Project, password: string): void {
  const database = new SQLite(file);
  database.pragma('foreign_keys = ON');
  const without = project.without ?? [];
  for (const statement of djangoSchema.statements) {
    const [, table = ''] = /^CREATE TABLE "(\w+)"/.exec(statement) ?? [];
    const [, indexed = ''] = / ON "(\w+)"/.exec(statement) ?? [];
    if (without.includes(table || indexed)) continue;
    database.exec(project.tables?.[table] ?? statement);
  }
  database.exec(`
    CREATE TABLE "blog_post" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
      "title" varchar(200) NOT NULL,
      "author_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
    INSERT INTO django_content_type (app_label, model) VALUES ('auth', 'user'), ('blog', 'post');
    INSERT INTO auth_group (name) VALUES ('Editors');`);
  if (!without.includes('django_site')) {
    database
      .prepare('INSERT INTO django_site (id, name, domain) VALUES (?, ?, ?)')
      .run(project.siteId ?? 1, 'Blog', 'blog.example');
  }
  const applied = database.prepare(
    `INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-01-01 10:00:00')`,
  );
  applied.run('auth', '0001_initial');
  for (const name of project.registration) applied.run('registration', name);
  addPeople(database, project, password);
  database.exec(`INSERT INTO blog_post (title, author_id) VALUES ('First', ${PEOPLE.mia});
    INSERT INTO auth_user_groups (user_id, group_id) VALUES (${PEOPLE.mia}, 1)`);
  database.close();
}

function addPeople(database: SQLite.Database, { profiles }: Project, chosen: string): void {
  const hash = pbkdf2Sync(chosen, 'TTW7XbTTW7XbTTW7XbTTW7', 1_000, 32, 'sha256');
  const password = `pbkdf2_sha256$1000$TTW7XbTTW7XbTTW7XbTTW7$${hash.toString('base64')}`;
  const user = database.prepare(`INSERT INTO auth_user (id, password, last_login, is_superuser,
    username, first_name, last_name, email, is_staff, is_active, date_joined)
    VALUES (@id, '${password}', @login, @boss, @name, '', '', @name || '@people.example', @boss,
      @active, @joined)`);
  const add = (name: keyof typeof PEOPLE, given: { active: number; joined: string }): void => {
    const login = name === 'eva' || name === 'otto' ? '2026-02-01 08:00:00.123456' : null;
    const boss = name === 'eva' ? 1 : 0;
    user.run({ id: PEOPLE[name], name, boss, login, ...given });
  };
  add('eva', { active: 1, joined: '2025-01-01 10:00:00' });
  add('pia', { active: 0, joined: '2026-02-27 10:00:00.000001' });
  add('mia', { active: 1, joined: '2025-03-01 10:00:00' });
  add('otto', { active: 0, joined: '2025-04-01 10:00:00' });
  add('dora', { active: 0, joined: '2025-05-01 10:00:00' });
  if (profiles === 'none') return;
  const columns =
    profiles === 'redux' ? 'activation_key, user_id, activated' : 'activation_key, user_id';
  const key = (name: string): string => Buffer.from(name.padEnd(20)).toString('hex');
  const profile = (id: number, name: string, isUsed: boolean): void => {
    const kept = profiles === 'sentinel' && isUsed ? 'ALREADY_ACTIVATED' : key(name);
    const flag = profiles === 'redux' ? [Number(isUsed)] : [];
    const marks = columns.split(',').map(() => '?');
    database
      .prepare(`INSERT INTO registration_registrationprofile (${columns}) VALUES (${marks.join()})`)
      .run(kept, id, ...flag);
  };
  profile(PEOPLE.pia, 'pia', false);
  profile(PEOPLE.mia, 'mia', true);
  // Activated once, never signed in, deactivated by an administrator: no clean-up may take her.
  profile(PEOPLE.dora, 'dora', true);
}
