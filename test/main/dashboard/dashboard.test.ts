import { expect, test } from 'vitest';

import { insertAccount } from '../../../src/main/accounts/account-store.ts';
import { judgeHealth } from '../../../src/main/dashboard/health.ts';
import { toDjangoDatetime } from '../../../src/main/db/django-datetime.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { activateByKey } from '../../../src/main/registrations/activate-by-key.ts';
import { createConsoleCore, signIn, type ConsoleCore } from '../../support/console-core.ts';
import { signUp } from '../../../src/main/registrations/sign-up.ts';
import { VISITOR } from '../../../src/main/operations/actor.ts';
import { keyOf, PASSWORD, register } from '../../support/core.ts';
import { inZone } from '../../support/in-zone.ts';

const SPAN = { from: '2026-02-20', to: '2026-03-20' };

/** Somebody who followed the link some hours after the sign-up. */
async function activated(core: ConsoleCore, username: string, hours: number): Promise<void> {
  const id = await register(core, username);
  core.clock.advance({ hours });
  await activateByKey(core.context, await keyOf(core, id));
}

async function joined(core: ConsoleCore, username: string, date: string): Promise<void> {
  await runOperation(
    core.db,
    { kind: 'accounts.create', actor: SYSTEM, at: core.now() },
    async (op) => {
      const id = await insertAccount(op, { username, email: '', password: '!' });
      await op.update('auth_user', [{ id, date_joined: date }]);
    },
  );
}

test('every number of the funnel is what its query finds in the list', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await joined(core, 'early', '2026-02-19 23:59:59.999999');
  await joined(core, 'first', '2026-02-20 00:00:00');
  await register(core, 'ended');
  core.clock.advance({ days: 8 });
  const waits = await register(core, 'waits');
  await activated(core, 'quick', 1);
  await core.db.updateTable('gatehouse_outbox').set({ state: 'sent' }).execute();
  await register(core, 'unmailed');
  // Was mailed, though the mail of now waits.
  await core.call('registrations.resend', { ids: [waits] });
  const { stages } = await core.call('dashboard.funnel', SPAN);
  const counts = Object.fromEntries(stages.map(({ stage, count }) => [stage, count]));
  expect(counts).toEqual({
    // The administrator, who was made, is not one of them.
    registered: 5,
    mailed: 3,
    activated: 1,
    expired: 1,
    pending: 2,
    'to-approve': 0,
  });
  for (const { query, count } of stages) {
    expect(await core.call('accounts.count', { query })).toEqual({ total: count });
  }
});

test('sign-ups are counted on the days they have in the list', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const dates = [
    '2026-02-19 11:00:00',
    '2026-02-20 10:59:59.999999',
    '2026-03-20 10:59:59',
    '2026-03-20 11:00:00',
    '2026-02-19 10:59:59',
  ];
  for (const [index, date] of dates.entries()) await joined(core, `person${index}`, date);
  await inZone('Pacific/Auckland', async () => {
    const { days } = await core.call('dashboard.signUps', SPAN);
    expect(days).toEqual([
      { day: '2026-02-20', count: 2, here: 2 },
      { day: '2026-03-20', count: 1, here: 1 },
    ]);
    for (const { day, count: total } of days) {
      const query = `joined:${day} superuser:no`;
      expect(await core.call('accounts.count', { query })).toEqual({ total });
    }
  });
});

test('the time to activate is the middle one of each mail domain', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  for (const [name, hours] of [
    ['a', 1],
    ['b', 2],
    ['c', 30],
  ] as const)
    await activated(core, name, hours);
  const { domains } = await core.call('dashboard.activationTimes', SPAN);
  expect(domains).toEqual([
    {
      domain: 'people.example',
      medianMs: 2 * 3_600_000,
      active: 3,
      query: 'joined:2026-02-20..2026-03-20 superuser:no is:active domain:people.example',
    },
  ]);
});

test('what needs somebody leads to a list of as many', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  expect((await core.call('dashboard.attention', {})).matters).toEqual([]);
  await register(core, 'ended');
  core.clock.advance({ days: 6, hours: 12 });
  await register(core, 'waits');
  await core.db
    .updateTable('gatehouse_outbox')
    .set({
      state: 'failed',
      why: 'The address does not exist.',
      finished_at: toDjangoDatetime(core.now()),
    })
    .where('envelope_to', '=', 'waits@people.example')
    .execute();
  const { matters } = await core.call('dashboard.attention', {});
  expect(matters.map(({ id, count }) => [id, count])).toEqual([
    ['failed-mails', 1],
    ['undelivered', 1],
    ['expiring', 1],
    ['pending', 2],
  ]);
  expect(matters[0]?.reasons).toMatchObject([{ count: 1, text: 'The address does not exist.' }]);
  for (const { link, count } of matters) {
    if (link.screen === 'pending') {
      const { query } = link;
      expect(await core.call('registrations.count', { query })).toEqual({ total: count });
    }
    if (link.screen === 'outbox') {
      const window = { view: link.view ?? 'all', search: '', offset: 0, limit: 1 } as const;
      expect((await core.call('outbox.list', window)).total).toBe(count);
    }
  }
});

test('where mails failed for several reasons each leads to those of that reason', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const whys = { anna: '', boris: 'The mailbox of ', clara: 'The mailbox of ' } as const;
  for (const [username, why] of Object.entries(whys)) {
    await register(core, username);
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'failed', why: `${why}${username}@people.example is full or gone.` })
      .where('envelope_to', '=', `${username}@people.example`)
      .execute();
  }
  const { matters } = await core.call('dashboard.attention', {});
  const failed = matters.find(({ id }) => id === 'failed-mails');
  const reasons = failed?.reasons ?? [];
  expect(reasons.map(({ count, text }) => [count, text])).toEqual([
    [2, 'The mailbox of the address is full or gone.'],
    [1, 'The address is full or gone.'],
  ]);
  const link = reasons[0]?.link;
  if (link?.screen !== 'outbox') throw new TypeError('It leads to the outbox.');
  expect(link.view).toBe('failed');
  const window = { view: 'failed', search: link.search ?? '', offset: 0, limit: 9 } as const;
  expect((await core.call('outbox.list', window)).total).toBe(2);
});

test('a burst from one network leads to exactly those who wait from there', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  for (let n = 1; n <= 5; n += 1) {
    await signUpFrom(core, `deals${n}`, `203.0.113.${n}`);
    await signUpFrom(core, `calm${n}`, `198.51.${n}.7`);
    core.clock.advance({ ms: 14 * 60_000 });
  }
  core.clock.advance({ days: 1 });
  await signUpFrom(core, 'later', '203.0.113.99');
  const { matters } = await core.call('dashboard.attention', {});
  expect(matters.filter(({ id }) => id.startsWith('burst'))).toMatchObject([
    { count: 6, link: { screen: 'pending', query: 'network:203.0.113.0/24' } },
  ]);
  const found = await core.call('registrations.count', { query: 'network:203.0.113.0/24' });
  expect(found).toEqual({ total: 6 });
});

test('sign-ups that look like somebody else lead to exactly those with that signal', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await signUpFrom(core, 'michael', '198.51.100.1');
  await signUpFrom(core, 'rnichael', '198.51.100.2');
  await signUpFrom(core, 'micha.el', '198.51.100.3');
  await signUpFrom(core, 'olga+2', '198.51.100.4');
  await signUpFrom(core, 'olga', '198.51.100.5');
  const { matters } = await core.call('dashboard.attention', {});
  expect(matters.filter(({ id }) => id === 'look-alikes')).toMatchObject([
    { count: 2, link: { screen: 'pending', query: 'signal:look-alike' } },
  ]);
  const { ids } = await core.call('registrations.ids', { query: 'signal:look-alike' });
  const all = await core.call('registrations.ids', { query: '' });
  const { people } = await core.call('registrations.signals', { ids: all.ids });
  const marked = people.filter(({ signals }) => signals.some(({ kind }) => kind === 'look-alike'));
  expect(new Set(marked.map(({ id }) => id))).toEqual(new Set(ids));
});

async function signUpFrom(core: ConsoleCore, username: string, address: string) {
  const form = { username, email: `${username}@people.example` };
  const passwords = { password1: PASSWORD, password2: PASSWORD };
  return signUp(core.context, { ...form, ...passwords }, { actor: VISITOR, address });
}

test.each([
  ['ends before it begins', { from: '2026-03-02', to: '2026-03-01' }],
  ['begins before the years that a query can name', { from: '0999-12-31', to: '2026-03-01' }],
])('a span that %s is refused', async (_why, span) => {
  const core = await createConsoleCore();
  await signIn(core);
  expect((await core.refusal('dashboard.funnel', span)).code).toBe('invalid-input');
});

const WELL = {
  databaseBytes: 12_000_000,
  readOnly: null,
  misunderstood: [],
  writeTrouble: null,
  liveProfile: { name: 'Library', where: 'smtp.library.example:587' },
  profileIsGone: false,
  pause: null,
  waitingMails: 0,
  heldMails: 0,
  link: 'http://127.0.0.1:8000/accounts/activate/…/',
  linkWarnings: [],
  senderWarning: null,
  captureServer: 'smtp://127.0.0.1:1025',
};

const FULL = { title: 'The disk is full.', at: new Date('2026-03-01T12:00:00.000Z') };

test('a house that is well has nothing but good signs', () => {
  expect(judgeHealth(WELL).map(({ tone }) => tone)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('mails that are held back are not called none', () => {
  const told = (facts: object) => judgeHealth({ ...WELL, ...facts })[1]?.detail;
  expect(told({})).toMatch(/Nothing waits\.$/);
  expect(told({ heldMails: 3 })).toMatch(/ 3 held back\.$/);
  expect(told({ waitingMails: 2, heldMails: 3 })).toMatch(/ 2 wait to leave, 3 held back\.$/);
});

test.each([
  ['database', { readOnly: 'Made by a newer version.' }, 'warn', 'read-only'],
  ['database', { writeTrouble: FULL }, 'danger', 'can’t be written'],
  ['capture', { writeTrouble: FULL }, 'warn', 'may not be able to store'],
  ['mail', { liveProfile: null }, 'waiting', 'kept here'],
  ['mail', { liveProfile: null, profileIsGone: true }, 'danger', 'gone'],
  ['mail', { pause: { title: 'No answer.', advice: 'Wait.' } }, 'danger', 'No answer.'],
  ['mail', { senderWarning: { title: 'Mails are from a@b.', advice: 'x' } }, 'warn', 'from a@b'],
  ['mail', { liveProfile: null, senderWarning: { title: 'y', advice: 'x' } }, 'waiting', 'kept'],
  ['links', { linkWarnings: [{ title: 'Links would be http.', advice: 'x' }] }, 'warn', 'http'],
  ['links', { link: 'https://shop.test/accounts/activate/…/' }, 'neutral', 'not checked'],
  ['capture', { captureServer: null }, 'warn', 'not running'],
] as const)('%s tells %j', (id, changes, tone, words) => {
  const sign = judgeHealth({ ...WELL, ...changes }).find((each) => each.id === id);
  expect(sign?.tone).toBe(tone);
  expect(sign?.title).toContain(words);
});
