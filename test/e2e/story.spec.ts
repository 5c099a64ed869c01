import { expect, test } from './support/console-test.ts';

test('from the first start to an activated account', async ({ play }) => {
  const { page } = play;
  await play.setUp();
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  await expect(page.getByText('Mail is captured here.')).toBeVisible();

  await play.signUp('anna');
  const row = page.getByRole('row', { name: /anna@people\.example/ });
  await expect(row).toBeVisible();
  await expect(row.getByText('Captured')).toBeVisible();

  await play.open('Captured');
  await expect(
    page.getByRole('heading', { name: 'Account activation on River Shop' }),
  ).toBeVisible();
  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('heading', { name: 'Activate your account' })).toBeVisible();
  await page.getByRole('tab', { name: 'Text' }).click();
  await expect(page.getByText('within the next 7 days')).toBeVisible();
  await page.getByRole('tab', { name: 'Headers' }).click();
  await expect(page.getByRole('cell', { name: 'auto-generated' })).toBeVisible();
  await page.getByRole('tab', { name: 'Raw' }).click();
  await expect(page.getByText('Content-Type: multipart/alternative')).toBeVisible();

  await page.getByRole('tab', { name: 'Text' }).click();
  const visitor = await play.follow(page.getByRole('link', { name: /\/accounts\/activate\// }));
  await expect(visitor.getByText('anna')).toBeVisible();
  await visitor.reload();
  await page.bringToFront();
  await play.open('Pending');
  await expect(page.getByRole('row', { name: /anna@people\.example/ })).toBeVisible();

  await visitor.getByRole('button', { name: /Activate/ }).click();
  await visitor.waitForURL('**/accounts/activate/complete/');
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();

  await play.open('Users');
  await page.getByRole('row', { name: /anna@people\.example/ }).dblclick();
  const story = page.getByRole('region', { name: 'Story' });
  await expect(story.getByText('Activated by the link')).toBeVisible();
  await expect(story.getByText('Signed up')).toBeVisible();
});

test('a sign-up is activated by hand with one key, and taken back with another', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.signUp('anna');
  await page.getByRole('row', { name: /anna@people\.example/ }).click();
  await page.keyboard.press('a');
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText(/^Taken back: /)).toBeVisible();
  await expect(page.getByRole('row', { name: /anna@people\.example/ })).toBeVisible();
});

test('the old link dies when a new one is sent', async ({ play, visitor }) => {
  const { page } = play;
  await play.setUp();
  await play.signUp('anna');
  await play.open('Captured');
  await page.getByRole('tab', { name: 'Text' }).click();
  const link = await page
    .getByRole('link', { name: /\/accounts\/activate\// })
    .getAttribute('href');
  await play.open('Pending');
  await page.getByRole('row', { name: /anna@people\.example/ }).click();
  await page.keyboard.press('m');
  await expect(async () => {
    await visitor.goto(link ?? '');
    await expect(visitor.getByText('This link does not work')).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test('several are rejected with a reason and come back whole', async ({ play }) => {
  const { page } = play;
  await play.setUp();
  for (const name of ['anna', 'boris', 'clara']) await play.signUp(name);
  await expect(page.getByRole('row', { name: /clara@people\.example/ })).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: /^Reject 3/ }).click();
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('row', { name: /anna@people\.example/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /clara@people\.example/ })).toBeVisible();
});
