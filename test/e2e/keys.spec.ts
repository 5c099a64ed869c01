import { expect, expectAccessibleInBoth, tabTo, test } from './support/console-test.ts';

test.use({ args: ['--demo'] });

test('a key is changed and used in a list, by keyboard alone', async ({ play }) => {
  // Axe looks at the page in light and in dark.
  test.slow();
  const { page } = play;
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Change keys…' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Keys', level: 2 })).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type('select');
  const change = page.getByRole('button', { name: 'Change the key of Select', exact: true });
  await tabTo(change);
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'New key of Select' });
  await expect(field).toBeFocused();
  await page.keyboard.press('a');
  await expect(
    page.getByText(/^a is .*“Activate or approve”.*Take it from there\?$/),
  ).toBeVisible();
  await expectAccessibleInBoth(page);
  await page.keyboard.press('Escape');
  await expect(change).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('w');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Select” is w now.')).toBeVisible();
  await expect(change).toBeFocused();

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  const grid = page.getByRole('grid');
  await expect(grid).toBeFocused();
  const selected = grid.getByRole('row', { selected: true });
  await page.keyboard.press('x');
  await expect(selected).toHaveCount(0);
  await page.keyboard.press('w');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+W');
  await expect(selected).toHaveCount(2);
  await expect(page.getByRole('group', { name: 'Keys' })).toContainText('w select');

  await page.reload();
  await expect(page.getByRole('group', { name: 'Keys' })).toContainText('w select');
});
