import { expect, expectAccessibleInBoth, tabTo, test } from './support/console-test.ts';

test.use({ args: ['--demo'] });

test('the acts on a row are reached by right click and by key alone', async ({ play }) => {
  // Axe looks at the page in light and in dark.
  test.slow();
  const { page } = play;
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await play.open('Users');
  const grid = page.getByRole('grid', { name: 'Users' });
  // Whoever is active can be deactivated, which is told.
  await page.getByRole('button', { name: /^Active \d/ }).click();
  await expect(page.getByText(/ match$/)).toBeVisible();
  const row = (number: number) => grid.getByRole('row').nth(number);
  const menu = page.getByRole('menu', { name: 'Acts' });
  await row(1).getByRole('gridcell').first().click();
  await row(2).getByRole('gridcell').first().click();

  await row(4).click({ button: 'right' });
  await expect(menu).toBeVisible();
  await expect(menu.getByText('2 selected')).toHaveCount(0);
  await expectAccessibleInBoth(page);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(grid).toBeFocused();
  await row(2).click({ button: 'right' });
  await expect(menu.getByText('2 selected')).toBeVisible();
  await menu.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(page.getByRole('alertdialog', { name: 'Delete 2 accounts' })).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(grid).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await page.keyboard.press(key);
    await expect(menu).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('menuitem', { name: 'Open the row' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary')).toHaveCount(key === 'Shift+F10' ? 1 : 0);
    await expect(grid).toBeFocused();
  }

  // What was done is told beside the list, and not over it.
  await page.keyboard.press('d');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const told = (await undo.boundingBox())?.y ?? 0;
  const list = await page.getByRole('main').boundingBox();
  expect(told).toBeGreaterThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
  await page.keyboard.press('F6');
  await tabTo(undo);
  await page.keyboard.press('Enter');
  await expect(undo).toHaveCount(0);

  const head = grid.getByRole('columnheader', { name: /Joined/ });
  await head.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Sort ascending' }).click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Hide the column' }).press('Enter');
  await expect(head).toHaveCount(0);
});

test('people are narrowed by one filter after the other by key alone', async ({ play }) => {
  const { page } = play;
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await play.open('Users');
  const search = page.getByRole('combobox', { name: 'Search users' });
  const menu = page.getByRole('menu');
  await page.getByRole('button', { name: 'Add a filter' }).focus();
  await page.keyboard.press('Enter');
  await expect(menu.getByRole('menuitem', { name: 'State' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Active', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveCount(0);
  await expect(search).toHaveValue('is:active');
  await expect(page.getByRole('button', { name: 'Add a filter' })).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(menu.getByRole('menuitem', { name: 'State' })).toBeFocused();
  await page.keyboard.type('Mail');
  await expect(menu.getByRole('menuitem', { name: 'Mail domain…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('is:active domain:');
});
