import { randomBytes } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';

import { createApplication } from '../../../src/main/app/application.ts';
import { DEMONSTRATION, prepareDemo } from '../../../src/main/demo/fill-demo.ts';
import { createRandom } from '../../../src/main/demo/random.ts';
import { duplicateAccounts } from '../../../src/main/accounts/duplicates.ts';
import { judgeCleanUp } from '../../../src/main/registrations/clean-up.ts';
import { listOperations } from '../../../src/main/operations/operation-log.ts';
import { Clock, createCore, register, RESOURCES, undo } from '../../support/core.ts';
import { countPending, pendingRows } from '../../support/people-lists.ts';
import { newFolder } from '../../support/new-folder.ts';
import { PENDING_VIEWS } from '../../../src/shared/contract/registrations.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** For what comes by itself, also on a busy machine. */
const PATIENCE = { timeout: 20_000 };

const folders: string[] = [];
let folder = '';

/** A demonstration in a folder of its own, with chance that can be had again. */
async function demonstration(seed = 1): Promise<string> {
  const directory = await newFolder('demo');
  folders.push(directory);
  await fill(directory, seed);
  return directory;
}

function fill(dataDirectory: string, seed: number): Promise<void> {
  const randomBytes = chanceOf(seed);
  return prepareDemo({ dataDirectory, resources: RESOURCES, now: new Clock().now, randomBytes });
}

function chanceOf(seed: number): (size: number) => Buffer {
  const chance = createRandom(seed);
  return (size) => Buffer.from(Array.from({ length: size }, () => chance.below(256)));
}

/** The demonstration that all share, in a folder of one's own. */
async function copyOfIt(): Promise<string> {
  const own = await temporaryDirectory();
  await cp(folder, own, { recursive: true });
  return own;
}

/** Every row of every table that the story writes, with the chance of the mails' makers left out. */
function rowsOf(directory: string): Record<string, unknown[]> {
  const database = new SQLite(join(directory, 'gatehouse.sqlite3'), { readonly: true });
  const names = database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%migration%'`)
    .pluck()
    .all() as string[];
  const rows = names.map((name) => {
    const all = database.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[];
    return [name, all.map(withoutBoundary)] as const;
  });
  database.close();
  return Object.fromEntries(rows);
}

function withoutBoundary(row: Record<string, unknown>): Record<string, unknown> {
  const { raw } = row;
  if (!Buffer.isBuffer(raw)) return row;
  return { ...row, raw: raw.toString('latin1').replaceAll(/_NmP-[0-9a-f]+-/g, '_NmP-') };
}

beforeAll(async () => {
  folder = await demonstration();
});

afterAll(async () => {
  await Promise.all(folders.map((each) => rm(each, { recursive: true, force: true })));
});

describe('the demonstration', () => {
  test('has 300 accounts, of which 44 wait and three are staff', async () => {
    const core = await createCore(folder);
    const accounts = await core.db.selectFrom('auth_user').selectAll().execute();
    expect(accounts).toHaveLength(300);
    expect(accounts.filter((row) => row.is_staff === 1)).toHaveLength(3);
    expect(await countPending(core.context)).toBe(44);
  });

  test('shows sign-ups at every stage', async () => {
    const core = await createCore(folder);
    const counts = Object.values(PENDING_VIEWS).map((query) => countPending(core.context, query));
    expect(await Promise.all(counts)).toEqual([44, 4, 6, 6, 1, 4]);
    const rows = await pendingRows(core.context);
    const states = new Set(rows.map(({ mail }) => mail.state));
    expect(states).toEqual(new Set(['captured', 'sent', 'failed', 'uncertain', 'waiting', 'held']));
    const resent = await core.db
      .selectFrom('gatehouse_registration')
      .innerJoin('auth_user', 'auth_user.id', 'gatehouse_registration.user_id')
      .select('username')
      .where('reissued_at', 'is not', null)
      .where('is_active', '=', 0)
      .execute();
    expect(resent.length).toBeGreaterThanOrEqual(4);
    const burst = rows.filter(({ username }) => username.startsWith('bookdeals'));
    const times = burst.map(({ signedUpAt }) => Date.parse(signedUpAt));
    expect(burst).toHaveLength(6);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(3_600_000);
    expect(rows.map(({ username }) => username)).toContain('evva');
  });

  test('keeps mail that waits for a time that is still to come', async () => {
    const core = await createCore(folder);
    const waiting = await core.db
      .selectFrom('gatehouse_outbox')
      .select(['state', 'next_attempt_at'])
      .where('state', 'in', ['queued', 'sending', 'deferred'])
      .execute();
    expect(waiting).toHaveLength(2);
    const now = core.now().toISOString().replace('T', ' ');
    expect(waiting.filter((row) => (row.next_attempt_at ?? '') <= now)).toEqual([]);
  });

  test('keeps the newest captured mails, some of them unread', async () => {
    const { db } = await createCore(folder);
    const mails = await db.selectFrom('gatehouse_captured_mail').selectAll().execute();
    expect(mails).toHaveLength(60);
    expect(mails.filter((mail) => mail.parsed_at === null)).toEqual([]);
    const unread = mails.filter((mail) => mail.read_at === null).length;
    expect(unread).toBeGreaterThan(9);
    expect(unread).toBeLessThan(40);
  });

  test('shows what was said around mails, and two who share an address', async () => {
    const { db } = await createCore(folder);
    const talks = await db.selectFrom('gatehouse_captured_mail').select('talk').execute();
    expect(talks.filter(({ talk }) => !/^C: MAIL FROM:/m.test(talk))).toEqual([]);
    const refused = await db
      .selectFrom('gatehouse_outbox_attempt')
      .select('transcript')
      .where('smtp_code', '=', 550)
      .execute();
    expect(refused.map(({ transcript }) => transcript)).toContainEqual(
      expect.stringMatching(/^C: RCPT TO:<.*>\nS: 550 /m),
    );
    expect(await duplicateAccounts(db)).toHaveLength(2);
  });

  test('holds acts of every kind that can be taken back, and one that was', async () => {
    const { db } = await createCore(folder);
    const { rows } = await listOperations(db, {
      search: '',
      offset: 0,
      limit: 10_000,
      now: new Date(),
    });
    const open = new Set(rows.filter((row) => row.undoBlocked === null).map(({ kind }) => kind));
    for (const kind of ['registrations.activate', 'registrations.resend', 'registrations.reject']) {
      expect(open).toContain(kind);
    }
    for (const kind of ['registrations.cleanUp', 'accounts.deactivate', 'accounts.update']) {
      expect(open).toContain(kind);
    }
    expect(rows.filter(({ kind }) => kind === 'operations.undo')).toHaveLength(1);
  });

  test('lets nobody stay whom the last clean-up should have taken', async () => {
    const core = await createCore(folder);
    const { ids } = await judgeCleanUp(core.context);
    expect(ids).toHaveLength(6);
  });

  test('names no mail address outside the reserved domains', async () => {
    const text = JSON.stringify(rowsOf(folder));
    const addresses = text.match(/[\w.+-]+@[\w-]+\.[\w.-]*\w/g) ?? [];
    expect(addresses.length).toBeGreaterThan(1_000);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });

  test('leaves the database whole', () => {
    const database = new SQLite(join(folder, 'gatehouse.sqlite3'), { readonly: true });
    expect(database.pragma('foreign_key_check')).toEqual([]);
    expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    database.close();
  });

  test('is the same in two runs', async () => {
    expect(rowsOf(await demonstration())).toEqual(rowsOf(folder));
  });

  test('is left as it is when prepared again', async () => {
    const before = rowsOf(folder);
    await fill(folder, 2);
    expect(rowsOf(folder)).toEqual(before);
  });
});

test('a demonstration that fails half-way leaves an empty database', async () => {
  const dataDirectory = await temporaryDirectory();
  const chance = chanceOf(1);
  let left = 500;
  const randomBytes = (size: number): Buffer => {
    left -= 1;
    if (left < 0) throw new Error('No more chance.');
    return chance(size);
  };
  const options = { dataDirectory, resources: RESOURCES, now: new Clock().now, randomBytes };
  await expect(prepareDemo(options)).rejects.toThrow('No more chance.');
  const { db } = await createCore(dataDirectory);
  expect(await db.selectFrom('auth_user').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('gatehouse_operation').selectAll().execute()).toEqual([]);
});

describe('on a demonstration', () => {
  test('its administrator signs in, and a new sign-up’s mail is captured', async () => {
    const dataDirectory = await copyOfIt();
    const application = await createApplication({
      platform: {
        now: new Clock().now,
        randomBytes,
        secrets: {
          seal: async (secret) => secret,
          open: async (secret) => ({ secret, isOutdated: false }),
        },
        resources: RESOURCES,
        mailReading: new URL('../../../src/main/mail-reading-thread.ts', import.meta.url),
        renderer: pathToFileURL(`${await temporaryDirectory()}/`),
      },
      dataDirectory,
      version: '0',
      sitePort: 0,
      smtpPort: 0,
      demonstration: DEMONSTRATION,
      restart: () => {},
      demonstrate: () => {},
      graceMs: 0,
      onError: (context, error) => expect.fail(`${context}: ${String(error)}`),
    });
    onTestFinished(application.stop);
    const { dispatch } = application;
    expect(await dispatch('session.signIn', DEMONSTRATION)).toMatchObject({ ok: true });
    const fields = { firstName: '', lastName: '', isStaff: false, isSuperuser: false };
    const person = { username: 'newcomer', email: 'newcomer@people.example', password: '' };
    const made = await dispatch('accounts.create', { ...fields, ...person, start: 'pending' });
    expect(made).toMatchObject({ ok: true });
    await application.flushMail();
    const window = { search: '', offset: 0, limit: 1 };
    // It is on disk before the list has it.
    await vi.waitFor(async () => {
      const captured = await dispatch('captured.list', { ...window, unreadOnly: false });
      expect(captured).toMatchObject({ ok: true, value: { total: 61 } });
    }, PATIENCE);
    const waiting = await dispatch('outbox.list', { ...window, view: 'waiting' });
    expect(waiting).toMatchObject({ ok: true, value: { total: 2 } });
  });

  test('somebody can sign up, and the last clean-up can be taken back', async () => {
    const core = await createCore(await copyOfIt());
    const id = await register(core, 'newcomer');
    expect(id).toBeGreaterThan(300);
    const { rows } = await listOperations(core.db, {
      search: 'cleanUp',
      offset: 0,
      limit: 1,
      now: new Date(),
    });
    const undone = await undo(core, rows[0]?.id ?? null);
    expect(undone).toMatchObject({ undone: 4, refused: [] });
  });
});
