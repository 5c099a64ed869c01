import { describe, expect, it } from 'vitest';

import { readPastedMail } from '../../../src/shared/pasted-mail/read-pasted-mail.ts';

/** Everything of it that is shown: all but the secrets, which are dots. */
function shownOf(text: string): string {
  return JSON.stringify({ ...readPastedMail(text), secrets: null });
}

describe('a secret is never shown', () => {
  it.each([
    `EMAIL_HOST_PASSWORD = os.environ.get(KEY, "hunter2")`,
    `EMAIL_HOST_PASSWORD = os.environ.get("PW", "hunter2")`,
    `EMAIL_HOST_PASSWORD = os.environ.get(f"{PREFIX}_PW", "hunter2")`,
    `EMAIL_HOST_PASSWORD = os.getenv(KEY) or "hunter2"`,
    `EMAIL_HOST_PASSWORD = config(KEY, default="hunter2")`,
    `EMAIL_HOST_PASSWORD = env.str(KEY, default="hunter2")`,
    `EMAIL_HOST_PASSWORD = env(KEY, "hunter2")`,
    `EMAIL_HOST_PASSWORD = "hunter2" if DEBUG else os.environ["PW"]`,
    `EMAIL_HOST_PASSWORD = decrypt("hunter2")`,
    `{ auth: { user: 'anna', pass: process.env.SMTP_PASS || 'hunter2' } }`,
    `{ auth: { user: 'anna', pass: process.env[KEY] ?? 'hunter2' } }`,
    `{ smtp: { password: ENV[:PW] || "hunter2" } }`,
    `{ smtp: { password: ENV.fetch(:pw, "hunter2") } }`,
    `{ smtp: { password: ENV.fetch("PW") { "hunter2" } } }`,
    `'mail' => ['password' => env($key, 'hunter2')]`,
    'MAIL_PASSWORD=${SMTP_PASS:-hunter2}',
    'MAIL_PASSWORD=$hunter2',
    'MAIL_PASSWORD=a${hunter2}',
    'MAIL_PASSWORD=hunter2 # hunter2',
    'DKIM_KEY="-----BEGIN RSA PRIVATE KEY-----\nMIIEhunter2a=\n-----END RSA PRIVATE KEY-----"',
    'EMAIL_HOST=http://anna:hunter2@smtp.web.de:587',
    'EMAIL_HOST=anna:hunter2@smtp.web.de:25',
    'EMAIL_HOST=smtp.web.de:hunter2',
    'EMAIL_HOST=smtp://anna:hunter2@smtp.web.de:587',
    'MAIL_FROM=smtp://anna:hunter2@smtp.web.de',
    'MAIL_FROM=Shop <anna:hunter2@web.de>',
    'MAIL_FROM_NAME=https://anna:hunter2@web.de',
    'MAIL_REPLY_TO=smtp://anna:hunter2@web.de',
    'MAIL_RETURN_PATH=anna:hunter2@web.de',
    'SMTP_DOMAIN=anna:hunter2@web.de',
    'SMTP_USER=smtp://anna:hunter2@web.de',
    'EMAIL_BACKEND=ses+https://KEY:hunter2@default',
    'MAILER_DSN=ses+https://KEY:hunter2@default',
    'MAILER_DSN=smtp://anna:587/hunter2@smtp.web.de',
    "{ transport: 'smtps://anna:hunter2@smtp.web.de' }",
  ])('in a sentence: %s', (text) => {
    expect(shownOf(text)).not.toContain('hunter2');
  });
});

it.each([
  [`{ smtp: { pass: process.env.SMTP_PASS || 'hunter2' } }`, 'SMTP_PASS'],
  [`{ smtp: { pass: process.env["SMTP_PASS"] } }`, 'SMTP_PASS'],
  [`{ smtp: { password: ENV[:SMTP_PASS] || "hunter2" } }`, 'SMTP_PASS'],
  [`{ smtp: { password: ENV.fetch("SMTP_PASS") } }`, 'SMTP_PASS'],
  [`EMAIL_HOST_PASSWORD = environ.get("SMTP_PASS", "hunter2")`, 'SMTP_PASS'],
  ['MAIL_PASSWORD=$SMTP_PASS', 'SMTP_PASS'],
  ['MAIL_PASSWORD=${SMTP_PASS:-hunter2}', 'SMTP_PASS'],
])('its name in the environment is: %s', (text, source) => {
  expect(readPastedMail(text).unknown).toMatchObject([{ source }]);
});

it.each([
  'EMAIL_HOST=smtp://anna:hunter2@smtp.web.de:465',
  'EMAIL_HOST=smtps://anna:hunter2@smtp.web.de',
  'MAIL_FROM=smtps://anna:hunter2@smtp.web.de',
  "MailerModule.forRoot({ transport: 'smtps://anna:hunter2@smtp.web.de' })",
])('a login in the address of a server is taken apart: %s', (text) => {
  const { server, secrets, sender } = readPastedMail(text);
  expect(server).toMatchObject({ host: 'smtp.web.de', user: 'anna', port: 465 });
  expect(secrets).toEqual({ password: 'hunter2' });
  expect(sender).toEqual({});
});

it('of a way that is not SMTP only the name is told', () => {
  const { notes } = readPastedMail('EMAIL_BACKEND=ses+https://KEY:hunter2@default');
  expect(notes).toEqual(['There mails do not leave by SMTP, but by “ses+https”.']);
});
