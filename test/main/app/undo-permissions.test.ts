import { describe, expect, it } from 'vitest';

import type { Person } from '../../../src/main/accounts/account-guards.ts';
import { createAccount } from '../../../src/main/registrations/create-account.ts';
import { makeTestSignUp } from '../../../src/main/registrations/test-sign-up.ts';
import type { UserPermission } from '../../../src/shared/rights.ts';
import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, handToProject, PASSWORD, register } from '../../support/core.ts';
import { permit } from '../../support/permissions.ts';

const LACK = (name: string) =>
  `You don’t have the permission “${name}”. Only a superuser can give it to you.`;

const BORIS = {
  username: 'boris',
  email: 'boris@people.example',
  firstName: '',
  lastName: '',
  isStaff: false,
  isSuperuser: false,
};

/** The ways to make an account, at the console. */
const MAKERS = [
  [
    'an account',
    (core: ConsoleCore, person: Person) =>
      createAccount(core.services, { person, fields: BORIS, password: PASSWORD, start: 'active' }),
  ],
  [
    'a test sign-up',
    ({ context }: ConsoleCore, person: Person) =>
      makeTestSignUp(context, { person, captureServer: '127.0.0.1:2525' }),
  ],
] as const;

/** What eva has done in a Django project's database, and sam at the console after her. */
async function withActs(permissions: readonly UserPermission[]) {
  const console = await createConsoleCore();
  await handToProject(console);
  const eva = await signIn(console);
  const anna = await addAccount(console, { username: 'anna', isActive: true });
  const berta = await addAccount(console, { username: 'berta', isActive: true });
  const changed = await console.call('accounts.deactivate', { ids: [anna] });
  const deleted = await console.call('accounts.delete', { ids: [berta] });
  const ids = { changed: changed.operationId ?? 0, deleted: deleted.operationId ?? 0 };
  const sam = await signIn(console, 'staff');
  await permit(console, sam.id, ['auth.view_user', ...permissions]);
  return { console, eva, sam, anna, berta, ids };
}

describe('taking an act back', () => {
  it('asks for the permission that the act asked for', async () => {
    const { console, ids } = await withActs(['auth.change_user']);
    expect(await console.refusal('operations.undo', { id: ids.deleted })).toMatchObject({
      code: 'not-allowed',
      message: 'You don’t have the permission “Can delete user”. Nothing was changed.',
    });
    expect(await console.call('operations.undo', { id: ids.changed })).toMatchObject({ undone: 1 });
  });

  it('asks for it also where an undo is taken back', async () => {
    const { console, ids } = await withActs(['auth.change_user']);
    await console.services.session.signIn('eva', PASSWORD);
    const { operationId: back } = await console.call('operations.undo', { id: ids.deleted });
    await console.services.session.signIn('sam', PASSWORD);
    expect(await console.refusal('operations.undo', { id: back })).toMatchObject({
      message: expect.stringContaining('“Can delete user”'),
    });
  });

  it('asks for both to change and to delete where a visitor did it', async () => {
    const { console } = await withActs(['auth.change_user']);
    const clara = await register(console, 'clara');
    const { rows } = await console.call('operations.list', { offset: 0, limit: 1, search: '' });
    expect(rows).toMatchObject([{ title: 'Signed up', undoBlocked: LACK('Can delete user') }]);
    expect(await console.refusal('operations.undo', { id: rows[0]?.id })).toMatchObject({
      code: 'not-allowed',
    });
    expect(await console.call('accounts.get', { id: clara })).toMatchObject({ username: 'clara' });
  });

  it.each(MAKERS)('asks to delete too where somebody else made %s', async (_, make) => {
    const { console, eva, sam } = await withActs(['auth.add_user', 'auth.change_user']);
    const { operationId: own } = await make(console, sam);
    expect(await console.call('operations.undo', { id: own ?? 0 })).toMatchObject({ undone: 1 });
    const { operationId: others } = await make(console, eva);
    expect(await console.refusal('operations.undo', { id: others })).toMatchObject({
      code: 'not-allowed',
      message: 'You don’t have the permission “Can delete user”. Nothing was changed.',
    });
  });

  it('is offered in the log and in a story to those alone who may', async () => {
    const { console, anna, ids } = await withActs([]);
    const blocked = async () => {
      const { rows } = await console.call('operations.list', { offset: 0, limit: 9, search: '' });
      return [ids.changed, ids.deleted].map((id) => rows.find((row) => row.id === id)?.undoBlocked);
    };
    const ownWay = async () => {
      const input = { id: anna, kind: 'acts', limit: 1 } as const;
      const [item] = (await console.call('accounts.story', input)).items;
      return item && [item.undoOperationId, item.undoBlocked];
    };
    expect(await blocked()).toEqual([LACK('Can change user'), LACK('Can delete user')]);
    expect(await ownWay()).toEqual([null, LACK('Can change user')]);
    const { operation } = await console.call('operations.get', { id: ids.changed });
    expect(operation.undoBlocked).toBe(LACK('Can change user'));

    await console.services.session.signIn('eva', PASSWORD);
    expect(await blocked()).toEqual([null, null]);
    expect(await ownWay()).toEqual([ids.changed, null]);
  });
});

it('people come back from the trash for those who may delete them', async () => {
  const { console, berta } = await withActs(['auth.delete_user']);
  expect(await console.call('trash.restore', { ids: [berta] })).toMatchObject({ done: 1 });
  expect(await console.call('accounts.get', { id: berta })).toMatchObject({ username: 'berta' });
});
