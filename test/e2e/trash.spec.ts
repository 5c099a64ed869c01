import { expect, expectAccessible, test } from './support/console-test.ts';

test('somebody deleted by mistake is found in the trash and comes back whole, by keys alone', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.signUp('anna');
  await play.signUp('boris');
  await play.open('Pending');
  await expect(page.getByRole('row', { name: /boris/ })).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Reject/ }).click();
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

  await play.open('Pending');
  await expect(page.getByRole('row', { name: /anna/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /boris/ })).toHaveCount(0);
});
