import { type Browser, chromium, type Page } from 'playwright-core';

import { buildIfOutdated } from '../../scripts/build.ts';
import { browserLaunch } from '../support/chromium.ts';
import { makeCrowd } from '../support/crowd/make-crowd.ts';
import { startConsole } from '../support/running-console.ts';
import type { Figure } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION } from './support/million.ts';
import { bareRows, longestFrameOf, scrollThrough, untilPainted } from './support/painting.ts';
import { rank } from './support/rank.ts';

const PASSWORD = 'a calm river at dawn';
const SIZE = { width: 1440, height: 900 };
/** Typed before the others, for which what it compiles is there already. */
const FIRST = ['johanna m'];
/** Names, parts of addresses, operators, other scripts, and what nobody has. */
const TYPED = ['karin', 'lomo', '@web', 'is:pending', 'müller', 'иван', 'xqzzy', 'an ka'];

/** A million people in Chromium: from a key press to painted rows, and through the whole list. */
export function benchTyping(): Promise<readonly Figure[]> {
  buildIfOutdated();
  return withFolder(async (folder) => {
    await makeCrowd(folder, MILLION);
    const running = await startConsole([], folder);
    const browser = await chromium.launch(await browserLaunch());
    const stop = async () => {
      await browser.close();
      await running.stop();
    };
    const measured = await measure(browser, running.address).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    await stop();
    const { first, keys, bare, scrolled, bareFrame } = measured;
    const line = (work: string, gatehouse: number, alone: number): Figure => ({
      work,
      unit: 'ms',
      gatehouse,
      bare: alone,
    });
    return [
      line('key press until rows of a million are painted, p50', rank(keys, 0.5), rank(bare, 0.5)),
      line('the same, p95', rank(keys, 0.95), rank(bare, 0.95)),
      line('the same, of the first text since the start, p95', rank(first, 0.95), rank(bare, 0.95)),
      line('longest frame, thumb and wheel through a million', scrolled.longestFrame, bareFrame),
      line('longest time with a blank row in sight', scrolled.longestBlank, bareFrame),
    ];
  });
}

async function measure(browser: Browser, address: string) {
  const page = await browser.newPage({ viewport: SIZE });
  await openUsers(page, address);
  const first = await typeAll(page, 'input[role=combobox]', FIRST);
  const keys = await typeAll(page, 'input[role=combobox]', TYPED);
  await page.locator('input[role=combobox]').fill('');
  await page.locator('[data-index=ready]').waitFor();
  const scrolled = await scrollThrough(page);
  await bareRows(page);
  const bare = await typeAll(page, 'input', TYPED);
  return { first, keys, bare, scrolled, bareFrame: await longestFrameOf(page) };
}

async function openUsers(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('User name').waitFor();
  await page.evaluate(`location.hash = '/users'`);
  await page.getByLabel('User name').fill('eva');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-index=ready]').waitFor({ timeout: 120_000 });
}

/** Types each text key by key, and takes it away at once. @returns Milliseconds for each key. */
async function typeAll(
  page: Page,
  input: string,
  texts: readonly string[],
): Promise<readonly number[]> {
  const taken: number[] = [];
  const field = page.locator(input).first();
  for (const text of texts) {
    await field.fill('');
    await field.focus();
    let typed = '';
    for (const letter of text) {
      typed += letter;
      if (letter === ' ') await page.keyboard.insertText(letter);
      else
        taken.push(await untilPainted(page, typed.trim(), () => page.keyboard.insertText(letter)));
    }
  }
  return taken;
}
