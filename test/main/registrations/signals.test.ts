import { setImmediate } from 'node:timers/promises';

import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { networkOf } from '../../../src/main/accounts/network-of.ts';
import { accountsFromNetwork } from '../../../src/main/accounts/sign-up-networks.ts';
import { rejectRegistrations } from '../../../src/main/registrations/remove-registrations.ts';
import { readEvidence, readSignals } from '../../../src/main/registrations/sign-up-facts.ts';
import { signUp } from '../../../src/main/registrations/sign-up.ts';
import { VISITOR } from '../../../src/main/operations/actor.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  createCore,
  PASSWORD,
  type Core,
} from '../../support/core.ts';

async function join(core: Core, username: string, from: { email?: string; address?: string } = {}) {
  const email = from.email ?? `${username}@people.example`;
  const form = { username, email, password1: PASSWORD, password2: PASSWORD };
  const result = await signUp(core.context, form, { actor: VISITOR, address: from.address ?? '' });
  if (!result.ok || result.userId === null) throw new Error(JSON.stringify(result));
  return result.userId;
}

async function kindsOf(core: Core, id: number) {
  const { people } = await readSignals(core.context, [id]);
  return people.flatMap(({ signals }) => signals.map(({ kind }) => kind));
}

test('an ordinary sign-up has no signals', async () => {
  const core = await createCore();
  expect(await kindsOf(core, await join(core, 'anna'))).toEqual([]);
});

test('a domain for one use and a slip of the finger are told', async () => {
  const core = await createCore();
  const pills = await join(core, 'pills', { email: 'x@mailinator.com' });
  const olga = await join(core, 'olga77', { email: 'olga77@gmial.com' });
  expect(await kindsOf(core, pills)).toEqual(['disposable']);
  expect(await kindsOf(core, olga)).toEqual(['typo']);
  expect((await readEvidence(core.context, olga)).meant).toBe('olga77@gmail.com');
});

test('a slip from a domain of this site is told, also after many others were imported', async () => {
  const core = await createCore();
  for (let number = 0; number < 7; number += 1) await addAccount(core, { username: `f${number}` });
  const olga = await join(core, 'olga', { email: 'olga@poeple.example' });
  expect(await kindsOf(core, olga)).toEqual(['typo']);
  const imported = Array.from({ length: 6_000 }, (_, index) => `p${index}`);
  await sql`INSERT INTO auth_user (password, is_superuser, username, last_name, email, is_staff,
      is_active, date_joined, first_name)
    SELECT '!', 0, value, '', value || '@imported.example', 0, 1, '2026-03-01 12:00:00', ''
    FROM json_each(${JSON.stringify(imported)})`.execute(core.db);
  core.clock.advance({ ms: 60_000 });
  expect(await kindsOf(core, olga)).toEqual(['typo']);
  const late = await join(core, 'late', { email: 'late@improted.example' });
  expect((await readEvidence(core.context, late)).meant).toBe('late@imported.example');
});

test('five from one network within an hour are a burst; from this machine they are not', async () => {
  const core = await createCore();
  await join(core, 'early', { address: '203.0.113.9' });
  core.clock.advance({ hours: 2 });
  const far = await join(core, 'far', { address: '203.0.11.3' });
  for (const number of [1, 2, 3, 4])
    await join(core, `bot${number}`, { address: `203.0.113.${number}` });
  const fourth = await join(core, 'bot5', { address: '203.0.113.200' });
  expect((await readEvidence(core.context, fourth)).network).toEqual({
    name: '203.0.113.0/24',
    count: 5,
  });
  expect(await kindsOf(core, fourth)).toEqual(['burst']);
  expect(await kindsOf(core, far)).toEqual([]);
});

test('a flood from one network is counted, and lets others at the thread meanwhile', async () => {
  const core = await createCore();
  // One every half a minute.
  await sql`INSERT INTO auth_user (password, is_superuser, username, last_name, email, is_staff,
      is_active, date_joined, first_name)
    SELECT '!', 0, 'bot' || key, '', '', 0, 0, datetime('2026-02-01', (key * 30) || ' seconds'), ''
    FROM json_each(${JSON.stringify(Array.from({ length: 4_500 }, () => 0))})`.execute(core.db);
  await sql`INSERT INTO gatehouse_registration (user_id, key_hash, address)
    SELECT id, username, '203.0.113.' || (id % 250) FROM auth_user`.execute(core.db);
  const { rows } = await sql<{ id: number }>`SELECT id FROM auth_user
    WHERE username IN ('bot4499', 'bot2000', 'bot0') ORDER BY id DESC`.execute(core.db);
  let turns = 0;
  let isDone = false;
  const others = async () => {
    for (; !isDone; turns += 1) await setImmediate();
  };
  const counting = others();
  const { people } = await readSignals(
    core.context,
    rows.map(({ id }) => id),
  );
  isDone = true;
  await counting;
  const counts = people.map(({ signals }) => signals.map(({ text }) => text));
  expect(counts).toEqual([['network ×121'], ['network ×241'], ['network ×121']]);
  expect(turns).toBeGreaterThan(4);
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:db8:0:0::2', '2001:db8::/64'],
  ['2001:0db8:0000:0000:0001::', '2001:db8::/64'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['::ffff:203.0.113.9', '203.0.113.0/24'],
  ['::ffff:cb00:7109', '203.0.113.0/24'],
  ['fe80::1%eth0', 'fe80::/64'],
])('%s is of the network %s', (address, name) => {
  expect(networkOf(address)?.name).toBe(name);
});

test.each([
  '127.0.0.1',
  '::1',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  'shop.example',
  '',
])('%s is of no network that one sender has to itself', (address) => {
  expect(networkOf(address)).toBeNull();
});

test('five from one network of IPv6 are a burst, however their addresses are shortened', async () => {
  const core = await createCore();
  const near = ['2001:db8::1', '2001:db8::2:1', '2001:db8:0:0:1::2', '2001:db8::3:0:0:1'];
  const ids = [];
  for (const address of near) ids.push(await join(core, `bot${ids.length}`, { address }));
  const far = await join(core, 'far', { address: '2001:db8:0:5::1' });
  const mapped = await join(core, 'mapped', { address: '::ffff:203.0.113.9' });
  const hex = await join(core, 'hex', { address: '::ffff:cb00:7109' });
  const last = await join(core, 'last', { address: '2001:db8::9' });
  expect((await readEvidence(core.context, last)).network).toEqual({
    name: '2001:db8::/64',
    count: 5,
  });
  expect(await kindsOf(core, last)).toEqual(['burst']);
  expect(await kindsOf(core, far)).toEqual([]);
  const found = networkOf('2001:db8::');
  const people = found && (await accountsFromNetwork(core.db, found));
  expect(new Set(people)).toEqual(new Set([...ids, last]));
  const v4 = networkOf('203.0.113.1');
  expect(v4 && (await accountsFromNetwork(core.db, v4))).toEqual([mapped, hex]);
});

test('a second account with the same address is told, whatever the letter case', async () => {
  const core = await createCore();
  const first = await addAccount(core, { username: 'anna', email: 'Anna@web.example' });
  const second = await addAccount(core, { username: 'anna.b', email: 'anna@web.example' });
  const evidence = await readEvidence(core.context, second);
  expect(evidence.duplicates.map(({ id }) => id)).toEqual([first]);
  expect(evidence.signals.map(({ kind }) => kind)).toEqual(['duplicate']);
});

test.each([
  ['pаypal', 'a Cyrillic letter'],
  ['PayPal', 'another letter case'],
  ['payp4l', undefined],
  ['pay.pal', 'a dot'],
  ['paypa1', 'a digit'],
])('%s looks like paypal by %s', async (username, by) => {
  const core = await createCore();
  await addAccount(core, { username: 'paypal' });
  const id = await addAccount(core, { username, email: 'other@people.example' });
  expect(await kindsOf(core, id)).toEqual(by === undefined ? [] : ['look-alike']);
});

test('an address with a tag or dots looks like the one without', async () => {
  const core = await createCore();
  await addAccount(core, { username: 'karin', email: 'karinlomo@web.example' });
  const id = await addAccount(core, { username: 'lomo', email: 'karin.lomo+2@web.example' });
  expect(await kindsOf(core, id)).toEqual(['look-alike']);
});

test('who was rejected before is recognised by name or address, with the reason', async () => {
  const core = await createCore();
  const person = await addAdministrator(core);
  const first = await join(core, 'pills', { email: 'pills@web.example' });
  await rejectRegistrations(core.context, {
    ids: [first],
    reason: 'spam',
    note: 'Sells pills.',
    tell: false,
    actor: actorOf(person),
    sparesStaff: false,
  });
  const again = await join(core, 'nicer', { email: 'PILLS@web.example' });
  const { signals, rejections } = await readEvidence(core.context, again);
  expect(signals.map(({ kind }) => kind)).toEqual(['rejected']);
  expect(rejections).toMatchObject([{ username: 'pills', reason: 'spam', note: 'Sells pills.' }]);
});
