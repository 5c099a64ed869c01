import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { expect, expectAccessible, tabTo, test } from './support/console-test.ts';

const PEOPLE = [
  'user_login,user_email,user_pass',
  'karin,karin@people.example,',
  'olga,no address,',
  'anna,anna@people.example,plain text',
  '=cmd,x@people.example,',
  'zoe,zoe@people.example,',
].join('\n');
const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) };

/** The text of the file that a press saves. */
async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const downloading = page.waitForEvent('download');
  await press();
  return readFile(await (await downloading).path(), 'utf8');
}

test('people come from a file with errors, leave as one, and the import is taken back, by mouse and by keys', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.open('Users');
  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByLabel('File with people').setInputFiles(file);
  await expect(page.getByRole('combobox', { name: 'user_login is taken for' })).toHaveText(
    'User name',
  );
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await expect(page.getByText('2 people would be imported, 3 rows refused.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 2 people' }).click();
  await expect(page.getByText('2 people imported.')).toBeVisible();
  const report = await saved(page, () =>
    page.getByRole('button', { name: 'Save them with their reasons' }).click(),
  );
  expect(report).toContain('3,email: This is no e-mail address.,olga,no address,');
  expect(report).not.toContain('plain text');

  await page.getByRole('link', { name: 'Look at the newest people' }).click();
  await expect(page.getByRole('row', { name: /karin/ })).toBeVisible();
  await page.getByRole('button', { name: 'Export…' }).click();
  const exported = await saved(page, () =>
    page.getByRole('dialog').getByRole('button', { name: 'Export' }).click(),
  );
  expect(exported).toContain('zoe,zoe@people.example');
  expect(exported).not.toContain('pbkdf2');

  await play.go('/activity?q=kind:import');
  await page.getByRole('grid', { name: 'Acts' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByRole('button', { name: 'Undo' }).click();
  await takenBack(page);
  await play.open('Users');
  await expect(page.getByRole('row', { name: /eva/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /karin/ })).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Search people, actions, screens')).toBeFocused();
  await page.keyboard.type('import people');
  await page.keyboard.press('Enter');
  const choosing = page.waitForEvent('filechooser');
  await tabTo(page.getByRole('button', { name: /^Choose/ }));
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(file);
  await tabTo(page.getByRole('button', { name: 'See what would happen' }));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Import 2 people' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 people imported.')).toBeVisible();
  await page.keyboard.press('z');
  await takenBack(page);
});

/** Waits until the one message about it is there, and closes it: another may follow. */
async function takenBack(page: Page): Promise<void> {
  const message = page.getByText(/^Taken back: /);
  await expect(message).toBeVisible();
  await message.hover();
  await page.getByRole('button', { name: 'Close the message' }).first().click();
  await expect(message).toHaveCount(0);
}

test.describe('with people', () => {
  test.use({ args: ['--demo'] });

  test('the dashboard’s numbers lead to lists of as many, by keyboard', async ({ play }) => {
    const { page } = play;
    await page.getByRole('button', { name: 'Fill in' }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    const active = page.getByRole('link', { name: /^Active: \d+$/ });
    const count = (await active.textContent()) ?? '';
    await active.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', `${Number(count) + 1}`);
    await page.getByRole('grid').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('link', { name: /links have ended/ }).click();
    await expect(page.getByRole('heading', { name: 'Pending' })).toBeVisible();
  });
});
