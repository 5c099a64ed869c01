import { expect, expectAccessible, tabTo, test } from './support/console-test.ts';

test('a group is made, permits something, gets somebody, and goes and comes back with one key', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.signUp('anna');
  await expect(page.getByRole('row', { name: /anna/ })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await expect(page.getByRole('heading', { name: 'Groups', level: 1 })).toBeVisible();
  await expect(page.getByText('There are no groups yet.')).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Night shift');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'The group Night shift' });
  const give = panel.getByRole('combobox', { name: 'Give a permission' });
  await give.fill('add user');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Can add user')).toBeVisible();
  await expectAccessible(page);

  await play.go('/users');
  await page.getByRole('row', { name: /anna/ }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Night shift' }).click();
  await expect(page.getByRole('button', { name: 'Take out of Night shift' })).toBeVisible();

  await play.open('Groups');
  await page.getByRole('link', { name: /1 person in/ }).click();
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
  await expect(page.getByRole('row', { name: /anna/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /eva/ })).toHaveCount(0);

  await play.open('Groups');
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText(/One person loses the 1 permission that it gives/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete the group' }).click();
  await expect(page.getByText('There are no groups yet.')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByRole('link', { name: /1 person in/ })).toBeVisible();
});
