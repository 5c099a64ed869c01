import { expect, test } from './support/console-test.ts';

test('a mail’s template: an error is stopped at its line, mended, previewed, used, reset, taken back', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.signUp('anna');
  await play.open('Templates');
  await page.setViewportSize({ width: 900, height: 700 });
  const mails = page.getByRole('navigation', { name: 'Mail templates' }).getByRole('link');
  await expect(mails.last()).toBeInViewport({ ratio: 1 });
  for (const mail of await mails.all()) await expect(mail).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: /^Activation/ }).click();
  await expect(page.getByLabel('Shown for')).toHaveValue('anna');
  await page.getByLabel('Shown for').fill('eva');
  // Until the answer has come, what is offered changes under the pointer.
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('option', { name: /^eva/ }).click();
  await expect(page.frameLocator('iframe').getByText('eva', { exact: true })).toBeVisible();
  await page.getByLabel('Shown for').fill('ann');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('option', { name: /^anna/ }).click();

  const code = page.getByRole('textbox', { name: 'Text of the mail' });
  await code.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText('Dear {{ user.username }\n');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Not saved: 1 error.')).toBeVisible();
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('Text, line 1: {{ user.username } needs a second }.');
  // Neither may break the page's policy, which has no inline styles.
  for (const mark of ['.cm-lintRange', '.cm-lint-marker']) {
    await page.locator(mark).first().hover();
    await expect(page.locator('.cm-tooltip')).toContainText('needs a second `}`');
  }
  await problems.getByRole('button').click();
  await expect(code).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.insertText('}');
  await expect(problems).toBeEmpty();

  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('tab', { name: 'Text' }).click();
  await expect(preview.getByText('Dear anna')).toBeVisible();
  await page.getByLabel('Subject').fill('Welcome to {{ site.name }}');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText(/is in use\.$/).first()).toBeVisible();

  await play.signUp('boris');
  await play.open('Captured');
  await page.getByRole('row', { name: /^boris/ }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to River Shop' })).toBeVisible();
  await page.getByRole('tab', { name: 'Text' }).click();
  await expect(page.getByRole('tabpanel').getByText('Dear boris')).toBeVisible();

  await play.open('Templates');
  await page.getByRole('button', { name: 'Versions and differences' }).click();
  const versions = page.getByRole('dialog');
  await versions.getByRole('button', { name: /^Default/ }).click();
  await expect(versions.getByText('Dear {{ user.username }}')).toBeVisible();
  await versions.getByRole('button', { name: 'Reset to the default' }).click();
  await expect(page.getByText(/^In use: shipped\./)).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('z');
  await expect(page.getByText(/^In use: version 1\./)).toBeVisible();
});
