import type { Page } from '@playwright/test';

import {
  expect,
  expectAccessible,
  expectAccessibleInBoth,
  test,
  type Play,
} from './support/console-test.ts';

/** Who it is depends on when the demonstration is filled. */
const A_PERSON = /^(?!Users$)./;

const SCREENS = [
  ['Dashboard', '/dashboard'],
  ['Pending', '/pending?peek=true'],
  ['One by one', '/pending/one-by-one'],
  ['Users', '/users?id=20'],
  [A_PERSON, '/users/21'],
  [A_PERSON, '/users/21?tab=permissions'],
  [A_PERSON, '/users/21?tab=rows'],
  ['Captured mail', '/mail/captured'],
  ['Outbox', '/mail/outbox'],
  ['Activation', '/mail/templates/activation'],
  ['Groups', '/groups?id=2'],
  ['Trash', '/trash'],
  ['Audit', '/activity'],
  ['Import people', '/import'],
] as const;

const SETTINGS = [
  ['Settings', '/settings/site'],
  ['Settings', '/settings/mail'],
  ['Settings', '/settings/faults'],
  ['Settings', '/settings/registration'],
  ['Settings', '/settings/clean-up'],
  ['Settings', '/settings/invitations'],
  ['Settings', '/settings/sign-in'],
  ['Settings', '/settings/network'],
  ['Settings', '/settings/database'],
  ['Settings', '/settings/console'],
  ['Settings', '/settings/keys'],
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

test.describe('the demonstration, in light and in dark', () => {
  test.use({ args: ['--demo'] });

  test('every screen is accessible', async ({ play }) => {
    // Every screen there is, one after the other.
    test.slow();
    const { page } = play;
    await expect(page.getByRole('button', { name: 'Fill in' })).toBeVisible();
    await expectAccessibleInBoth(page);
    await enter(page);
    await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
    await expectAllAccessible(play, SCREENS);
  });

  test('every page of the settings is accessible', async ({ play }) => {
    // Every page there is, one after the other.
    test.slow();
    const { page } = play;
    await enter(page);
    await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
    await expectAllAccessible(play, SETTINGS);
    await play.go('/settings/mail');
    await page.getByRole('button', { name: 'Edit Library server' }).click();
    await expect(page.getByRole('heading', { name: 'Mail server: Library server' })).toBeVisible();
    await expectAccessibleInBoth(page);
  });

  test('dialogs, the palette and the list of keys are accessible', async ({ play }) => {
    // Every kind of dialog, one after the other.
    test.slow();
    const { page } = play;
    await enter(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Pending' }).first().click();
    await expect(page.getByRole('grid')).toBeVisible();
    await page.getByRole('button', { name: 'Clean up…' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectAccessibleInBoth(page);
    await page.keyboard.press('Escape');
    await page.getByRole('grid').focus();
    for (const [key, name] of [
      ['r', /^Reject/],
      ['?', 'Keys'],
      ['Control+k', ''],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await expectAccessibleInBoth(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.getByRole('grid').focus();
    }
    await play.open('Users');
    await page.getByRole('grid', { name: 'Users' }).focus();
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Group…' }).click();
    await expect(page.getByRole('dialog', { name: /^A group for/ })).toBeVisible();
    await expectAccessibleInBoth(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: /^Note on/ })).toBeVisible();
    await expectAccessibleInBoth(page);
  });
});

async function enter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function expectAllAccessible(
  play: Play,
  screens: readonly (readonly [heading: string | RegExp, hash: string])[],
): Promise<void> {
  const { page } = play;
  for (const [heading, hash] of screens) {
    await play.go(hash);
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await expectAccessibleInBoth(page);
  }
}
