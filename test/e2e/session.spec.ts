import { expect, PASSWORD, test } from './support/console-test.ts';

test('the first start says beside each field what is wrong', async ({ play }) => {
  const { page } = play;
  await page.getByLabel('Site name').fill('River Shop');
  await page.getByLabel('User name').fill('e v a');
  await page.getByLabel('E-mail address').fill('eva');
  await page.getByLabel('Password', { exact: true }).fill('123456789012345');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByText('Enter a valid username.')).toBeVisible();
  await expect(page.getByText('Enter a valid email address.')).toBeVisible();
  await expect(page.getByText('This password is entirely numeric.')).toBeVisible();
  await expect(page.getByLabel('Site name')).toHaveValue('River Shop');
});

test('the first start can be tried on a made-up site', async ({ play }) => {
  const { page } = play;
  await page.getByRole('button', { name: 'Try it', exact: true }).click();
  await page.getByRole('button', { name: 'Fill in' }).click({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Funnel' })).toBeVisible();
  await expect(page.getByText('Riverside Library').first()).toBeVisible();
});

test('a locked console shows nobody and opens for its person only', async ({ play }) => {
  const { page } = play;
  await play.setUp();
  await play.signUp('anna');
  await expect(page.getByRole('row', { name: /anna/ })).toBeVisible();
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('row', { name: /anna/ })).toHaveCount(0);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not the password.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /anna/ })).toBeVisible();
});

test('without the token nothing is shown but where to find it', async ({ play, visitor }) => {
  test.skip(play.address === null, 'A window has no address.');
  await visitor.goto(play.address ?? '');
  await expect(visitor.getByLabel('Site name')).toHaveCount(0);
  await expect(visitor.getByText(/address/).first()).toBeVisible();
});
