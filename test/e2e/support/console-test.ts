import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

import { type RunningConsole, startConsole } from '../../support/running-console.ts';

export const PASSWORD = 'a calm river at dawn';

/** A person at a console of their own: what a specification plays. */
export interface Play {
  readonly page: Page;
  readonly console: RunningConsole;
  /** Goes through the first start as `eva`. */
  setUp(): Promise<void>;
  /** Signs somebody up on the accounts site, in a page of its own. */
  signUp(username: string): Promise<void>;
  /** Opens a screen by its name in the sidebar. */
  open(screen: string): Promise<void>;
}

interface Fixtures {
  readonly args: readonly string[];
  readonly console: RunningConsole;
  readonly play: Play;
}

/** Chromium's word for what the test driver itself tries in a mail's frame, which may run nothing. */
const DRIVER_IN_PREVIEW = /^Blocked script execution in '[^']*\/preview\//;

/** Fails when a page breaks its own policy, throws, or asks a foreign host for anything. */
function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !DRIVER_IN_PREVIEW.test(text))
      faults.push(`console: ${text}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1')
      faults.push(`request: ${hostname}`);
  });
}

export const test = base.extend<Fixtures>({
  args: [[], { option: true }],
  console: async ({ args }, use) => {
    const running = await startConsole(args);
    await use(running);
    await running.stop();
  },
  play: async ({ page, context, console }, use) => {
    const faults: string[] = [];
    watch(page, faults);
    context.on('page', (opened) => watch(opened, faults));
    await page.goto(console.address);
    await use({
      page,
      console,
      setUp: () => setUp(page),
      signUp: async (username) => {
        const visitor = await context.newPage();
        await signUp(visitor, console.accountsSite, username);
        await visitor.close();
        await page.bringToFront();
      },
      open: async (screen) => {
        const place = page.getByRole('navigation').getByRole('link', { name: screen });
        await place.first().click();
      },
    });
    expect(faults).toEqual([]);
  },
});

async function setUp(page: Page): Promise<void> {
  await page.getByLabel('Site name').fill('River Shop');
  await page.getByLabel('User name').fill('eva');
  await page.getByLabel('E-mail address').fill('eva@river.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Pending' })).toBeVisible();
}

/** Fills Django's form as a visitor does. */
export async function signUp(page: Page, accountsSite: string, username: string): Promise<void> {
  await page.goto(`${accountsSite}register/`);
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=email]').fill(`${username}@people.example`);
  await page.locator('[name=password1]').fill(PASSWORD);
  await page.locator('[name=password2]').fill(PASSWORD);
  await page.locator('[name=password2]').press('Enter');
  await page.waitForURL('**/accounts/register/complete/');
}

/** Insists that axe finds nothing wrong with what is shown. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))]),
  ).toEqual([]);
}

export { expect } from '@playwright/test';
