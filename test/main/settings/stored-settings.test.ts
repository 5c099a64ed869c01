import { expect, it } from 'vitest';

import { readPerson } from '../../../src/main/session/read-person.ts';
import { mayReceive } from '../../../src/main/settings/allowed-recipients.ts';
import { readConsole } from '../../../src/main/settings/console-settings.ts';
import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { readMisunderstood, readSetting } from '../../../src/main/settings/settings-store.ts';
import { NEW_PROFILE } from '../../../src/main/settings/smtp-profile.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, createCore } from '../../support/core.ts';

async function stored(name: string, value: string) {
  const { db } = await createCore();
  await db.insertInto('gatehouse_setting').values({ name, value }).execute();
  return db;
}

it('what can’t be understood of a group has its default, the rest stays, and it is told which', async () => {
  const value = '{"resetHours":"soon","sessionDays":30,"passwordMinimumLength":1}';
  const db = await stored('signIn', value);
  expect(await readSetting(db, 'signIn')).toEqual({ ...DEFAULTS.signIn, sessionDays: 30 });
  expect(await readMisunderstood(db)).toEqual(['signIn (passwordMinimumLength, resetHours)']);
});

it.each(['{', '[]', 'null', '"open"'])(
  'a group that is none has its defaults: %s',
  async (value) => {
    const db = await stored('network', value);
    expect(await readSetting(db, 'network')).toEqual(DEFAULTS.network);
    expect(await readMisunderstood(db)).toHaveLength(1);
  },
);

it('no link leads to another host by a path that begins with none', async () => {
  const db = await stored('paths', '{"accountsPath":"@evil.example/","passwordPaths":"django"}');
  expect(await readSetting(db, 'paths')).toEqual({ ...DEFAULTS.paths, passwordPaths: 'django' });
});

it('nobody registers by a policy that can’t be understood', async () => {
  const db = await stored('registration', '{"policy":"everybody","holdAfter":5}');
  expect(await readSetting(db, 'registration')).toEqual({
    ...DEFAULTS.registration,
    policy: 'closed',
    holdAfter: 5,
  });
});

it.each(['allowedDomains', 'deniedDomains'])(
  'nobody registers while %s can’t be understood',
  async (name) => {
    const db = await stored('registration', `{"policy":"open","${name}":"uni.example"}`);
    expect(await readSetting(db, 'registration')).toMatchObject({ policy: 'closed' });
  },
);

it('captured mail goes to nobody while whom it may go to can’t be understood', async () => {
  const db = await stored('capture', '{"releaseTo":"me@uni.example"}');
  const { releaseTo } = await readSetting(db, 'capture');
  expect(mayReceive('me@uni.example', releaseTo)).toBe(false);
});

it.each(['{"idleLockMinutes":', '[]', '{"staffFollowPermissions":"true"}'])(
  'staff get no rights by what can’t be understood: %s',
  async (value) => {
    const core = await createCore();
    const row = { name: 'console', value };
    await core.db.insertInto('gatehouse_setting').values(row).execute();
    expect(await readConsole(core.db)).toMatchObject({
      ...DEFAULTS.console,
      staffFollowPermissions: true,
    });
    const id = await addAccount(core, { username: 'sam', isActive: true, isStaff: true });
    expect((await readPerson(core.db, id))?.permissions).toEqual([]);
  },
);

it('a profile of before has the defaults of later fields, and one that can’t be understood is none', async () => {
  const profiles = [
    { id: 'post', host: 'mail.shop.example' },
    { id: 'bad', host: 'mail.shop.example', security: 'perhaps' },
    { host: 'mail.shop.example' },
  ];
  const db = await stored('mail', JSON.stringify({ live: 'post', profiles }));
  expect(await readSetting(db, 'mail')).toEqual({
    ...DEFAULTS.mail,
    live: 'post',
    profiles: [{ ...NEW_PROFILE, id: 'post', host: 'mail.shop.example' }],
  });
  expect(await readMisunderstood(db)).toEqual(['mail (profiles)']);
});

it('the console goes on and says on the start screen what it did not understand', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const signs = async () => (await core.call('dashboard.health', {})).signs;
  expect((await signs()).find(({ id }) => id === 'database')?.tone).toBe('ok');
  const row = { name: 'cleanUp', value: '{"hour":25}' };
  await core.db.insertInto('gatehouse_setting').values(row).execute();
  expect((await signs()).find(({ id }) => id === 'database')).toMatchObject({
    tone: 'warn',
    title: 'Settings: not all are understood',
    detail: 'As if never saved: cleanUp (hour). Look at them and save them again.',
  });
});
