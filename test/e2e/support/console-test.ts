import { rm } from 'node:fs/promises';

import {
  test as base,
  expect,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test';
import axe from 'axe-core';

import { openDataFolder, type DataFolder } from '../../support/data-folder.ts';
import { demoFolder, type DemoFolder } from '../../support/demo-folder.ts';
import { startConsole } from '../../support/running-console.ts';
import { startDesktop } from '../../support/running-desktop.ts';

export const PASSWORD = 'a calm river at dawn';

/** The specifications run in a browser, and in Electron's window where its program is. */
const IN_ELECTRON = process.env['GATEHOUSE_HOST'] === 'electron';

/** The console's page in either host, and where the accounts site is. */
interface Desk {
  readonly page: Page;
  readonly accountsSite: string;
  /** The console's address without its token; null in a window of its own. */
  readonly address: string | null;
  /** Where mail is caught; null in a window of its own. */
  readonly captureServer: string | null;
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

/** A person at a console of their own: what a specification plays. */
export interface Play {
  readonly page: Page;
  readonly accountsSite: string;
  readonly address: string | null;
  readonly captureServer: string | null;
  /** What another program would see of the database. */
  readonly data: DataFolder;
  /** Goes through the first start as `eva`. */
  setUp(): Promise<void>;
  /** Signs somebody up on the accounts site, in a page of its own. */
  signUp(username: string): Promise<void>;
  /** Opens a screen by its name in the sidebar. */
  open(screen: string): Promise<void>;
  /** Goes to an address within the console, such as `/settings/mail`. */
  go(path: string): Promise<void>;
  /** Follows a link of a mail. In a window it asks the system, so its address is opened. */
  follow(link: Locator): Promise<Page>;
}

interface Fixtures {
  readonly args: readonly string[];
  /** Whether the visitor's browser runs scripts. */
  readonly scripts: boolean;
  readonly desk: Desk;
  /** Somebody else's browser, which knows nothing of the console. */
  readonly visitor: Page;
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

export const test = base.extend<Fixtures, { readonly demo: DemoFolder }>({
  args: [[], { option: true }],
  scripts: [true, { option: true }],
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is taken apart.
    async ({}, use) => {
      const demo = demoFolder();
      await use(demo);
      await demo.remove();
    },
    { scope: 'worker' },
  ],
  desk: async ({ args, context, demo }, use) => {
    const desk = IN_ELECTRON
      ? { ...(await startDesktop(args)), address: null, captureServer: null }
      : await browserDesk(context, args, demo);
    await use(desk);
    await desk.stop();
  },
  visitor: async ({ browser, scripts }, use) => {
    const own = await browser.newContext({ javaScriptEnabled: scripts });
    await use(await own.newPage());
    await own.close();
  },
  play: async ({ desk, visitor }, use) => {
    const faults: string[] = [];
    const { page } = desk;
    watch(page, faults);
    watch(visitor, faults);
    const data = openDataFolder(desk.dataDirectory);
    await use({
      ...desk,
      data,
      setUp: () => setUp(page),
      signUp: (username) => signUp(visitor, desk.accountsSite, username),
      open: async (screen) => {
        await page.getByRole('navigation').getByRole('link', { name: screen }).first().click();
      },
      go: async (path) => {
        await page.evaluate((next) => {
          location.hash = next;
        }, path);
      },
      follow: async (link) => {
        if (IN_ELECTRON) {
          await visitor.goto((await link.getAttribute('href')) ?? '');
          return visitor;
        }
        const opening = page.context().waitForEvent('page');
        await link.click();
        await page.getByRole('alertdialog').getByRole('button', { name: 'Open' }).click();
        const opened = await opening;
        watch(opened, faults);
        return opened;
      },
    });
    data.close();
    expect(faults).toEqual([]);
  },
});

async function browserDesk(
  context: BrowserContext,
  args: readonly string[],
  demo: DemoFolder,
): Promise<Desk> {
  const told = args.includes('--demo') ? await demo.copy() : undefined;
  const running = await startConsole(args, told);
  const page = await context.newPage();
  await page.goto(running.address);
  const address = new URL('/', running.address).href;
  const { accountsSite, captureServer, dataDirectory } = running;
  const stop = async () => {
    await running.stop();
    if (told !== undefined) await rm(told, { recursive: true, force: true });
  };
  return { page, address, accountsSite, captureServer, dataDirectory, stop };
}

async function setUp(page: Page): Promise<void> {
  await page.getByLabel('Site name').fill('River Shop');
  await page.getByLabel('User name').fill('eva');
  await page.getByLabel('E-mail address').fill('eva@river.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Pending' }).first().click();
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

/** Goes on by the tab key until something has the focus, as somebody without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/**
 * Insists that axe finds nothing wrong with what is shown.
 * @param rules Only these, where all have been tried before on the same page in other colours.
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (runOnly) => {
    const own = (window as unknown as { readonly axe: typeof axe }).axe;
    // Else axe describes each place that passes, which takes longer than all the rest.
    const found = await own.run(
      { exclude: ['iframe'] },
      { resultTypes: ['violations'], ...(runOnly && { runOnly }) },
    );
    return found.violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ target }) => target.join(' ')),
    ]);
  }, rules);
  expect(violations).toEqual([]);
}

/** The same in light and in dark, where only the colours differ. */
export async function expectAccessibleInBoth(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
}

export { expect } from '@playwright/test';
