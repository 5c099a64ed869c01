import { expect, expectAccessible, test } from './support/console-test.ts';

test('the accounts site is rehearsed, and its pictures are looked at, by keyboard alone', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await page.keyboard.press('Control+k');
  await expect(page.getByLabel('Search or command')).toBeFocused();
  await page.keyboard.type('rehearse');
  await page.keyboard.press('Enter');
  const rehearse = page.getByRole('button', { name: 'Rehearse', exact: true });
  await rehearse.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('A visitor gets through.')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Look at 3: The activation mail comes' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const mail = dialog.frameLocator('iframe');
  await expect(mail.getByText('Activate the account')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(
    dialog.frameLocator('iframe').getByRole('button', { name: 'Activate' }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await play.go('/users');
  await expect(page.getByRole('row', { name: /test-/ })).toHaveCount(0);
});
