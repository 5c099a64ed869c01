import { expect, expectAccessible, test } from './support/console-test.ts';

const SCREENS = [
  ['Dashboard', '/dashboard'],
  ['Pending', '/pending?peek=true'],
  ['One by one', '/pending/one-by-one'],
  ['Users', '/users?id=20'],
  ['Captured mail', '/mail/captured'],
  ['Outbox', '/mail/outbox'],
  ['Activation', '/mail/templates/activation'],
  ['Trash', '/trash'],
  ['Audit', '/activity'],
  ['Import people', '/import'],
  ['Settings', '/settings/site'],
  ['Settings', '/settings/mail'],
  ['Settings', '/settings/registration'],
  ['Settings', '/settings/clean-up'],
  ['Settings', '/settings/invitations'],
  ['Settings', '/settings/sign-in'],
  ['Settings', '/settings/network'],
  ['Settings', '/settings/console'],
] as const;

test('the first start, the locked console and the accounts site are accessible', async ({
  play,
  visitor,
}) => {
  const { page } = play;
  await expect(page.getByLabel('Site name')).toBeVisible();
  await expectAccessible(page);
  await play.setUp();
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
  await expectAccessible(page);
  for (const path of ['', 'register/', 'register/complete/', 'register/closed/', 'activate/x/']) {
    await visitor.goto(play.accountsSite + path);
    await expectAccessible(visitor);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, args: ['--demo'] });
    // Only the colours differ.
    const rules = colorScheme === 'light' ? undefined : ['color-contrast'];

    test('every screen of the demonstration is accessible', async ({ play }) => {
      // Every screen there is, one after the other.
      test.slow();
      const { page } = play;
      await expect(page.getByRole('button', { name: 'Fill in' })).toBeVisible();
      await expectAccessible(page, rules);
      await page.getByRole('button', { name: 'Fill in' }).click();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
      for (const [heading, hash] of SCREENS) {
        await play.go(hash);
        await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
        await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
        await expectAccessible(page, rules);
      }
    });

    test('dialogs, the palette and the list of keys are accessible', async ({ play }) => {
      const { page } = play;
      await page.getByRole('button', { name: 'Fill in' }).click();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('navigation').getByRole('link', { name: 'Pending' }).first().click();
      await expect(page.getByRole('grid')).toBeVisible();
      await page.getByRole('button', { name: 'Clean up…' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await expectAccessible(page, rules);
      await page.keyboard.press('Escape');
      await page.getByRole('grid').focus();
      await page.keyboard.press('r');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page, rules);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page, rules);
    });
  });
}
