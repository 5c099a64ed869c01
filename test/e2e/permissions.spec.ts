import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { PROJECTS, writeDjangoDatabase } from '../support/django-project.ts';
import { expect, expectAccessibleInBoth, PASSWORD, test } from './support/console-test.ts';

/** A project that lets its staff member mia, with eva's password, look at users and no more. */
function writeProject(file: string): void {
  writeDjangoDatabase(file, PROJECTS['Django 3.2, redux 2.13, another SITE_ID'], PASSWORD);
  const database = new SQLite(file);
  database.exec(`
    UPDATE auth_user SET is_staff = 1,
      password = (SELECT password FROM auth_user WHERE username = 'eva') WHERE username = 'mia';
    INSERT INTO auth_permission (content_type_id, codename, name)
      SELECT id, 'view_user', 'Can view user' FROM django_content_type
      WHERE app_label = 'auth' AND model = 'user';
    INSERT INTO auth_user_user_permissions (user_id, permission_id)
      SELECT auth_user.id, auth_permission.id FROM auth_user, auth_permission
      WHERE username = 'mia'`);
  database.close();
}

test('staff of a project who may view users see them, and are told why they can’t act', async ({
  play,
}) => {
  const { page } = play;
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-project-'));
  const file = join(folder, 'db.sqlite3');
  writeProject(file);
  await page.getByRole('radio', { name: 'An existing Django project' }).check();
  await page.getByLabel('Database file').fill(file);
  await page.getByRole('button', { name: 'Inspect' }).click();
  await expect(
    page.getByText('Its staff can sign in here, and may do what Django permits them.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('Administration of Blog')).toBeVisible();
  await page.getByLabel('User name').fill('mia');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await play.open('Users');
  const reason = (name: string) =>
    `You don’t have the permission “${name}”. Only a superuser can give it to you.`;
  const row = page.getByRole('row', { name: /dora/ });
  await row.click();
  await page.keyboard.press('Delete');
  await expect(page.getByText(reason('Can delete user'))).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText(reason('Can change user'))).toBeVisible();
  await expect(page.getByRole('button', { name: /^New user/ })).toHaveAccessibleDescription(
    reason('Can add user'),
  );
  await expect(row).toBeVisible();

  await play.open('Captured');
  const main = page.getByRole('main');
  await expect(main.getByText('You don’t have the permission “Can change user”.')).toBeVisible();
  await expect(main.getByText('Only a superuser can give it to you.')).toBeVisible();
  await expectAccessibleInBoth(page);
  await rm(folder, { recursive: true });
});
