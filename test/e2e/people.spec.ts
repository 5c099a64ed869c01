import { rm } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';
import SQLite from 'better-sqlite3';

import { makeCrowd } from '../support/crowd/make-crowd.ts';
import { newFolder } from '../support/new-folder.ts';
import { startConsole } from '../support/running-console.ts';
import { expect, expectAccessible, PASSWORD, tabTo, test } from './support/console-test.ts';

/** Whether neither covers the other. */
async function areApart(one: Locator, other: Locator): Promise<boolean> {
  return (await isBelow(one, other)) || isBelow(other, one);
}

/** Whether one place on the screen covers nothing of another that is above it. */
async function isBelow(one: Locator, other: Locator): Promise<boolean> {
  const [low, high] = await Promise.all([one.boundingBox(), other.boundingBox()]);
  return low !== null && high !== null && low.y >= high.y + high.height;
}

test.describe('in the demonstration', () => {
  test.use({ args: ['--demo'] });

  test.beforeEach(async ({ play }) => {
    await play.page.getByRole('button', { name: 'Fill in' }).click();
    await play.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(play.page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
    await play.go('/pending');
    await expect(play.page.getByRole('grid')).toBeVisible();
  });

  test('one is found by a few letters and the slip in the address is mended, by keyboard alone and by mouse', async ({
    play: { page },
  }) => {
    await page.keyboard.press('/');
    await page.keyboard.type('@gmial');
    // The rows of before stay until the answer is there: the header and those who match.
    const rows = page.getByRole('grid').getByRole('row');
    await expect(rows.filter({ hasNotText: 'gmial' })).toHaveCount(1);
    await expect(rows.filter({ hasText: 'gmial' })).not.toHaveCount(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    const field = page.getByRole('dialog').getByLabel('E-mail address');
    await expect(field).toHaveValue(/@gmial\.example$/);
    await expect(field).toBeFocused();
    const address = (await field.inputValue()).replace('gmial', 'gmail');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    const told = page.getByText(/^The address of .* is now /);
    await expect(told).toBeVisible();
    await expect.poll(() => isBelow(told, page.getByRole('grid'))).toBe(true);
    await page.keyboard.press('/');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(address);
    const row = page.getByRole('row', { name: new RegExp(address.slice(0, 6)) });
    await expect(row).toHaveCount(1);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(address.replace('gmail', 'gmial'));
    const similar = page.getByRole('list', { name: 'Similar names' });
    await expect(similar).toContainText(address);
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    await expect(similar).toHaveCount(0);
    await expect(row).toHaveCount(1);

    await page.getByLabel('Search sign-ups').fill('@gmial');
    const other = rows.filter({ hasText: 'gmial' });
    await expect(other).toHaveCount(1);
    await other.hover();
    await other.getByRole('button').last().click();
    await page.getByRole('menuitem', { name: 'Correct the address…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Correct/ });
    await dialog.getByRole('button', { name: 'Use it and mail' }).click();
    await expect(other).toHaveCount(0);
  });

  test('a message leaves the acts of a panel free and stays in the window, however narrow it is', async ({
    play,
  }) => {
    const { page } = play;
    await play.go('/pending?peek=true');
    await expect(page.getByRole('grid')).toBeFocused();
    const told = page.getByRole('dialog').filter({ hasText: 'activated' }).first();
    const acts = page.getByRole('complementary').locator('footer');
    await page.keyboard.press('a');
    const keys = page.getByRole('group', { name: 'Keys' });
    const keysEnd = () => keys.boundingBox().then((box) => box && box.x + box.width);
    const toldAt = () => told.boundingBox().then((box) => box?.x ?? 0);
    await expect.poll(async () => ((await keysEnd()) ?? Infinity) <= (await toldAt())).toBe(true);
    for (const [width, height] of [
      [960, 700],
      [720, 600],
      [480, 600],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect(page.getByRole('button', { name: 'eva' })).toBeInViewport({ ratio: 1 });
      await page.keyboard.press('a');
      await expect.poll(() => areApart(acts, told)).toBe(true);
    }
    // Whoever is next, and whatever may be done with them, a note can be written.
    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: /^Note on/ })).toBeVisible();
    const sides = () => told.boundingBox().then((box) => box && [box.x, box.x + box.width]);
    await expect.poll(sides).toEqual([16, 480 - 16]);
  });

  test('ten are decided one by one by keys, ten by mouse, and one of them is taken back', async ({
    play: { page },
  }) => {
    await page.keyboard.press('t');
    const card = page.getByRole('article');
    await expect(card).toBeVisible();
    await expectAccessible(page);
    const dialog = page.getByRole('dialog');
    const decide = async (act: () => Promise<unknown>) => {
      const name = (await card.getAttribute('aria-label')) ?? '';
      await act();
      await expect(card).not.toHaveAccessibleName(name);
    };
    for (const keys of ['a', 'r1', 's', 'a', 'r2', 's', 'a', 's', 'a', 's']) {
      await decide(async () => {
        const [key = '', reason] = keys;
        await page.keyboard.press(key);
        if (reason === undefined) return;
        await expect(dialog.getByRole('button', { name: /^Reject( and mail)?$/ })).toBeFocused();
        await page.keyboard.press(reason);
        await page.keyboard.press('Enter');
      });
    }
    const activate = /^(Activate|Approve)/;
    const [reject, later] = [/^Reject…/, /^Later/];
    for (const name of [
      activate,
      reject,
      later,
      activate,
      later,
      later,
      activate,
      later,
      later,
      activate,
    ]) {
      await decide(async () => {
        await card.getByRole('button', { name }).click();
        if (name !== reject) return;
        await dialog.getByRole('button', { name: /^Other/ }).click();
        await dialog.getByRole('button', { name: /^Reject( and mail)?$/ }).click();
      });
    }
    await expect(page.getByText(/11 of \d+ decided, 9 later/)).toBeVisible();
    await page.keyboard.press('z');
    await expect(page.getByText(/10 of \d+ decided/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('grid', { name: 'Pending sign-ups' })).toBeVisible();
  });

  test('a tick moves no row, also where filters take a second line, and a head sorts wherever it is pressed', async ({
    play: { page },
  }) => {
    await page.setViewportSize({ width: 900, height: 600 });
    // The filters take their second line with their numbers, the notice its own when it comes.
    await expect(page.getByRole('button', { name: 'Release it…' })).toBeVisible();
    const filters = page.getByRole('group', { name: 'Filters' }).getByRole('button');
    await expect(filters.first()).toBeVisible();
    await expect(filters.filter({ hasNotText: /\d$/ })).toHaveCount(0);
    const first = page.getByRole('row').nth(1);
    const before = await first.boundingBox();
    await first.click({ position: { x: 24, y: 16 } });
    await expect(page.getByRole('group', { name: 'Acts on the selection' })).toBeVisible();
    expect(await first.boundingBox()).toEqual(before);
    await page.keyboard.press('Escape');
    const head = page.getByRole('columnheader', { name: 'Person' });
    const { width = 0, height = 0 } = (await head.boundingBox()) ?? {};
    const sorted = await head.getAttribute('aria-sort');
    await head.click({ position: { x: width - 16, y: height / 2 } });
    await expect(head).not.toHaveAttribute('aria-sort', sorted ?? '');
  });

  test('a column is moved by mouse, and it is so in another window too', async ({ play }) => {
    const { page } = play;
    await play.go('/users');
    const heads = page.getByRole('columnheader');
    await expect(heads.nth(2)).toHaveText('Name');
    await heads.filter({ hasText: /^Name$/ }).dragTo(heads.filter({ hasText: /^E-mail$/ }));
    await expect(heads.nth(2)).toHaveText('E-mail');
    await expect.poll(() => play.data.arrangedLists()).toBe(1);
    await page.reload();
    await expect(heads.nth(2)).toHaveText('E-mail');
  });
});

/** A console of one's own with so many accounts, signed in. */
async function openCrowd(
  page: Page,
  count: number,
  prepare: (file: string) => void = () => {},
): Promise<void> {
  const folder = await newFolder('crowd');
  prepare(await makeCrowd(folder, count));
  const running = await startConsole([], folder);
  closing.push(async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await page.goto(running.address);
  await page.getByLabel('User name').fill('eva');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const closing: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

test('five thousand are looked at, activated and taken back, by mouse and by keys alone', async ({
  page,
}) => {
  await openCrowd(page, 25_000);
  await page.getByRole('navigation').getByRole('link', { name: 'Pending' }).first().click();
  const all = page.getByRole('heading', { level: 1, name: /Pending/ });
  await expect(all).toContainText('5,000');
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await expect(page.getByText('5,000 selected')).toBeVisible();
  await page
    .getByRole('button', { name: /^Activate/ })
    .first()
    .click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText(/5,000 will be activated/)).toBeVisible();
  await expectAccessible(page);
  const activate = dialog.getByRole('button', { name: 'Activate 5,000' });
  await activate.click();
  const activated = page.getByText('5,000 activated.');
  await expect(activated).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText(/^Taken back: /)).toBeVisible({ timeout: 30_000 });
  await expect(all).toContainText('5,000');

  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Control+a');
  await expect(page.getByText('5,000 selected')).toBeVisible();
  await page.keyboard.press('a');
  await expect(activate).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody is waiting.')).toBeVisible({ timeout: 30_000 });
  await expect(activated).toBeVisible();
  await page.keyboard.press('z');
  await expect(all).toContainText('5,000', { timeout: 30_000 });
});

/** So many accounts are played among: `GATEHOUSE_MANY=1000000` for a million. */
const MANY = Number(process.env['GATEHOUSE_MANY'] ?? 25_000);

/** Puts a slip into the address of one who waits, in the middle of the crowd. */
function mistype(file: string): void {
  const database = new SQLite(file);
  database.exec(`UPDATE auth_user SET username = 'wilhelmina.thistlewood',
    email = 'wilhelmina@gmial.example' WHERE id = (SELECT user_id
    FROM registration_registrationprofile JOIN auth_user ON auth_user.id = user_id
    WHERE is_active = 0 ORDER BY user_id LIMIT 1 OFFSET 2000)`);
  database.close();
}

test('one of many is found through the index by a few letters, and by the address that was mended', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openCrowd(page, MANY, mistype);
  await page.getByRole('navigation').getByRole('link', { name: 'Pending' }).first().click();
  await expect(page.locator('[data-index=ready]')).toBeVisible({ timeout: 60_000 });
  const rows = page.getByRole('grid').getByRole('row');
  await page.keyboard.press('/');
  await page.keyboard.type('lmina@gmial');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('wilhelmina.thistlewood');
  await page.keyboard.press('Enter');
  await page.keyboard.press('e');
  const field = page.getByRole('dialog').getByLabel('E-mail address');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('wilhelmina@gmial.example');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('wilhelmina@gmail.example');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^The address of .* is now /)).toBeVisible();
  const search = page.getByLabel('Search sign-ups');
  await search.fill('thistlewood gmail');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('wilhelmina@gmail.example');
  await search.fill('lmina@gmial');
  await expect(page.getByText(/^No one matches/)).toBeVisible();
});
