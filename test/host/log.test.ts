import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { createLog } from '../../src/main/log/log.ts';
import { redact } from '../../src/main/log/redact.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const KEY = '9f2c'.repeat(10);
const HEX = '0a1b2c3d'.repeat(4);
/** As Django's get_random_secret_key makes them. */
const DJANGO_KEY = 'r3)k!v0-y8_2u@f#1q$z^m&c*(w=+d5h7j9l4n6p0s2t8x1b3g';
const OWN_KEY = 'zB2_zh5-LdLBoJSN-VeTrBSSVWHmroB42RrT1rthXOwAbCdEfGhIjKlMnOpQrStU';
const TOKEN = 'zB2_zh5-LdLBoJSN-VeTrBSSVWHmroB42RrT1rthXOw';

it.each([
  [`/accounts/activate/${KEY}/`, KEY],
  [`key ${KEY}${'ab'.repeat(12)}`, KEY],
  [`http://127.0.0.1:8765/#${TOKEN}`, TOKEN],
  [`Authorization: Bearer ${TOKEN}`, TOKEN],
  [`/accounts/password/reset/confirm/MQ/cv3x9k-${HEX}/`, HEX],
  [`/accounts/password/reset/confirm/MQ/5wa-${HEX.slice(0, 20)}/`, HEX.slice(0, 20)],
  [`/accounts/register/?invitation=12-${HEX}`, HEX],
  ['AUTH PLAIN AGV2YQBzZWNyZXQ=', 'AGV2YQBzZWNyZXQ='],
  ['AUTH LOGIN ZXZh', 'ZXZh'],
  ['{"username":"eva","password":"a calm river"}', 'a calm river'],
  ['password=riverside&next=/', 'riverside'],
  ['smtp_password: riverside', 'riverside'],
  ['pbkdf2_sha256$1000000$salt$aGFzaA==', 'aGFzaA=='],
  [`A key of 50 letters: '${DJANGO_KEY}'`, DJANGO_KEY],
  [`django-insecure-${DJANGO_KEY}`, DJANGO_KEY],
  [`A key that was made here: ${OWN_KEY}`, OWN_KEY],
  [`SECRET_KEY=${DJANGO_KEY.slice(0, 20)}&the-rest-of-it-after-a-sign`, 'the-rest-of-it'],
  [`DJANGO_KEY=${DJANGO_KEY}`, DJANGO_KEY],
  ['Cookie: sessionid=abc123; theme=dark', 'abc123'],
  ['sessionid=abc123; Path=/', 'abc123'],
])('takes the secret out of %j', (text, secret) => {
  expect(redact(text)).not.toContain(secret);
});

it.each([
  'Error: connect ECONNREFUSED 127.0.0.1:2525',
  'at createConsole (file:///gatehouse/out/main/browser.js:120:14)',
  'Message-ID: <6f1d2c3b4a5968778695a4b300000001@shop.example>',
  'at /home/eva/projects/gatehouse-of-the-rowing-club-of-lake-constance/out/main/index.js',
  'worker 550e8400-e29b-41d4-a716-446655440000',
  'SQLITE_CONSTRAINT: UNIQUE constraint failed: auth_user.username',
])('leaves %j as it is', (text) => {
  expect(redact(text)).toBe(text);
});

it('goes through a long word of such names once', () => {
  const word = 'token'.repeat(100_000);
  expect(redact(word)).toBe(word);
});

async function createTestLog(maxBytes?: number) {
  const directory = await temporaryDirectory();
  const failures: unknown[] = [];
  const log = createLog({
    directory,
    now: () => new Date('2026-03-01T12:00:00Z'),
    onUnwritable: (error) => failures.push(error),
    ...(maxBytes ? { maxBytes } : {}),
  });
  return { log, directory, failures };
}

it('writes one object to a line, with the error’s cause and without secrets', async () => {
  const { log } = await createTestLog();
  log.error('courier', new Error(`no ${KEY}`, { cause: new Error('AUTH PLAIN abc') }));
  log.error('courier', 'just words');
  const lines = (await readFile(log.file, 'utf8')).trim().split('\n');
  const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toMatchObject({
    at: '2026-03-01T12:00:00.000Z',
    context: 'courier',
    message: 'no [key]',
    cause: { message: 'AUTH [secret]' },
  });
  expect(first?.['stack']).not.toContain(KEY);
  expect(second).toMatchObject({ message: 'just words' });
});

it('keeps the beginning of a long text, and nothing of a secret that is cut', async () => {
  const { log } = await createTestLog();
  log.error('courier', `${'x '.repeat(9_985)}${KEY}${' y'.repeat(90_000)}`);
  const { message } = JSON.parse(await readFile(log.file, 'utf8')) as { message: string };
  expect(message).toMatch(/^(x )+x?… \[cut\]$/);
});

it('takes an error that is its own cause', async () => {
  const { log, failures } = await createTestLog();
  const error = new Error('round and round');
  error.cause = new Error('again', { cause: error });
  log.error('courier', error);
  expect(await readFile(log.file, 'utf8')).toContain('round and round');
  expect(failures).toEqual([]);
});

it('keeps each of several errors in one, as of a host with several addresses', async () => {
  const { log } = await createTestLog();
  const refused = ['127.0.0.1', '::1'].map((address) => new Error(`refused by ${address}`));
  log.error('courier', new AggregateError(refused));
  const entry = JSON.parse(await readFile(log.file, 'utf8')) as Record<string, unknown>;
  expect(entry['errors']).toMatchObject([
    { message: 'refused by 127.0.0.1' },
    { message: 'refused by ::1' },
  ]);
});

it('throws nothing about what can’t be written down, and tells', async () => {
  const { log, failures } = await createTestLog();
  log.error('courier', Object.create(null));
  expect(failures).toHaveLength(1);
});

it('is its owner’s only', async () => {
  const { log } = await createTestLog();
  log.error('courier', new Error('x'));
  expect((await stat(log.file)).mode & 0o777).toBe(0o600);
});

it('starts anew when it is full, and keeps the file before', async () => {
  const { log } = await createTestLog(200);
  for (const word of ['first', 'second', 'third']) log.error(word, 'x'.repeat(100));
  expect(await readFile(log.file, 'utf8')).toContain('third');
  expect(await readFile(`${log.file}.1`, 'utf8')).toContain('second');
});

it('tells when it can’t be written', async () => {
  const { log, directory } = await createTestLog();
  log.error('first', 'x');
  const failures: unknown[] = [];
  const blocked = createLog({
    directory: join(directory, 'gatehouse.log'),
    now: () => new Date(),
    onUnwritable: (error) => failures.push(error),
  });
  blocked.error('second', 'x');
  expect(failures).toHaveLength(1);
});
