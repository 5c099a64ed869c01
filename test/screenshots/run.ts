import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type BrowserContext, chromium, type Page } from 'playwright-core';

import { DEMONSTRATION } from '../../src/main/demo/fill-demo.ts';
import { buildIfOutdated } from '../../scripts/build.ts';
import { browserLaunch } from '../support/chromium.ts';
import { startConsole } from '../support/running-console.ts';

/** Drives the demonstration and pictures every screen, light and dark, for the documentation. */

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const SIZE = { width: 1280, height: 800 };

const SCREENS = [
  ['dashboard', '#/dashboard'],
  ['pending', '#/pending?peek=true'],
  ['pending-one-by-one', '#/pending/one-by-one'],
  ['pending-search', '#/pending?q=mail:failed'],
  ['users', '#/users?id=20'],
  ['person', '#/users/21'],
  ['person-permissions', '#/users/21?tab=permissions'],
  ['person-rows', '#/users/21?tab=rows'],
  ['captured', '#/mail/captured'],
  ['outbox', '#/mail/outbox'],
  ['templates', '#/mail/templates/activation'],
  ['groups', '#/groups?id=2'],
  ['trash', '#/trash'],
  ['audit', '#/activity'],
  ['import', '#/import'],
  ['settings-site', '#/settings/site'],
  ['settings-mail', '#/settings/mail'],
  ['settings-faults', '#/settings/faults'],
  ['settings-registration', '#/settings/registration'],
  ['settings-clean-up', '#/settings/clean-up'],
  ['settings-invitations', '#/settings/invitations'],
  ['settings-sign-in', '#/settings/sign-in'],
  ['settings-network', '#/settings/network'],
  ['settings-database', '#/settings/database'],
  ['settings-console', '#/settings/console'],
  ['settings-keys', '#/settings/keys'],
] as const;

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

async function consoleScreens(context: BrowserContext, address: string, scheme: string) {
  const page = await context.newPage();
  await page.goto(address);
  const fill = page.getByRole('button', { name: 'Fill in' });
  await fill.waitFor();
  await shoot(page, `sign-in-${scheme}`);
  await fill.click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  for (const [name, hash] of SCREENS) {
    await page.evaluate((next) => {
      location.hash = next;
    }, hash);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' });
    await page.waitForTimeout(700);
    await shoot(page, `${name}-${scheme}`);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Mail', exact: true }).click();
  await page.getByRole('button', { name: 'Edit Library server' }).click();
  await page.getByRole('button', { name: 'Examine', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('heading', { name: 'Mail server: Library server' }).scrollIntoViewIfNeeded();
  await shoot(page, `settings-mail-server-${scheme}`);
  await page.getByRole('navigation').getByRole('link', { name: 'Pending' }).first().click();
  await page.getByRole('button', { name: 'Clean up…' }).click();
  await page.getByRole('alertdialog').waitFor();
  await shoot(page, `clean-up-${scheme}`);
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    location.hash = '#/settings/rehearsal';
  });
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await page.getByText('A visitor gets through.').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(700);
  await shoot(page, `settings-rehearsal-${scheme}`);
  await page.keyboard.press('Control+Shift+L');
  await page.getByLabel('Password', { exact: true }).waitFor();
  await shoot(page, `locked-${scheme}`);
}

async function sitePages(context: BrowserContext, site: string, scheme: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${site}register/`);
  await shoot(page, `register-${scheme}`);
  await page.goto(`${site}activate/${'0'.repeat(64)}/`);
  await shoot(page, `link-does-not-work-${scheme}`);
  await page.goto(`${site}login/`);
  await shoot(page, `site-login-${scheme}`);
  await page.locator('[name=username]').fill(DEMONSTRATION.username);
  await page.locator('[name=password]').fill(DEMONSTRATION.password);
  await page.locator('main').getByRole('button').click();
  await page.waitForURL('**/accounts/profile/');
  await shoot(page, `site-profile-${scheme}`);
  await page.goto(`${site}password/change/`);
  await shoot(page, `site-password-change-${scheme}`);
}

async function firstRun(context: BrowserContext, scheme: string): Promise<void> {
  const running = await startConsole();
  const page = await context.newPage();
  await page.goto(running.address);
  await page.getByLabel('Site name').waitFor();
  await shoot(page, `first-run-${scheme}`);
  await running.stop();
}

buildIfOutdated();
await mkdir(FOLDER, { recursive: true });
for (const scheme of ['light', 'dark'] as const) {
  // Where the demonstration’s links lead: nothing is to be warned of.
  const running = await startConsole(['--demo', '--site-port', '8000']);
  const launch = await browserLaunch();
  // As the system says it: the driver's own colour scheme reaches into mails, whatever is chosen there.
  const preferred = `--blink-settings=preferredColorScheme=${scheme === 'dark' ? 0 : 1}`;
  const browser = await chromium.launch({ ...launch, args: [...launch.args, preferred] });
  const context = await browser.newContext({ viewport: SIZE, colorScheme: null });
  await consoleScreens(context, running.address, scheme);
  await sitePages(context, running.accountsSite, scheme);
  await firstRun(context, scheme);
  await browser.close();
  await running.stop();
}
console.log(`The screens are in ${FOLDER}`);
