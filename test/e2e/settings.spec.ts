import { expect, expectAccessibleInBoth, tabTo, test } from './support/console-test.ts';

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

test('pasted settings of a Django project fill the form of a mail server, by keyboard alone', async ({
  play,
}) => {
  const { page } = play;
  await play.setUp();
  await play.go('/settings/mail');
  await tabTo(page.getByRole('button', { name: 'New mail server' }));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Paste settings…' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Paste settings' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.insertText('Dear all, the mail is broken.');
  await expect(dialog.getByText(/^There is nothing in it/)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(SETTINGS_PY);
  await expect(dialog.getByText('8 values understood')).toBeVisible();
  await expect(dialog.getByText(/EMAIL_HOST_USER.* comes from .*RELAY_USER/)).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'Registration' })).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Understood' })).not.toContainText(SECRET);
  await expectAccessibleInBoth(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Taken over. Nothing is saved yet.')).toBeVisible();
  const form = page.getByRole('form', { name: 'New mail server' });
  await expect(form.getByRole('textbox', { name: /^Server/ })).toHaveValue('127.0.0.1');
  await tabTo(form.getByRole('textbox', { name: /^User/ }));
  await page.keyboard.insertText('anna');
  await page.keyboard.press('Enter');
  await expect(page.getByText('127.0.0.1 is saved.')).toBeVisible();
  await expect(form.getByText('A password is stored.')).toBeHidden();
  await expect(page.getByRole('form', { name: /127\.0\.0\.1/ })).toContainText(
    'A password is stored.',
  );
  await expect(page.getByLabel('Sender’s address')).toHaveValue('shop@river.test');
});

const SECRET = 'a calm river';
const SETTINGS_PY = `EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = 1
EMAIL_USE_TLS = True
EMAIL_HOST_USER = os.environ["RELAY_USER"]
EMAIL_HOST_PASSWORD = "${SECRET}"
DEFAULT_FROM_EMAIL = "River Shop <shop@river.test>"
ACCOUNT_ACTIVATION_DAYS = 3
`;

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
