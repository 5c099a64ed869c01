import { describe, expect, it } from 'vitest';

import {
  checkMail,
  passwordForTest,
  readSettings,
  saveMail,
} from '../../../src/main/settings/settings-service.ts';
import { createSecretStore } from '../../../src/main/settings/secret-store.ts';
import { saveSite } from '../../../src/main/site/save-site.ts';
import type { MailSettingsInput } from '../../../src/shared/contract/settings.ts';
import { addAdministrator, createCore } from '../../support/core.ts';

const CANARY = 'canary-3f9b';

const MAIL: MailSettingsInput = {
  delivery: 'smtp',
  host: 'mail.shop.example',
  port: 587,
  security: 'starttls',
  user: 'shop',
  fromAddress: 'noreply@shop.example',
  fromName: 'Shop',
  password: { change: 'set', password: CANARY },
};

async function openSettings() {
  const core = await createCore();
  const box = {
    seal: async (secret: string) => `test:${Buffer.from(secret).toString('base64')}`,
    open: async (sealed: string) => Buffer.from(sealed.slice(5), 'base64').toString(),
  };
  const secrets = createSecretStore(core.db, box);
  const person = await addAdministrator(core);
  return { core, context: { ...core.context, secrets }, secrets, person };
}

describe('the stored SMTP password', () => {
  it('is only ever said to be set, and is in no log of what was changed', async () => {
    const { core, context, person } = await openSettings();
    await saveMail(context, person, MAIL);
    const shown = await readSettings(context, person);
    expect(shown.mail.passwordSet).toBe(true);
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
    const { context, secrets, person } = await openSettings();
    await saveMail(context, person, MAIL);
    await saveMail(context, person, { ...MAIL, ...change, password: { change: 'keep' } });
    expect(await secrets.has('smtp.password')).toBe(false);
  });

  it('stays when only the sender changes', async () => {
    const { context, secrets, person } = await openSettings();
    await saveMail(context, person, MAIL);
    await saveMail(context, person, { ...MAIL, fromName: 'New', password: { change: 'keep' } });
    expect(await secrets.read('smtp.password')).toBe(CANARY);
  });

  it('is never sent to a changed place by a test', async () => {
    const { context, person } = await openSettings();
    await saveMail(context, person, MAIL);
    const keep = { ...MAIL, password: { change: 'keep' } } as const;
    expect(await passwordForTest(context, keep)).toBe(CANARY);
    await expect(
      passwordForTest(context, { ...keep, host: 'mail.evil.example' }),
    ).rejects.toMatchObject({ failure: { fields: { password: [expect.any(String)] } } });
  });
});

describe('the mail form', () => {
  it.each([
    ['host', { host: '' }],
    ['host', { host: 'mail example' }],
    ['host', { host: 'mail.example\r\nRSET' }],
    ['fromAddress', { fromAddress: 'x\r\nBcc: y@z.example' }],
    ['fromName', { fromName: 'Shop\r\nBcc: y@z.example' }],
    ['user', { user: 'a\u0000b' }],
    ['security', { security: 'none' as const }],
  ])('refuses a bad %s', (field, change) => {
    const refused = (() => {
      try {
        checkMail({ ...MAIL, ...change });
        return null;
      } catch (error) {
        return error as { failure: { fields: Record<string, unknown> } };
      }
    })();
    expect(Object.keys(refused?.failure.fields ?? {})).toEqual([field]);
  });

  it('lets a server on this machine go without encryption', () => {
    expect(checkMail({ ...MAIL, host: '127.0.0.1', security: 'none' }).host).toBe('127.0.0.1');
  });
});

describe('the site form', () => {
  it('refuses a name that would break a subject or a header', async () => {
    const { context, person } = await openSettings();
    const site = { name: 'Shop\r\nBcc: x@y.example', domain: 'a b', scheme: 'https' } as const;
    await expect(saveSite(context, person, site)).rejects.toMatchObject({
      failure: { fields: { name: [expect.any(String)], domain: [expect.any(String)] } },
    });
  });
});
