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
  await page.getByRole('button', { name: /^\d+ links?/ }).press('Enter');
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

test('the doctor explains what is wrong, mends it, and a test mail to the capture server arrives', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.go('/settings/mail');
  await page.getByRole('button', { name: 'Examine and send' }).click();
  await expect(page.getByText('The server took the test mail.')).toBeVisible();
  await page.getByRole('button', { name: 'New mail server' }).click();
  await page.getByRole('combobox', { name: 'Provider' }).fill('gmail');
  await page.getByRole('option', { name: /^Gmail smtp\.gmail\.com/ }).click();
  await expect(page.getByRole('textbox', { name: /^Server/ })).toHaveValue('smtp.gmail.com');
  await page.getByRole('textbox', { name: /^Server/ }).fill('127.0.0.1');
  await page.getByLabel('Port').fill('1');
  await page.getByRole('combobox', { name: 'Login' }).click();
  await page.getByRole('option', { name: 'No login' }).click();
  await page.getByRole('button', { name: 'Examine', exact: true }).click();
  await expect(page.getByText(/Nobody answers at 127\.0\.0\.1, port 1/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Try STARTTLS on port 587' }).click();
  await expect(page.getByLabel('Port')).toHaveValue('587');
  await page.getByRole('button', { name: 'Save server' }).click();
  await expect(page.getByText('Gmail is saved.')).toBeVisible();
  await page.getByRole('radio', { name: 'Gmail' }).click();
  await page.getByRole('button', { name: 'Let mails leave' }).click();
  await expect(page.getByText('Mail leaves through Gmail.')).toBeVisible();
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
