import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { openDatabase } from '../../../src/main/db/open-database.ts';
import { type ConsoleCore, createConsoleCore } from '../../support/console-core.ts';
import { PASSWORD } from '../../support/core.ts';
import { makeDjangoDatabase, openedDjangoDatabase } from '../../support/django-database.ts';
import { PEOPLE, type Project, PROJECTS } from '../../support/django-project.ts';
import { planOf, upload } from '../../support/import-file.ts';

const LIST = {
  query: '',
  sort: { column: 'username', direction: 'ascending' },
  offset: 0,
  limit: 50,
} as const;

async function openProject(project: Project): Promise<ConsoleCore> {
  const folder = await openedDjangoDatabase(project);
  const console = await createConsoleCore({ folder });
  await console.call('session.signIn', { username: 'eva', password: PASSWORD });
  return console;
}

const hasProfiles = ({ profiles }: Project): boolean => profiles !== 'none';

async function columnsOf(console: ConsoleCore, id: number) {
  return console.db.selectFrom('auth_user').selectAll().where('id', '=', id).executeTakeFirst();
}

describe.each(Object.entries<Project>(PROJECTS))('a database of %s', (_name, project) => {
  it('lists everybody as they are', async () => {
    const console = await openProject(project);
    const { rows } = await console.call('accounts.list', LIST);
    expect(rows.map(({ username }) => username)).toEqual(['dora', 'eva', 'mia', 'otto', 'pia']);
    const sort = { column: 'expiresAt', direction: 'ascending' } as const;
    const waiting = await console.call('registrations.list', { ...LIST, sort });
    expect(waiting.rows.map(({ username }) => username)).toEqual(
      hasProfiles(project) ? ['pia'] : [],
    );
    for (const id of Object.values(PEOPLE)) {
      await console.call('accounts.get', { id });
      await console.call('accounts.rights', { id });
      await console.call('accounts.raw', { id });
      await console.call('accounts.story', { id, kind: 'all', limit: 50 });
    }
    expect(console.internalErrors).toEqual([]);
  });

  it('knows the site by its row', async () => {
    const console = await openProject(project);
    const { site } = await console.call('settings.get', {});
    const isThere = !project.without?.includes('django_site');
    expect(site).toMatchObject({
      domain: isThere ? 'blog.example' : 'example.com',
      accountsPath: '/accounts/',
      passwordPaths: hasProfiles(project) ? 'redux' : 'django',
    });
    await console.call('settings.saveSite', {
      ...site,
      name: 'Blog of ours',
      domain: 'blog.example',
      basedOn: site,
    });
    const rows = await console.db.selectFrom('django_site').selectAll().execute();
    expect(rows).toEqual([
      { id: project.siteId ?? 1, name: 'Blog of ours', domain: 'blog.example' },
    ]);
  });

  it('has people activated, edited, deleted and brought back', async () => {
    const console = await openProject(project);
    const before = await columnsOf(console, PEOPLE.pia);
    const act = hasProfiles(project) ? 'registrations.activate' : 'accounts.activate';
    const activated = await console.call(act, { ids: [PEOPLE.pia] });
    expect(activated).toMatchObject({ done: 1, skipped: [] });
    expect((await columnsOf(console, PEOPLE.pia))?.is_active).toBe(1);
    const { revision } = await console.call('accounts.get', { id: PEOPLE.pia });
    const edited = await console.call('accounts.update', {
      id: PEOPLE.pia,
      revision,
      username: 'pia',
      email: 'pia@people.example',
      firstName: 'Pia',
      lastName: 'Å',
      isStaff: false,
      isSuperuser: false,
    });
    const deleted = await console.call('accounts.delete', { ids: [PEOPLE.pia, PEOPLE.mia] });
    expect(deleted).toMatchObject({
      done: 1,
      skipped: [{ name: 'mia', reason: 'The table blog_post refers to it.' }],
    });
    for (const { operationId } of [deleted, edited, activated]) {
      const undone = await console.call('operations.undo', { id: operationId ?? 0 });
      expect(undone).toMatchObject({ undone: 1, refused: [] });
    }
    expect(await columnsOf(console, PEOPLE.pia)).toEqual(before);
    expect(console.internalErrors).toEqual([]);
  });

  it('takes an import, which can be taken back', async () => {
    const console = await openProject(project);
    const id = await upload(console, 'username,email\nnora,nora@people.example\n');
    const plan = await planOf(console, id, { start: 'active' });
    const run = await console.call('imports.run', { id, plan });
    expect(await console.call('accounts.list', { ...LIST, query: 'nora' })).toMatchObject({
      total: 1,
    });
    await console.call('operations.undo', { id: run.operationId ?? 0 });
    expect(await console.call('accounts.list', { ...LIST, query: 'nora' })).toMatchObject({
      total: 0,
    });
    expect(console.internalErrors).toEqual([]);
  });

  it('loses nobody to a clean-up who was activated once or has signed in', async () => {
    const console = await openProject(project);
    console.clock.advance({ days: 5 });
    const { sample } = await console.call('registrations.cleanUpPlan', {});
    expect(sample.map(({ username }) => username)).toEqual(hasProfiles(project) ? ['pia'] : []);
  });

  it('has every row that it had, as it was', async () => {
    const folder = await makeDjangoDatabase(project);
    const path = join(folder, 'gatehouse.sqlite3');
    const read = (): unknown[] => {
      const database = new SQLite(path, { readonly: true });
      const rows = ['auth_user', 'auth_user_groups', 'blog_post', 'auth_group'].map((table) =>
        database.prepare(`SELECT * FROM ${table}`).all(),
      );
      const kept = database.pragma('foreign_key_check');
      database.close();
      return [rows, kept];
    };
    const before = read();
    await (await openDatabase(path)).db.destroy();
    expect(read()).toEqual(before);
  });
});

it('follows a site that goes on with the code that overwrites used keys', async () => {
  const console = await openProject(PROJECTS['Django 2.2, django-registration 2.5 with profiles']);
  const database = new SQLite(console.file);
  database.exec(`UPDATE auth_user SET is_active = 1 WHERE id = ${PEOPLE.pia};
    UPDATE registration_registrationprofile SET activation_key = 'ALREADY_ACTIVATED'
    WHERE user_id = ${PEOPLE.pia};
    INSERT INTO auth_user (password, is_superuser, username, first_name, last_name, email,
      is_staff, is_active, date_joined) VALUES ('!', 0, 'nora', '', '', '', 0, 0, '2026-03-01 11:00:00');
    INSERT INTO registration_registrationprofile (user_id, activation_key)
      VALUES (last_insert_rowid(), '${'ab'.repeat(20)}')`);
  database.close();
  await console.call('accounts.deactivate', { ids: [PEOPLE.pia] });
  const sort = { column: 'expiresAt', direction: 'ascending' } as const;
  const { rows } = await console.call('registrations.list', { ...LIST, sort });
  expect(rows.map(({ username }) => username)).toEqual(['nora']);
});

it('says so when a project keeps its accounts elsewhere', async () => {
  const folder = await makeDjangoDatabase({
    profiles: 'none',
    registration: [],
  });
  const path = join(folder, 'gatehouse.sqlite3');
  const database = new SQLite(path);
  database.exec('ALTER TABLE auth_user RENAME TO members_member');
  database.close();
  await expect(openDatabase(path)).rejects.toThrow('accounts are not in auth_user');
});
