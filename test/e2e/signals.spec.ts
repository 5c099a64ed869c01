import type { Page } from '@playwright/test';

import { expect, test } from './support/console-test.ts';

test.use({ args: ['--demo'] });

const rowsOf = (page: Page) =>
  page.getByRole('grid', { name: 'Pending sign-ups' }).getByRole('row').filter({ hasText: '@' });
const mistyped = (page: Page) => rowsOf(page).filter({ hasText: '@gmial' });

test.beforeEach(async ({ play: { page, go } }) => {
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await go('/pending');
  await expect(mistyped(page)).toHaveCount(2);
});

test('who has a signal is found by its chip and all are selected, one address of theirs is corrected and taken back, by mouse', async ({
  play: { page },
}) => {
  const chip = page
    .getByRole('group', { name: 'Filters' })
    .getByRole('button', { name: 'Signals' });
  await expect(chip).toHaveText(/\d$/);
  const count = Number((await chip.textContent())?.match(/\d+$/)?.[0]);
  await chip.click();
  await expect(page.getByLabel('Search sign-ups')).toHaveValue('signal:any');
  await expect(rowsOf(page)).toHaveCount(count);
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await expect(page.getByText(`${count} selected`)).toBeVisible();

  const row = mistyped(page).first();
  await row.hover();
  await row.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Correct the address…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Use it and mail' }).click();
  await expect(page.getByText(/^The address of .* is now /)).toBeVisible();
  await expect(mistyped(page)).toHaveCount(1);
  // Whoever was selected still is: the set was frozen when it was chosen.
  await expect(page.getByText(`${count} selected`)).toBeVisible();

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText(/^Taken back: /)).toBeVisible();
  await expect(mistyped(page)).toHaveCount(2);
});

test('mistyped addresses are found by their operator and all are selected, one is corrected and taken back, by keys alone', async ({
  play: { page },
}) => {
  await page.keyboard.press('/');
  await page.keyboard.type('signal:typo');
  await expect(rowsOf(page)).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await expect(page.getByText('2 selected')).toBeVisible();
  // Of several none is meant: the first has the cursor once nobody is selected.
  await page.keyboard.press('e');
  await expect(page.getByText('One person at a time: select one.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 selected')).toHaveCount(0);
  await page.keyboard.press('e');
  const field = page.getByRole('dialog').getByLabel('E-mail address');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(/@gmial\.example$/);
  const address = (await field.inputValue()).replace('gmial', 'gmail');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(address);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^The address of .* is now /)).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(1);
  await page.keyboard.press('z');
  await expect(page.getByText(/^Taken back: /)).toBeVisible();
  await expect(mistyped(page)).toHaveCount(2);
});
