import { describe, expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, PASSWORD, register } from '../../support/core.ts';

const USERS = {
  query: '',
  sort: { column: 'username', direction: 'ascending' },
  offset: 0,
  limit: 50,
} as const;

describe('the guards of accounts', () => {
  it('case 41: keep the last superuser, whatever the way', async () => {
    const console = await createConsoleCore();
    const person = await signIn(console);
    const acting = { ids: [person.id], includeSelf: true };
    const message = 'This is the only administrator left. Nothing was changed.';
    expect(await console.refusal('accounts.deactivate', acting)).toMatchObject({ message });
    expect(await console.refusal('accounts.delete', acting)).toMatchObject({ message });
    const { revision } = await console.call('accounts.get', { id: person.id });
    const fields = { username: 'eva', email: '', firstName: '', lastName: '' };
    const update = { id: person.id, revision, ...fields };
    for (const flags of [
      { isStaff: true, isSuperuser: false },
      { isStaff: false, isSuperuser: true },
    ]) {
      const refusal = await console.refusal('accounts.update', { ...update, ...flags });
      expect(refusal).toMatchObject({ message });
    }
    // Who can't sign in at the console can't administer the site.
    await addAccount(console, { username: 'otto', isActive: true, isSuperuser: true });
    expect(await console.refusal('accounts.deactivate', acting)).toMatchObject({ message });
  });

  it('case 41: let nobody remove themselves without saying so', async () => {
    const console = await createConsoleCore();
    const person = await signIn(console);
    await addAccount(console, {
      username: 'otto',
      isActive: true,
      isStaff: true,
      isSuperuser: true,
    });
    expect(await console.refusal('accounts.delete', { ids: [person.id] })).toMatchObject({
      code: 'conflict',
      message: 'eva is you. Nothing was changed.',
    });
    expect(
      await console.call('accounts.delete', { ids: [person.id], includeSelf: true }),
    ).toMatchObject({ done: 1 });
    expect(await console.refusal('accounts.list', USERS)).toMatchObject({ code: 'not-signed-in' });
  });

  it('case 41: let nobody remove themselves by an undo without saying so', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const start = { firstName: '', lastName: '', password: '', start: 'active' } as const;
    const flags = { isStaff: true, isSuperuser: true };
    const boris = { username: 'boris', email: 'boris@x.example' };
    const made = await console.call('accounts.create', { ...start, ...flags, ...boris });
    const ids = [made.id];
    const password = await console.hasher.encode(PASSWORD);
    await console.db.updateTable('auth_user').set({ password }).where('id', 'in', ids).execute();
    await console.call('accounts.deactivate', { ids });
    const activated = await console.call('accounts.activate', { ids });
    const ended = await console.call('accounts.requireNewPassword', { ids });
    const kept = await console.call('operations.undo', { id: ended.operationId ?? 0 });
    await console.services.session.signIn('boris', PASSWORD);
    const message = 'boris is you. Nothing was changed.';
    for (const { operationId } of [made, activated, kept]) {
      expect(await console.refusal('operations.undo', { id: operationId ?? 0 })).toMatchObject({
        message,
        fields: { includeSelf: ['Confirm that you mean your own account too.'] },
      });
    }
    const meant = { id: activated.operationId ?? 0, includeSelf: true };
    expect(await console.call('operations.undo', meant)).toMatchObject({ undone: 1 });
    expect(await console.services.session.person()).toBeNull();
  });

  it('let staff touch neither staff nor flags, also not by an undo', async () => {
    const console = await createConsoleCore();
    await signIn(console, 'staff');
    const otto = await addAccount(console, { username: 'otto', isActive: true, isStaff: true });
    const outcome = await console.call('accounts.deactivate', { ids: [otto] });
    expect(outcome).toMatchObject({
      done: 0,
      skipped: [{ name: 'otto', reason: 'Only a superuser may change staff.' }],
    });
    const { id } = await console.db
      .selectFrom('gatehouse_operation')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(await console.refusal('operations.undo', { id })).toMatchObject({ code: 'not-allowed' });
  });

  it('let staff take back nothing that concerns people who are staff now', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const otto = await addAccount(console, { username: 'otto', isActive: true, isStaff: true });
    const { operationId } = await console.call('accounts.deactivate', { ids: [otto] });
    console.services.session.signOut();
    await signIn(console, 'staff');
    expect(await console.refusal('operations.undo', { id: operationId ?? 0 })).toMatchObject({
      code: 'not-allowed',
    });
  });

  it('let staff take back no undo of what only a superuser may do', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const site = await console.call('settings.get', {});
    await console.call('settings.saveConsole', {
      ...site.console,
      idleLockMinutes: 7,
      basedOn: site.console,
    });
    const last = async () => {
      const { id } = await console.db
        .selectFrom('gatehouse_operation')
        .select('id')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      return id;
    };
    await console.call('operations.undo', { id: await last() });
    await console.call('operations.undo', { id: await last() });
    const id = await last();
    console.services.session.signOut();
    await signIn(console, 'staff');
    const message = 'Only a superuser may take this back. Nothing was changed.';
    expect(await console.refusal('operations.undo', { id })).toMatchObject({ message });
  });

  it('let staff take back no ban of a whole domain', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const rejected = async (remember: 'address' | 'domain') => {
      const id = await register(console, `pending-${remember}`);
      const how = { reason: 'spam', note: '', tell: false, remember } as const;
      const { operationId } = await console.call('registrations.reject', { ids: [id], ...how });
      return operationId ?? 0;
    };
    const ofAddress = await rejected('address');
    const ofDomain = await rejected('domain');
    console.services.session.signOut();
    await signIn(console, 'staff');
    const message = 'Only a superuser may take this back. Nothing was changed.';
    expect(await console.refusal('operations.undo', { id: ofDomain })).toMatchObject({ message });
    expect(await console.call('operations.undo', { id: ofAddress })).toMatchObject({ undone: 1 });
  });

  it('let staff take back no restoring of whom only a superuser could delete', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const restored = async (remember: 'address' | 'domain') => {
      const id = await register(console, `pending-${remember}`);
      const how = { reason: 'spam', note: '', tell: false, remember } as const;
      await console.call('registrations.reject', { ids: [id], ...how });
      const { operationId } = await console.call('trash.restore', { ids: [id] });
      return operationId ?? 0;
    };
    const ofAddress = await restored('address');
    const ofDomain = await restored('domain');
    console.services.session.signOut();
    await signIn(console, 'staff');
    const message = 'Only a superuser may take this back. Nothing was changed.';
    expect(await console.refusal('operations.undo', { id: ofDomain })).toMatchObject({ message });
    expect(await console.call('operations.undo', { id: ofAddress })).toMatchObject({ undone: 1 });
  });

  it('let staff review no sign-up that will be staff', async () => {
    const console = await createConsoleCore();
    await signIn(console, 'staff');
    const id = await register(console, 'future');
    await console.db.updateTable('auth_user').set({ is_staff: 1 }).where('id', '=', id).execute();
    const skipped = [{ id, name: 'future', reason: 'Only a superuser may change staff.' }];
    const acts = [
      'registrations.activate',
      'registrations.resend',
      'registrations.delete',
    ] as const;
    for (const act of acts) {
      expect(await console.call(act, { ids: [id] })).toMatchObject({ done: 0, skipped });
    }
    const change = { id, email: 'mine@people.example' };
    expect(await console.call('registrations.changeEmail', change)).toMatchObject({ done: 0 });
    expect(await console.call('registrations.links', { ids: [id] })).toEqual({
      links: [],
      skipped,
    });
  });

  it('keep the last superuser from being undone', async () => {
    const console = await createConsoleCore();
    const eva = await signIn(console);
    const id = await addAccount(console, { username: 'otto', isActive: true });
    const { revision } = await console.call('accounts.get', { id });
    const promoted = await console.call('accounts.update', {
      id,
      revision,
      username: 'otto',
      email: '',
      firstName: '',
      lastName: '',
      isStaff: true,
      isSuperuser: true,
    });
    console.services.session.signOut();
    await console.services.session.signIn('otto', PASSWORD);
    await console.call('accounts.deactivate', { ids: [eva.id] });
    expect(
      await console.refusal('operations.undo', { id: promoted.operationId ?? 0 }),
    ).toMatchObject({
      code: 'conflict',
    });
  });

  it('notice that somebody else was faster', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await addAccount(console, { username: 'anna' });
    const { revision } = await console.call('accounts.get', { id });
    const form = {
      id,
      revision,
      username: 'anna',
      email: 'new@people.example',
      firstName: '',
      lastName: '',
      isStaff: false,
      isSuperuser: false,
    };
    expect(await console.call('accounts.update', form)).toMatchObject({ done: 1 });
    expect(await console.refusal('accounts.update', form)).toMatchObject({
      code: 'conflict',
      message: 'anna was changed by somebody else meanwhile. Nothing was overwritten.',
    });
  });

  it('say beside the fields what is wrong with an account', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await addAccount(console, { username: 'anna' });
    const form = {
      username: 'Anna',
      email: '',
      firstName: '',
      lastName: '',
      isStaff: false,
      isSuperuser: false,
      start: 'active',
    } as const;
    const { signIn: rules } = await console.call('settings.get', {});
    await console.call('settings.saveSignIn', {
      ...rules,
      passwordsByAdministrators: true,
      basedOn: rules,
    });
    expect(await console.refusal('accounts.create', { ...form, password: PASSWORD })).toMatchObject(
      {
        fields: { username: ['A user with that username already exists.'] },
      },
    );
    expect(
      await console.refusal('accounts.create', { ...form, username: 'new', password: '123' }),
    ).toMatchObject({
      fields: { password: expect.arrayContaining(['This password is entirely numeric.']) },
    });
  });
});

describe('a person’s story', () => {
  it('tells sign-up, mail and activation, by whom, with what changed and the undo', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await register(console, 'anna');
    console.clock.advance({ hours: 1 });
    const { operationId } = await console.call('registrations.activate', { ids: [id] });
    const { items } = await console.call('accounts.story', { id, kind: 'all', limit: 20 });
    expect(items.map(({ title, by }) => [title, by])).toEqual([
      ['Activated by hand', 'eva'],
      ['“Your account is active” mail to anna@people.example is waiting to leave', null],
      ['Activation mail to anna@people.example was cancelled', null],
      ['Signed up', null],
    ]);
    expect(items[0]).toMatchObject({
      undoOperationId: operationId,
      changes: [{ field: 'active', before: 'no', after: 'yes' }],
    });
  });
});
