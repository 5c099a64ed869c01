import { createPublicKey } from 'node:crypto';

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { checkProfile } from '../../../src/main/settings/check-profile.ts';
import {
  chooseLive,
  deleteProfile,
  giveDkimKey,
  saveProfile,
  saveSender,
} from '../../../src/main/settings/mail-settings-service.ts';
import { createSecretStore } from '../../../src/main/settings/secret-store.ts';
import { createSigningKey, saveSigningKey } from '../../../src/main/settings/signing-key.ts';
import { readMailSettings } from '../../../src/main/settings/show-mail-settings.ts';
import { readSetting } from '../../../src/main/settings/settings-store.ts';
import { storedSecrets } from '../../../src/main/mail/outbox/profile-secrets.ts';
import type { ProfileInput } from '../../../src/shared/contract/mail-settings.ts';
import { addAdministrator, type Core, createCore, register } from '../../support/core.ts';
import { profileInput, withPassword } from '../../support/mail-profile.ts';

const CANARY = 'canary-3f9b';

async function openSettings() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const saved = async (id: string) => {
    const { profiles } = await readSetting(core.db, 'mail');
    const profile = profiles.find((each) => each.id === id);
    if (!profile) throw new Error(`There is no ${id}.`);
    return profile;
  };
  return { core, context: core.context, person, saved };
}

it('a mail server that is not understood outlasts what else is saved', async () => {
  const { core, context, person } = await openSettings();
  await saveProfile(context, person, withPassword(CANARY));
  await sql`UPDATE gatehouse_setting SET value = json_set(value, '$.profiles[0].colour', 'mauve')
    WHERE name = 'mail'`.execute(core.db);
  await saveSender(context, person, { fromAddress: 'a@uni.example', fromName: 'A', replyTo: '' });
  await saveProfile(context, person, profileInput({ name: 'Other' }));
  const { rows } = await sql`SELECT profile.value ->> '$.name' AS name,
      profile.value ->> '$.colour' AS colour
    FROM gatehouse_setting, json_each(gatehouse_setting.value, '$.profiles') AS profile
    WHERE gatehouse_setting.name = 'mail' ORDER BY 2`.execute(core.db);
  expect(rows).toEqual([
    { name: 'Other', colour: expect.any(String) },
    { name: 'Production', colour: 'mauve' },
  ]);
});

describe('the stored SMTP password', () => {
  it('is only ever said to be set, and is in no log of what was changed', async () => {
    const { core, context, person } = await openSettings();
    await saveProfile(context, person, withPassword(CANARY));
    const shown = await readMailSettings(context);
    expect(shown.profiles).toMatchObject([{ name: 'Production', stored: { password: true } }]);
    expect(JSON.stringify(shown)).not.toContain(CANARY);
    const log = await core.db.selectFrom('gatehouse_operation_change').selectAll().execute();
    expect(log).not.toEqual([]);
    expect(JSON.stringify(log)).not.toContain(CANARY);
  });

  it.each([
    { host: 'mail.evil.example' },
    { port: 25 },
    { security: 'tls' as const },
    { user: 'other' },
  ])('is forgotten when %o changes', async (change) => {
    const { context, person, saved } = await openSettings();
    const { id } = await saveProfile(context, person, withPassword(CANARY));
    await saveProfile(context, person, profileInput({ id, ...change }));
    expect(await storedSecrets(context.secrets, await saved(id))).toMatchObject({ password: null });
    await saveProfile(context, person, profileInput({ id }));
    expect(await storedSecrets(context.secrets, await saved(id))).toMatchObject({ password: null });
  });

  it('stays when only the name changes', async () => {
    const { context, person, saved } = await openSettings();
    const { id } = await saveProfile(context, person, withPassword(CANARY));
    await saveProfile(context, person, profileInput({ id, name: 'Other' }));
    const secrets = await storedSecrets(context.secrets, await saved(id));
    expect(secrets.password).toBe(CANARY);
  });

  it('is not there for a place that the settings were moved to behind its back', async () => {
    const { core, context, person, saved } = await openSettings();
    const { id } = await saveProfile(context, person, withPassword(CANARY));
    await core.db
      .updateTable('gatehouse_setting')
      .set((is) => ({
        value: is.fn('replace', [
          'value',
          is.val('mail.shop.example'),
          is.val('mail.evil.example'),
        ]),
      }))
      .where('name', '=', 'mail')
      .execute();
    const moved = await saved(id);
    expect(moved.host).toBe('mail.evil.example');
    expect((await storedSecrets(context.secrets, moved)).password).toBeNull();
  });

  it('goes with its profile', async () => {
    const { core, context, person } = await openSettings();
    const { id } = await saveProfile(context, person, withPassword(CANARY));
    await deleteProfile(context, person, id);
    expect(
      await core.db.selectFrom('gatehouse_secret').select('name').execute(),
    ).not.toContainEqual({ name: `smtp.${id}.password` });
  });
});

describe('while the key store is closed', () => {
  const closed = (core: Core) => ({
    ...core.context,
    secrets: createSecretStore(core.db, {
      seal: () => Promise.reject(new Error('It is locked.')),
      open: () => Promise.reject(new Error('It is locked.')),
    }),
  });
  const UNAVAILABLE = {
    failure: { code: 'unavailable', message: expect.stringContaining('Nothing was changed.') },
  };

  it('a new server is not there half, and can be saved once it is open', async () => {
    const { core, context, person, saved } = await openSettings();
    const input = withPassword(CANARY);
    await expect(saveProfile(closed(core), person, input)).rejects.toMatchObject(UNAVAILABLE);
    expect((await readSetting(core.db, 'mail')).profiles).toEqual([]);
    const { id } = await saveProfile(context, person, input);
    expect(await storedSecrets(context.secrets, await saved(id))).toMatchObject({
      password: CANARY,
    });
  });

  it('the signing key stays, and the log tells of no other', async () => {
    const { core, context, person } = await openSettings();
    const key = await context.signingKey.read();
    const shut = closed(core);
    const signingKey = createSigningKey(shut.secrets, core.randomBytes);
    await expect(
      saveSigningKey({ ...shut, signingKey }, person, { change: 'make' }),
    ).rejects.toMatchObject(UNAVAILABLE);
    expect(await createSigningKey(context.secrets, core.randomBytes).read()).toBe(key);
    const kinds = await core.db.selectFrom('gatehouse_operation').select('kind').execute();
    expect(kinds).not.toContainEqual({ kind: 'settings.signingKey' });
  });
});

describe('mail servers', () => {
  it('are several, one of which is live, and that one can’t be deleted', async () => {
    const { context, person } = await openSettings();
    const { id: first } = await saveProfile(context, person, profileInput());
    const { id: second } = await saveProfile(context, person, profileInput({ name: 'Staging' }));
    await chooseLive(context, person, second);
    const shown = await readMailSettings(context);
    expect(shown.live).toBe(second);
    expect(shown.profiles.map(({ name }) => name)).toEqual(['Production', 'Staging']);
    await expect(deleteProfile(context, person, second)).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
    await deleteProfile(context, person, first);
    await chooseLive(context, person, 'capture');
    await expect(chooseLive(context, person, first)).rejects.toMatchObject({
      failure: { code: 'not-found' },
    });
  });

  it('stay while released mails wait to leave through them', async () => {
    const { core, context, person } = await openSettings();
    const { id } = await saveProfile(context, person, profileInput());
    await register(core, 'anna');
    await context.db.updateTable('gatehouse_outbox').set({ profile: id }).execute();
    await expect(deleteProfile(context, person, id)).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
    await context.db.updateTable('gatehouse_outbox').set({ state: 'cancelled' }).execute();
    await deleteProfile(context, person, id);
    expect((await readMailSettings(context)).profiles).toEqual([]);
  });

  it('have names of their own', async () => {
    const { context, person } = await openSettings();
    await saveProfile(context, person, profileInput());
    await expect(
      saveProfile(context, person, profileInput({ name: 'PRODUCTION' })),
    ).rejects.toMatchObject({ failure: { fields: { name: [expect.any(String)] } } });
  });

  it('get a signing key whose public half is shown as the record to publish', async () => {
    const { context, person } = await openSettings();
    const { id } = await saveProfile(context, person, withPassword(CANARY));
    await giveDkimKey(context, person, { id, domain: 'shop.example', selector: 'mail1' });
    const [profile] = (await readMailSettings(context)).profiles;
    expect(profile).toMatchObject({ dkimDomain: 'shop.example', stored: { password: true } });
    expect(profile?.dkimRecord?.name).toBe('mail1._domainkey.shop.example');
    const [, base64 = ''] = /^v=DKIM1; k=rsa; p=(.+)$/.exec(profile?.dkimRecord?.value ?? '') ?? [];
    const key = createPublicKey({
      key: Buffer.from(base64, 'base64'),
      format: 'der',
      type: 'spki',
    });
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2_048);
  });

  it('stay when their field was emptied and then not used', async () => {
    const { context, person, saved } = await openSettings();
    const { id } = await saveProfile(context, person, withPassword(CANARY));
    await saveProfile(context, person, withPassword('', { id, auth: 'none' }));
    const secrets = await storedSecrets(context.secrets, { ...(await saved(id)), auth: 'auto' });
    expect(secrets.password).toBe(CANARY);
  });

  it('keep what was saved while a signing key was made for them', async () => {
    const { context, person, saved } = await openSettings();
    const { id } = await saveProfile(context, person, profileInput());
    const giving = giveDkimKey(context, person, { id, domain: 'shop.example', selector: 'mail1' });
    await saveProfile(context, person, withPassword(CANARY, { id, host: 'mail2.shop.example' }));
    await giving;
    const profile = await saved(id);
    expect(profile).toMatchObject({ host: 'mail2.shop.example', dkimSelector: 'mail1' });
    const secrets = await storedSecrets(context.secrets, profile);
    expect(secrets.password).toBe(CANARY);
  });
});

function faultsOf(change: Partial<ProfileInput>): string[] {
  try {
    checkProfile(profileInput(change), 'p1');
    return [];
  } catch (error) {
    return Object.keys((error as { failure: { fields: object } }).failure.fields);
  }
}

describe('the form of a mail server', () => {
  it.each([
    ['name', { name: ' ' }],
    ['host', { host: '' }],
    ['host', { host: 'mail example' }],
    ['host', { host: 'mail.example\r\nRSET' }],
    ['user', { user: 'a\u0000b' }],
    ['user', { user: '' }],
    ['security', { security: 'none' as const }],
    ['envelopeFrom', { envelopeFrom: 'x\r\nRCPT TO:<y@z.example>' }],
    ['helloName', { helloName: 'a b' }],
    ['helloName', { helloName: 'a\r\nRSET' }],
    ['dkimSelector', { dkimDomain: 'shop.example' }],
    ['dkimDomain', { dkimDomain: 'a b', dkimSelector: 'x' }],
    ['pinnedCertificate', { pinnedCertificate: 'no certificate' }],
    ['tokenUrl', { auth: 'xoauth2' as const, clientId: 'x', tokenUrl: 'http://evil.example/' }],
    ['clientId', { auth: 'xoauth2' as const, tokenUrl: 'https://login.example/token' }],
  ])('refuses a bad %s', (field, change) => {
    expect(faultsOf(change)).toEqual([field]);
  });

  it.each([
    ['password', 'auto', ['password']],
    ['password', 'xoauth2', []],
    ['password', 'none', []],
    ['refreshToken', 'auto', []],
    ['refreshToken', 'xoauth2', ['refreshToken']],
    ['clientSecret', 'none', []],
  ] as const)(
    'asks for an emptied %s with the login “%s” only where it uses it',
    (name, auth, faults) => {
      const { secrets } = profileInput();
      const emptied = { ...secrets, [name]: { change: 'set', secret: '' } };
      const token = { tokenUrl: 'https://login.example/token', clientId: 'x' };
      expect(faultsOf({ auth, ...token, secrets: emptied })).toEqual(faults);
    },
  );

  it('lets a server on this machine go without encryption', () => {
    expect(faultsOf({ host: '127.0.0.1', security: 'none' })).toEqual([]);
  });
});

describe('the sender', () => {
  it.each([
    ['fromAddress', { fromAddress: 'x\r\nBcc: y@z.example' }],
    ['fromName', { fromName: 'Shop\r\nBcc: y@z.example' }],
    ['replyTo', { replyTo: 'nobody' }],
  ])('is refused with a bad %s', async (field, change) => {
    const { context, person } = await openSettings();
    const sender = { fromAddress: 'noreply@shop.example', fromName: 'Shop', replyTo: '' };
    await expect(saveSender(context, person, { ...sender, ...change })).rejects.toMatchObject({
      failure: { fields: { [field]: [expect.any(String)] } },
    });
  });
});
