import type { Page } from '@playwright/test';

import { expect, expectAccessible, type Play, test } from './support/console-test.ts';

/** Another window of the same console, at the same person. */
async function secondWindow({ page, address }: Play, path: string): Promise<Page> {
  const token = await page.evaluate(() => sessionStorage.getItem('gatehouse.token'));
  const window = await page.context().newPage();
  await window.goto(`${address}#${token}`);
  await window.getByRole('navigation').getByRole('link', { name: 'Users' }).waitFor();
  await window.evaluate((next) => {
    location.hash = next;
  }, path);
  return window;
}

test('a person is found, corrected against another window, put into a group, noted on, and all of it undone', async ({
  play,
}) => {
  test.skip(play.address === null, 'A second window is opened by its address.');
  const { page } = play;
  await play.setUp();
  play.data.addGroup('editors');
  await play.signUp('anna');

  await play.open('Users');
  await page.keyboard.press('/');
  await page.keyboard.type('anna');
  await expect(page.getByRole('row', { name: /eva/ })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'anna' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('dialog', { name: /Edit/ });
  await form.getByLabel('E-mail address').fill('anna@mine.example');

  const other = await secondWindow(play, '/users/2');
  await expect(other.getByRole('heading', { level: 1, name: 'anna' })).toBeVisible();
  await other.getByRole('button', { name: 'Edit' }).click();
  const otherForm = other.getByRole('dialog', { name: /Edit/ });
  await otherForm.getByLabel('E-mail address').fill('anna@theirs.example');
  await otherForm.getByLabel('Last name').fill('Berg');
  await otherForm.getByRole('button', { name: 'Save' }).click();
  await expect(otherForm).toBeHidden();
  await other.close();

  const conflict = form.getByRole('alert', { name: 'Changed meanwhile' });
  await expect(conflict.getByText(/anna was changed by eva/)).toBeVisible();
  await conflict.getByRole('button', { name: 'Show' }).click();
  await expect(conflict.getByRole('cell', { name: 'anna@theirs.example' })).toBeVisible();
  await expectAccessible(page);
  await conflict.getByRole('button', { name: 'Apply mine' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Berg' })).toBeVisible();
  await expect(page.getByText('anna@mine.example').first()).toBeVisible();

  const groups = page.getByRole('region', { name: 'Groups' });
  await groups.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('menuitem', { name: 'editors' }).click();
  await expect(groups.getByText('editors')).toBeVisible();

  const notes = page.getByRole('region', { name: 'Notes' });
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Note' }).fill('Called on Monday.');
  await page.keyboard.press('Control+Enter');
  await expect(notes.getByText('Called on Monday.')).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('z');
  await expect(notes.getByText('Called on Monday.')).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(groups.getByText('editors')).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(page.getByText('anna@theirs.example').first()).toBeVisible();

  for (const tab of ['Groups and permissions', 'Rows']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
    await expectAccessible(page);
  }
});
