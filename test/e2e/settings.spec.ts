import { expect, test } from './support/console-test.ts';

test('a changed domain is in the next mail at once', async ({ play }) => {
  const { page } = play;
  await play.setUp();
  await play.open('Settings');
  await page.getByLabel('Domain').fill('river.test');
  await page.getByRole('radio', { name: 'https' }).click();
  await expect(page.getByText('https://river.test/accounts/activate/')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The site is saved.')).toBeVisible();
  await play.signUp('anna');
  await play.open('Captured');
  await expect(
    page.getByRole('link', { name: /https:\/\/river\.test\/accounts\/activate\// }),
  ).toBeVisible();
});

test('a domain that is nobody’s is warned about while it is typed', async ({ play }) => {
  const { page } = play;
  await play.setUp();
  await play.open('Settings');
  await page.getByLabel('Domain').fill('example.com');
  await expect(page.getByText('Links would go to example.com, which is not yours.')).toBeVisible();
  await page.getByLabel('Domain').fill('a b');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter a domain, such as shop.example')).toBeVisible();
});

test('an SMTP server that does not answer is explained, and a test mail to the capture server arrives', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.go('/settings/mail');
  await page.getByRole('button', { name: 'Send test mail' }).click();
  await expect(page.getByText('The server took the test mail.')).toBeVisible();
  await page.getByRole('radio', { name: 'SMTP server' }).click();
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Port').fill('1');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/Nobody answers at 127\.0\.0\.1, port 1/).first()).toBeVisible();
  await play.open('Captured');
  await expect(page.getByText('Test mail from River Shop').first()).toBeVisible();
});

test('closed registration closes the register page', async ({ play, visitor }) => {
  const { page } = play;
  await play.setUp();
  await play.go('/settings/registration');
  await page.getByRole('radio', { name: /^Closed/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Registration is saved.')).toBeVisible();
  await visitor.goto(`${play.accountsSite}register/`);
  await visitor.waitForURL('**/accounts/register/closed/');
});
