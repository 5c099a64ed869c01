import { describe, expect, it } from 'vitest';

import { addAccount, PASSWORD } from '../../support/core.ts';
import { withAnna } from '../../support/person.ts';

describe('a required new password', () => {
  it('ends the old one and the sessions, mails a link, and comes back whole', async () => {
    const { console, eva, anna } = await withAnna();
    const stored = () =>
      console.db
        .selectFrom('auth_user')
        .select('password')
        .where('id', '=', anna)
        .executeTakeFirstOrThrow();
    const before = await stored();
    await console.db
      .insertInto('gatehouse_session')
      .values({
        key_hash: 'x',
        user_id: anna,
        auth_tag: 'y',
        privileges: 0,
        created_at: '2026-03-01 12:00:00',
        last_seen_at: '2026-03-01 12:00:00',
        expires_at: '2026-03-09 12:00:00',
        address: '',
        user_agent: '',
      })
      .execute();
    const ids = [anna, eva.id];
    expect(await console.refusal('accounts.requireNewPassword', { ids })).toMatchObject({
      message: 'eva is you. Nothing was changed.',
    });
    const outcome = await console.call('accounts.requireNewPassword', { ids: [anna] });
    expect(outcome).toMatchObject({ done: 1, mailsQueued: 1 });
    const after = await stored();
    expect(await console.hasher.check(PASSWORD, after.password)).toMatchObject({ matches: false });
    expect(after.password.split('$').slice(0, 2)).toEqual(before.password.split('$').slice(0, 2));
    expect(await console.call('accounts.get', { id: anna })).toMatchObject({ sessions: 0 });
    const again = await console.call('accounts.sendReset', { ids: [anna] });
    expect(again).toMatchObject({ done: 1 });
    const undone = await console.call('operations.undo', { id: outcome.operationId ?? 0 });
    expect(undone).toMatchObject({ undone: 1, mailsTakenBack: 1 });
    expect(await stored()).toEqual(before);
    expect(await console.call('accounts.get', { id: anna })).toMatchObject({ sessions: 0 });
  });

  it('skips whom no link could reach, and says why', async () => {
    const { console } = await withAnna();
    const nobody = await addAccount(console, { username: 'nobody', isActive: true, email: '' });
    const asleep = await addAccount(console, { username: 'asleep' });
    const ids = [nobody, asleep];
    expect(await console.call('accounts.requireNewPassword', { ids })).toMatchObject({
      done: 0,
      operationId: null,
      skipped: [
        { name: 'nobody', reason: 'Has no e-mail address.' },
        { name: 'asleep', reason: 'Is not active.' },
      ],
    });
  });
});

describe('a password chosen by an administrator', () => {
  it('is refused until the settings allow it', async () => {
    const { console, anna } = await withAnna();
    const request = { id: anna, password: 'another calm river' };
    expect(await console.refusal('accounts.setPassword', request)).toMatchObject({
      code: 'not-allowed',
      message: 'Administrators choose no passwords for others. Nothing was changed.',
    });
    const { signIn: settings } = await console.call('settings.get', {});
    await console.call('settings.saveSignIn', {
      ...settings,
      passwordsByAdministrators: true,
      basedOn: settings,
    });
    expect(await console.call('accounts.setPassword', request)).toMatchObject({ done: 1 });
  });
});

describe('an account made by an administrator', () => {
  const fields = {
    username: 'olga',
    email: 'olga@people.example',
    firstName: '',
    lastName: '',
    isStaff: false,
    isSuperuser: false,
    start: 'active',
    password: '',
  } as const;

  it('gets a link to choose its password, and one that nobody knows until then', async () => {
    const { console } = await withAnna();
    const { id, mailsQueued } = await console.call('accounts.create', fields);
    expect(mailsQueued).toBe(1);
    const mails = await console.db
      .selectFrom('gatehouse_outbox')
      .select(['kind', 'account_id'])
      .execute();
    expect(mails).toEqual([{ kind: 'password_reset', account_id: id }]);
    expect(await console.call('accounts.sendReset', { ids: [id] })).toMatchObject({ done: 1 });
  });

  it('needs an address for it, and takes no chosen password unless that is allowed', async () => {
    const { console } = await withAnna();
    expect(await console.refusal('accounts.create', { ...fields, email: '' })).toMatchObject({
      fields: { email: ['Choosing a password needs an address for the link.'] },
    });
    const chosen = { ...fields, password: 'another calm river' };
    expect(await console.refusal('accounts.create', chosen)).toMatchObject({
      code: 'not-allowed',
    });
  });
});
