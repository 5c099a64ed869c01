import { describe, expect, it } from 'vitest';

import { readPastedMail } from '../../../src/shared/pasted-mail/read-pasted-mail.ts';

/** A mail server that STARTTLS on port 587 reaches. */
const WEB_DE = { host: 'smtp.web.de', port: 587, security: 'starttls' } as const;
describe('settings.py', () => {
  const text = `
import os
from pathlib import Path

# EMAIL_HOST = "old.web.de"
EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend'
EMAIL_HOST = "smtp.web.de"  # the relay
EMAIL_PORT = int("587")
EMAIL_HOST_USER: str = 'anna@web.de'
EMAIL_HOST_PASSWORD = r'a "calm" riv\\er # at dawn'
EMAIL_USE_TLS = True
EMAIL_USE_SSL = False
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = "River Shop <shop@web.de>"
SERVER_EMAIL = "root@web.de"
ACCOUNT_ACTIVATION_DAYS = 7
ADMINS = [
    ("Anna", "anna@web.de"),
]
DATABASES = {
    "default": {"HOST": "db.example", "PORT": 5432, "USER": "shop", "PASSWORD": "of the database"},
}
`;
  const read = readPastedMail(text);

  it('fills the form of a server, and the sender', () => {
    expect(read.server).toEqual({
      ...WEB_DE,
      user: 'anna@web.de',
      auth: 'auto',
      connectSeconds: 30,
      greetingSeconds: 30,
      socketSeconds: 30,
    });
    expect(read.secrets).toEqual({ password: 'a "calm" riv\\er # at dawn' });
    expect(read.sender).toEqual({ fromAddress: 'shop@web.de', fromName: 'River Shop' });
    expect(read.notes).toEqual([]);
  });

  it('tells what is set elsewhere, what has no counterpart and what is about something else', () => {
    expect(read.elsewhere).toEqual([{ name: 'ACCOUNT_ACTIVATION_DAYS', page: 'registration' }]);
    expect(read.noCounterpart).toEqual(['SERVER_EMAIL']);
    expect(read.notUnderstood).toEqual([
      { line: 17, name: 'ADMINS' },
      { line: 21, name: 'DATABASES.default' },
    ]);
  });

  it('takes the words of a tuple that a comma at the end makes, and of parentheses', () => {
    const { server } = readPastedMail('EMAIL_HOST = "smtp.web.de",\nEMAIL_PORT = (\n  "587",\n)');
    expect(server).toMatchObject(WEB_DE);
  });

  it.each([
    ['EMAIL_HOST = os.environ["RELAY"]', 'RELAY'],
    ['EMAIL_HOST = os.environ.get(\n    "RELAY",\n    "smtp.web.de",\n)', 'RELAY'],
    ['EMAIL_HOST = os.getenv("RELAY")', 'RELAY'],
    ['EMAIL_HOST = env("RELAY")', 'RELAY'],
    ['EMAIL_HOST = env.str("RELAY", default="smtp.web.de")', 'RELAY'],
    ["EMAIL_HOST = config('RELAY', cast=str)", 'RELAY'],
    ['EMAIL_HOST = str(env("RELAY"))', 'RELAY'],
    ['EMAIL_HOST = f"smtp.{DOMAIN}"', null],
    ['EMAIL_HOST = "smtp." + DOMAIN', null],
    ['EMAIL_HOST = "a.test" if DEBUG else "b.test"', null],
    ['EMAIL_HOST = RELAY', null],
    ['EMAIL_HOST = secrets.relay', null],
    ['EMAIL_HOST = __import__("os").system("true")', null],
  ])('does not know what is worked out elsewhere: %j', (line, source) => {
    const { server, unknown } = readPastedMail(line);
    expect(server).toEqual({});
    expect(unknown).toEqual([{ name: 'EMAIL_HOST', source }]);
  });

  it('knows a value that follows one from the environment', () => {
    const { server, unknown } = readPastedMail('EMAIL_PORT = env("P")\nEMAIL_PORT = 25');
    expect(server).toEqual({ port: 25 });
    expect(unknown).toEqual([]);
  });

  it('forgets a value that one from the environment follows', () => {
    const text = 'EMAIL_HOST_PASSWORD = "one"\nEMAIL_HOST_PASSWORD = os.environ["PW"]';
    const { secrets, unknown } = readPastedMail(text);
    expect(secrets).toEqual({});
    expect(unknown).toEqual([{ name: 'EMAIL_HOST_PASSWORD', source: 'PW' }]);
  });

  it('takes the last of two values, and says so', () => {
    const { server, notes } = readPastedMail('EMAIL_HOST = "a.test"\nEMAIL_HOST = "b.test"');
    expect(server.host).toBe('b.test');
    expect(notes).toContain(
      'EMAIL_HOST is there twice, with different values. The last one counts.',
    );
  });

  it.each(['0', '65536', '"smtp"', '58.7', '-1'])('takes no port %s', (port) => {
    const { server, notUnderstood } = readPastedMail(`EMAIL_PORT = ${port}`);
    expect(server).toEqual({});
    expect(notUnderstood).toEqual([{ line: 1, name: 'EMAIL_PORT' }]);
  });

  it('says when the project sends no mail by SMTP', () => {
    const backend = 'django.core.mail.backends.console.EmailBackend';
    const { notes } = readPastedMail(`EMAIL_BACKEND = "${backend}"`);
    expect(notes).toEqual([`There mails do not leave by SMTP, but by “${backend}”.`]);
  });
});

describe('an .env file', () => {
  it('is read as Laravel writes it', () => {
    const read = readPastedMail(`APP_NAME=Shop
APP_URL=https://shop.example
PORT=3000
DB_HOST=127.0.0.1
DB_PASSWORD=of the database
MAIL_MAILER=smtp
MAIL_HOST=smtp.web.de
MAIL_PORT=587
MAIL_USERNAME=anna
MAIL_PASSWORD=it's#a, "calm" river; # a comment
MAIL_ENCRYPTION=tls
MAIL_FROM_ADDRESS="shop@web.de"
MAIL_FROM_NAME="\${APP_NAME}"
`);
    expect(read.server).toEqual({ ...WEB_DE, user: 'anna', auth: 'auto' });
    expect(read.secrets).toEqual({ password: `it's#a, "calm" river;` });
    expect(read.sender).toEqual({ fromAddress: 'shop@web.de' });
    expect(read.unknown).toEqual([{ name: 'MAIL_FROM_NAME', source: 'APP_NAME' }]);
    expect(read.elsewhere).toEqual([{ name: 'APP_URL', page: 'site' }]);
    expect(read.notUnderstood.map(({ name }) => name)).toEqual([
      'APP_NAME',
      'PORT',
      'DB_HOST',
      'DB_PASSWORD',
    ]);
  });

  it.each([
    ['pa#ss', 'pa#ss'],
    ['"pa #ss" # comment', 'pa #ss'],
    ["'pa\\ss'", 'pa\\ss'],
    ['a(b', 'a(b'],
    ['(ab)', '(ab)'],
    ['a,b;', 'a,b;'],
    ['a=b==', 'a=b=='],
    ['12_34', '12_34'],
    ['12345;', '12345;'],
    ['a(b);', 'a(b);'],
    ['pa$word', 'pa$word'],
    [' with blanks ', 'with blanks'],
  ])('keeps the marks of a password: %s', (written, password) => {
    expect(readPastedMail(`SMTP_PASSWORD=${written}\r\nX=)`).secrets).toEqual({ password });
  });

  it('takes names with what stands before them, and lines of a compose file', () => {
    const read = readPastedMail(`export GF_SMTP_HOST=smtp.web.de:587
    environment:
      - DJANGO_EMAIL_HOST_USER=anna
      SMTP_STARTTLS: true`);
    expect(read.server).toMatchObject({ ...WEB_DE, user: 'anna' });
  });
});

describe('an address', () => {
  it.each([
    ['smtp://anna%40web.de:p%40ss@smtp.web.de:587/?tls=True', 587, 'starttls'],
    ['EMAIL_URL=smtp+tls://anna%40web.de:p%40ss@smtp.web.de:587', 587, 'starttls'],
    ['EMAIL_URL = "smtp+ssl://anna@web.de:p@ss@smtp.web.de:465"', 465, 'tls'],
    ['MAILER_DSN=smtps://anna%40web.de:p%40ss@smtp.web.de', 465, 'tls'],
    ['smtps://anna%40web.de:p%40ss@smtp.web.de:587', 587, 'starttls'],
    ['nodemailer.createTransport("smtps://anna%40web.de:p%40ss@smtp.web.de")', 465, 'tls'],
  ])('is taken apart: %s', (text, port, security) => {
    const { server, secrets } = readPastedMail(text);
    expect(server).toEqual({
      host: 'smtp.web.de',
      port,
      security,
      user: 'anna@web.de',
      auth: 'auto',
    });
    expect(secrets).toEqual({ password: 'p@ss' });
  });

  it('of another kind is not understood', () => {
    const { server, notUnderstood } = readPastedMail('EMAIL_URL=consolemail://');
    expect(server).toEqual({});
    expect(notUnderstood).toEqual([{ line: 1, name: 'EMAIL_URL' }]);
  });
});
