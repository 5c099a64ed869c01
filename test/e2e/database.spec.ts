import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PROJECTS, writeDjangoDatabase } from '../support/django-project.ts';
import { newFolder } from '../support/new-folder.ts';
import { expect, expectAccessibleInBoth, PASSWORD, test } from './support/console-test.ts';

test('a Django project’s database is inspected, looked at, and then worked on where it lies', async ({
  play,
}) => {
  const { page } = play;
  const folder = await newFolder('project');
  const file = join(folder, 'db.sqlite3');
  writeDjangoDatabase(
    file,
    PROJECTS['Django 2.2, django-registration 2.5 with profiles'],
    PASSWORD,
  );
  const signIn = async () => {
    await page.getByLabel('User name').fill('eva');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  await page.getByRole('radio', { name: 'An existing Django project' }).check();
  await page.getByLabel('Database file').fill(folder);
  await page.getByLabel('Database file').press('Enter');
  await expect(page.getByText(`This is a folder. Name ${file}.`)).toBeVisible();
  await page.getByLabel('Database file').fill(file);
  await page.getByRole('button', { name: 'Inspect' }).click();
  await expect(page.getByText('django-registration 2 or an early redux: 3 profiles')).toBeVisible();
  await expect(page.getByText('Blog, blog.example')).toBeVisible();
  expect(await readdir(folder)).toEqual(['db.sqlite3']);
  await expectAccessibleInBoth(page);
  await page.getByRole('button', { name: 'Only look' }).click();

  await expect(page.getByText('Administration of Blog')).toBeVisible();
  await signIn();
  await expect(
    page.getByText('You chose only to look at this database.', { exact: true }),
  ).toBeVisible();
  await play.open('Users');
  await expect(page.getByRole('row', { name: /otto/ })).toBeVisible();
  await play.open('Pending');
  await expect(page.getByRole('row', { name: /pia/ })).toBeVisible();

  await play.go('/settings/database');
  await page.getByRole('button', { name: 'Write to it…' }).click();
  await expect(page.getByText(/^Opening adds \d+ tables, 1 column/)).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('Administration of Blog')).toBeVisible();
  await signIn();
  await expect(
    page.getByText('The database was copied as it was before.', { exact: true }),
  ).toBeVisible();
  await play.go('/settings/database');
  await expect(page.getByText(/copies.db-\d{4}-.*\.sqlite3/)).toHaveCount(2);
  await play.open('Pending');
  await page.getByRole('row', { name: /pia/ }).click();
  await page.keyboard.press('a');
  await expect(page.getByRole('row', { name: /pia/ })).toHaveCount(0);
  await rm(folder, { recursive: true });
});
