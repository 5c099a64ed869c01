import type { Page } from '@playwright/test';

import {
  expect,
  expectAccessible,
  expectAccessibleInBoth,
  PASSWORD,
  type Play,
  test,
} from './support/console-test.ts';

const NEW_PASSWORD = 'another calm river at dawn';

/** The newest link of a kind in the mail that somebody got, as soon as it is there. */
async function mailedLink({ data }: Play, username: string, pattern: RegExp): Promise<string> {
  const address = `${username}@people.example`;
  await expect.poll(() => data.linkTo(address, pattern)).not.toBe(null);
  return data.linkTo(address, pattern) ?? '';
}

/** Signs somebody up and follows the link of the mail to the end. */
async function becomeMember(play: Play, visitor: Page, username: string): Promise<void> {
  await play.signUp(username);
  await visitor.goto(await mailedLink(play, username, /\/activate\//));
  await visitor.getByRole('button', { name: 'Activate' }).click();
  await visitor.waitForURL('**/activate/complete/');
}

async function signIn(visitor: Page, play: Play, username: string, password: string) {
  await visitor.goto(`${play.accountsSite}login/`);
  await visitor.getByLabel('User name').fill(username);
  await visitor.getByLabel('Password').fill(password);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
}

/** Chooses who may register, in the console's settings. */
async function choosePolicy({ page, go }: Play, name: RegExp): Promise<void> {
  await go('/settings/registration');
  await page.getByRole('radio', { name }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'with scripts switched off', () => {
    test.use({ scripts });

    test('a forgotten password is set anew in four steps', async ({ play, visitor }) => {
      await play.setUp();
      await becomeMember(play, visitor, 'anna');
      await visitor.getByRole('link', { name: 'Sign in' }).click();
      await visitor.getByRole('link', { name: /Forgot/ }).click();
      await visitor.getByLabel('E-mail address').fill('anna@people.example');
      await visitor.getByRole('button', { name: /Send/ }).click();
      await visitor.waitForURL('**/password/reset/done/');
      const link = await mailedLink(play, 'anna', /\/password\/reset\/confirm\//);
      await visitor.goto(link);
      await visitor.waitForURL('**/set-password/');
      await visitor.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
      await visitor.getByLabel(/New password.*(once more|again)/).fill(NEW_PASSWORD);
      await visitor.locator('main').getByRole('button').click();
      await visitor.waitForURL('**/password/reset/complete/');
      await signIn(visitor, play, 'anna', PASSWORD);
      await expect(visitor.getByRole('alert')).toBeVisible();
      await signIn(visitor, play, 'anna@people.example', NEW_PASSWORD);
      await visitor.waitForURL('**/accounts/profile/');
      await expect(visitor.getByText('anna@people.example')).toBeVisible();
      await visitor.goto(link);
      await expect(visitor.getByRole('heading', { level: 1 })).toContainText(/no longer|does not/);
    });

    test('under approval one is approved and another rejected', async ({ play, visitor }) => {
      const { page } = play;
      await play.setUp();
      await choosePolicy(play, /approval/i);
      for (const name of ['anna', 'boris']) {
        await play.signUp(name);
        await visitor.goto(await mailedLink(play, name, /\/activate\//));
        await visitor.getByRole('button', { name: 'Activate' }).click();
        await expect(visitor.getByRole('heading', { level: 1 })).toContainText(/confirmed/i);
      }
      await expect.poll(() => play.data.subjectsTo('eva@river.example')).toHaveLength(2);
      await play.open('Pending');
      await page.getByRole('row', { name: /anna@people\.example/ }).click();
      await page.keyboard.press('a');
      await expect(page.getByRole('row', { name: /anna@people\.example/ })).toBeHidden();
      await page.getByRole('row', { name: /boris@people\.example/ }).click();
      await page.keyboard.press('r');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Not eligible').click();
      await dialog.getByRole('button', { name: /^Reject/ }).click();
      await expect(page.getByText('Nobody is waiting.')).toBeVisible();
      await signIn(visitor, play, 'anna', PASSWORD);
      await visitor.waitForURL('**/accounts/profile/');
      await visitor.getByRole('button', { name: 'Sign out' }).click();
      await signIn(visitor, play, 'boris', PASSWORD);
      await expect(visitor.getByRole('alert')).toBeVisible();
      await expect
        .poll(() => play.data.subjectsTo('anna@people.example').at(-1), { timeout: 20_000 })
        .toMatch(/approved/);
    });
  });
}

test.describe('without scripts, as with them', () => {
  test.use({ scripts: false });

  test('a password is changed in two steps', async ({ play, visitor }) => {
    await play.setUp();
    await becomeMember(play, visitor, 'anna');
    await visitor.goto(`${play.accountsSite}password/change/`);
    await visitor.getByLabel('User name').fill('anna');
    await visitor.getByLabel('Password').fill(PASSWORD);
    await visitor.getByRole('button', { name: 'Sign in' }).click();
    await visitor.waitForURL('**/password/change/');
    await visitor.locator('[name=old_password]').fill(PASSWORD);
    await visitor.locator('[name=new_password1]').fill(NEW_PASSWORD);
    await visitor.locator('[name=new_password2]').fill(NEW_PASSWORD);
    await visitor.locator('main').getByRole('button').click();
    await visitor.waitForURL(/\/password\/change\/done\//);
    await visitor.getByRole('button', { name: 'Sign out' }).click();
    await visitor.waitForURL('**/accounts/logout/');
    await signIn(visitor, play, 'anna', NEW_PASSWORD);
    await visitor.waitForURL('**/accounts/profile/');
    await expect
      .poll(() => play.data.subjectsTo('anna@people.example').at(-1))
      .toMatch(/password.*changed/i);
  });

  test('by invitation only who holds a link registers', async ({ play, visitor }) => {
    const { page } = play;
    await play.setUp();
    await choosePolicy(play, /invitation/i);
    await visitor.goto(`${play.accountsSite}register/`);
    await expect(visitor.getByRole('heading', { level: 1 })).toContainText(/invitation/i);
    const link = await invite(page);
    await visitor.goto(link);
    for (const [name, value] of Object.entries(fieldsOf('anna'))) {
      await visitor.locator(`[name=${name}]`).fill(value);
    }
    await visitor.getByRole('button', { name: 'Register' }).click();
    await visitor.waitForURL('**/register/complete/');
    await visitor.goto(link);
    await expect(visitor.getByRole('main')).toContainText(/used/);
  });

  test('a mistyped address is asked about once, and goes through when it is meant', async ({
    play,
    visitor,
  }) => {
    await play.setUp();
    await visitor.goto(`${play.accountsSite}register/`);
    const register = async (email: string) => {
      for (const [name, value] of Object.entries({ ...fieldsOf('anna'), email })) {
        await visitor.locator(`[name=${name}]`).fill(value);
      }
      await visitor.getByRole('button', { name: 'Register' }).click();
    };
    await register('anna@gmial.com');
    const field = visitor.getByLabel('E-mail address');
    await expect(field).toHaveAccessibleDescription(/Did you mean anna@gmail\.com\?/);
    await expect(field).toHaveValue('anna@gmial.com');
    await register('anna@gmial.com');
    await visitor.waitForURL('**/register/complete/');
    await expect.poll(() => play.data.subjectsTo('anna@gmial.com')).toHaveLength(1);
  });

  test('a link that has ended leads to a new one', async ({ play, visitor }) => {
    await play.setUp();
    await play.signUp('anna');
    const old = await mailedLink(play, 'anna', /\/activate\//);
    play.data.backdate('anna', 8);
    await visitor.goto(old);
    await expect(visitor.getByRole('heading', { level: 1 })).toContainText(/ended/);
    await visitor.locator('main').getByRole('link').first().click();
    await visitor.getByLabel('E-mail address').fill('anna@people.example');
    await visitor.locator('main').getByRole('button').click();
    await visitor.waitForURL('**/activate/resend/done/');
    await expect.poll(() => play.data.linkTo('anna@people.example', /\/activate\//)).not.toBe(old);
    await visitor.goto(await mailedLink(play, 'anna', /\/activate\//));
    await visitor.getByRole('button', { name: 'Activate' }).click();
    await visitor.waitForURL('**/activate/complete/');
  });
});

function fieldsOf(username: string): Readonly<Record<string, string>> {
  const email = `${username}@people.example`;
  return { username, email, password1: PASSWORD, password2: PASSWORD };
}

/** Makes an invitation for one use in the console. @returns Its link. */
async function invite(page: Page): Promise<string> {
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('link', { name: 'Invitations' }).click();
  await page.getByRole('button', { name: /^New invitation/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('For', { exact: true }).fill('Anna of the shop');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = (await dialog.getByText(/\?invitation=/).textContent()) ?? '';
  await page.keyboard.press('Escape');
  return link;
}

test('every page is accessible, also on a phone and with faults', async ({ play, visitor }) => {
  test.setTimeout(120_000);
  await play.setUp();
  await becomeMember(play, visitor, 'anna');
  await visitor.setViewportSize({ width: 320, height: 640 });
  const paths = ['', 'login/', 'logout/', 'register/', 'register/complete/', 'register/closed/']
    .concat('activate/x/', 'activate/complete/', 'activate/resend/', 'activate/resend/done/')
    .concat('password/reset/', 'password/reset/done/', 'password/reset/complete/')
    .concat('password/reset/confirm/MQ/x-y/');
  for (const path of paths) {
    await visitor.goto(play.accountsSite + path).catch(() => null);
    await expectAccessible(visitor);
    const overflow = await visitor.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect([path, overflow]).toEqual([path, false]);
  }
  for (const path of ['login/', 'register/', 'password/reset/', 'activate/resend/']) {
    await visitor.goto(play.accountsSite + path);
    await visitor.locator('main').getByRole('button').click();
    await expect(visitor.getByRole('alert')).toBeFocused();
    await expectAccessible(visitor);
  }
  await visitor.goto(`${play.accountsSite}register/`);
  await visitor.getByLabel('E-mail address').fill('anna@gmial.com');
  await visitor.getByRole('button', { name: 'Register' }).click();
  await expect(visitor.getByText('Did you mean anna@gmail.com?').first()).toBeVisible();
  await expectAccessibleInBoth(visitor);
  await signIn(visitor, play, 'anna', PASSWORD);
  for (const path of ['profile/', 'password/change/', 'password/change/done/']) {
    await visitor.goto(play.accountsSite + path);
    await expectAccessible(visitor);
  }
});
