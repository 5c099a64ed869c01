import { expect, expectAccessible, tabTo, test } from './support/console-test.ts';

test('somebody deleted by mistake is found in the trash and comes back whole, by keys and by mouse', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.signUp('anna');
  await play.signUp('boris');
  await expect(page.getByRole('row', { name: /boris/ })).toBeVisible();
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Control+a');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^Reject 2/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'Trash', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('/');
  await page.keyboard.type('anna');
  await expect(page.getByRole('row', { name: /boris/ })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('r');
  await expect(page.getByText(/anna.* restored\./)).toBeVisible();
  await expect(page.getByText('Nobody in the trash matches “anna”.')).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page.getByRole('row', { name: /anna/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /boris/ })).toHaveCount(0);

  await play.open('Trash');
  await page.getByRole('row', { name: /boris/ }).click();
  await page
    .getByRole('button', { name: /^Restore/ })
    .first()
    .click();
  await expect(page.getByText(/boris.* restored\./)).toBeVisible();
  await play.open('Pending');
  await expect(page.getByRole('row', { name: /boris/ })).toBeVisible();
});
