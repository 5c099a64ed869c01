import { describe, expect, it } from 'vitest';

import type { InputOf } from '../../../src/shared/contract/index.ts';
import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { profileInput, withPassword } from '../../support/mail-profile.ts';

interface Form {
  /** What is stored, as the form reads it. */
  readonly read: (console: ConsoleCore) => Promise<Readonly<Record<string, unknown>>>;
  readonly mine: object;
  readonly theirs: object;
  /** What is sent besides the fields. */
  readonly besides?: (console: ConsoleCore) => Promise<object>;
}

const settings = async ({ call }: ConsoleCore) => call('settings.get', {});
const mail = async ({ call }: ConsoleCore) => call('mailSettings.get', {});

async function readProfile(console: ConsoleCore) {
  const [profile] = (await mail(console)).profiles;
  if (!profile) throw new Error('There is no mail server.');
  const { id: _id, stored: _stored, dkimRecord: _record, ...fields } = profile;
  return fields;
}

/** The id of the only mail server, which is made where there is none. */
async function serverOf(console: ConsoleCore): Promise<string> {
  const [profile] = (await mail(console)).profiles;
  if (profile) return profile.id;
  const input = { ...withPassword('theirs'), basedOn: null };
  return (await console.call('mailSettings.saveProfile', input)).id;
}

const fault = {
  id: 'one',
  enabled: true,
  sender: '',
  recipient: '',
  chance: 100,
  effect: { kind: 'drop', stage: 'end' },
};

/** Every command that saves a form. */
const FORMS: Readonly<Record<string, Form>> = {
  'settings.saveSite': {
    read: async (console) => (await settings(console)).site,
    mine: { name: 'Mine' },
    theirs: { name: 'Theirs' },
  },
  'settings.saveRegistration': {
    read: async (console) => (await settings(console)).registration,
    mine: { deniedDomains: ['mine.example'] },
    theirs: { deniedDomains: ['theirs.example'] },
  },
  'settings.saveCleanUp': {
    read: async (console) => (await settings(console)).cleanUp,
    mine: { when: 'daily' },
    theirs: { when: 'weekly' },
  },
  'settings.saveSignIn': {
    read: async (console) => (await settings(console)).signIn,
    mine: { resetHours: 5 },
    theirs: { resetHours: 6 },
  },
  'settings.saveNetwork': {
    read: async (console) => (await settings(console)).network,
    mine: { allowedHosts: ['mine.example'] },
    theirs: { allowedHosts: ['theirs.example'] },
  },
  'settings.saveConsole': {
    read: async (console) => (await settings(console)).console,
    mine: { idleLockMinutes: 5 },
    theirs: { idleLockMinutes: 6 },
  },
  'mailSettings.saveSender': {
    read: async (console) => {
      const { fromAddress, fromName, replyTo } = await mail(console);
      return { fromAddress, fromName, replyTo };
    },
    mine: { fromName: 'Mine' },
    theirs: { fromName: 'Theirs' },
  },
  'mailSettings.saveCapture': {
    read: async (console) => (await mail(console)).capture,
    mine: { keepDays: 5 },
    theirs: { keepDays: 6 },
  },
  'mailSettings.saveProfile': {
    read: readProfile,
    mine: { host: 'mine.example' },
    theirs: { host: 'theirs.example' },
    besides: async (console) => ({
      id: await serverOf(console),
      secrets: withPassword('typed').secrets,
    }),
  },
  'faults.save': {
    read: async ({ call }) => ({
      rules: (await call('faults.get', {})).rules.map(({ hits: _hits, ...rule }) => rule),
    }),
    mine: { rules: [{ ...fault, sender: 'mine.example' }] },
    theirs: { rules: [{ ...fault, sender: 'theirs.example' }] },
  },
};

async function open(name: string) {
  const form = FORMS[name];
  if (!form) throw new Error(`${name} saves no form.`);
  const console = await createConsoleCore();
  await signIn(console);
  const besides = (await form.besides?.(console)) ?? {};
  const read = () => form.read(console);
  const basedOn = await read();
  const save = (changes: object, base = basedOn) =>
    console.dispatch(name, { ...base, ...changes, ...besides, basedOn: base });
  return { console, form, read, basedOn, save };
}

describe.each(Object.keys(FORMS))('%s', (name) => {
  it('refuses the second of two saves in one moment, and tells what is stored', async () => {
    const { form, read, basedOn, save } = await open(name);
    const answers = await Promise.all([save(form.theirs), save(form.mine)]);
    const stored = { ...basedOn, ...form.theirs };
    expect(answers).toMatchObject([
      { ok: true, value: { operationId: expect.any(Number), stored } },
      { ok: false, error: { code: 'conflict', stored } },
    ]);
    expect(await read()).toEqual(stored);
    expect(await save(form.mine, stored)).toMatchObject({ ok: true });
    expect(await read()).toEqual({ ...basedOn, ...form.mine });
  });

  it('refuses nothing where both have saved the same', async () => {
    const { form, save } = await open(name);
    const answers = await Promise.all([save(form.mine), save(form.mine)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  });
});

it('answers with what is stored where it is written otherwise than it was sent', async () => {
  const { basedOn, save } = await open('settings.saveSite');
  expect(await save({ name: ' Shop ' })).toMatchObject({
    value: { stored: { ...basedOn, name: 'Shop' } },
  });
});

it('keeps the password of the mail server that others saved, and tells of none', async () => {
  const { console, form, save } = await open('mailSettings.saveProfile');
  await save(form.theirs);
  const { profiles } = await mail(console);
  const before = await console.db.selectFrom('gatehouse_secret').selectAll().execute();
  const refused = await save(form.mine);
  expect(await console.db.selectFrom('gatehouse_secret').selectAll().execute()).toEqual(before);
  expect((await mail(console)).profiles).toEqual(profiles);
  expect(JSON.stringify(refused)).not.toMatch(/password|typed/);
});

it('saves no mail server that is there over, without what it was read with', async () => {
  const { console } = await open('mailSettings.saveProfile');
  const input: InputOf<'mailSettings.saveProfile'> = {
    ...profileInput({ id: await serverOf(console) }),
    basedOn: null,
  };
  expect(await console.refusal('mailSettings.saveProfile', input)).toMatchObject({
    code: 'conflict',
  });
});

it('says that a mail server was deleted rather than that it was changed', async () => {
  const { console, basedOn, save } = await open('mailSettings.saveProfile');
  const server = { id: await serverOf(console), basedOn: await readProfile(console) };
  await console.call('mailSettings.deleteProfile', server);
  expect(await save({ name: 'Mine' }, basedOn)).toMatchObject({ error: { code: 'not-found' } });
});
