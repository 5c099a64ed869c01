import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { SavedView } from '../../../src/shared/contract/views.ts';
import type { UserPermission } from '../../../src/shared/rights.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { MAIL, SETTINGS } from '../settings/stored-settings.ts';
import { renderApp } from '../support/render-app.tsx';

const KARIN = accountDetail(2, { username: 'karin' });

const VIEW: SavedView = {
  id: 7,
  list: 'users',
  name: 'Staff of ours',
  query: 'is:staff',
  layout: { columns: null, widths: {}, rows: 'compact', sort: null },
  shared: true,
  changeable: true,
};

const lackOf = (name: string) =>
  `You don’t have the permission “${name}”. Only a superuser can give it to you.`;

/** The console with somebody of the staff at it. */
function openAs(
  permissions: UserPermission[],
  path: string,
  answers: Answers = {},
): ReturnType<typeof renderApp> & { readonly become: (next: UserPermission[]) => void } {
  const site = madeUpSite({ accounts: [KARIN] });
  let now = permissions;
  const app = renderApp(path, {
    ...site,
    'session.state': () => ({
      ...site['session.state'](),
      person: { id: 4, username: 'sam', isSuperuser: false, permissions: now },
    }),
    ...answers,
  });
  const become = (next: UserPermission[]) => {
    now = next;
    app.bridge.emit(['accounts']);
  };
  return { ...app, become };
}

const button = (name: RegExp | string) => screen.getByRole('button', { name });

test('who may only look sees people, and why each act is not theirs, by key and by button', async () => {
  const { user, bridge } = openAs(['auth.view_user'], '/users');
  const grid = await screen.findByRole('grid', { name: 'Users' });
  expect(await within(grid).findByText('karin')).toBeTruthy();
  for (const [key, name] of [
    ['d', 'Can change user'],
    ['{Shift>}N{/Shift}', 'Can add user'],
    ['{Delete}', 'Can delete user'],
  ] as const) {
    grid.focus();
    await user.keyboard(key);
    expect(await screen.findByText(lackOf(name))).toBeTruthy();
  }
  await user.click(button(/^New user/));
  expect(screen.queryByRole('textbox', { name: 'User name' })).toBeNull();
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(bridge.inputsOf('accounts.deactivate')).toEqual([]);
});

test('who may change but not delete has the one and not the other', async () => {
  const { user } = openAs(['auth.change_user'], '/users');
  const grid = await screen.findByRole('grid', { name: 'Users' });
  await user.click(await within(grid).findByRole('button', { name: /^More acts for karin/ }));
  const item = async (name: RegExp) => screen.findByRole('menuitem', { name });
  expect((await item(/^Deactivate/)).getAttribute('aria-disabled')).not.toBe('true');
  expect((await item(/^Delete/)).getAttribute('aria-disabled')).toBe('true');
});

test.each([
  ['/dashboard', 'Dashboard', 'view'],
  ['/pending', 'Pending', 'view'],
  ['/pending/one-by-one', 'One by one', 'view'],
  ['/users', 'Users', 'view'],
  ['/users/2', 'Person', 'view'],
  ['/trash', 'Trash', 'view'],
  ['/activity', 'Audit', 'view'],
  ['/mail/captured', 'Captured mail', 'change'],
  ['/mail/outbox', 'Outbox', 'change'],
])('%s says who may not see it, and asks for nothing', async (path, title, verb) => {
  const barred = () => {
    throw new Error('Nobody may ask this.');
  };
  openAs([], path, {
    'dashboard.attention': barred,
    'registrations.list': barred,
    'registrations.ids': barred,
    'accounts.list': barred,
    'accounts.get': barred,
    'trash.list': barred,
    'operations.list': barred,
    'captured.list': barred,
    'outbox.list': barred,
  });
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeTruthy();
  expect(screen.getByText(`You don’t have the permission “Can ${verb} user”.`)).toBeTruthy();
  expect(screen.getByText('Only a superuser can give it to you.')).toBeTruthy();
});

test.each([
  ['/settings/rehearsal', 'rehearsal.state'],
  ['/settings/invitations', 'invitations.list'],
] as const)('%s says who may not see it, among the settings', async (path, name) => {
  const { bridge } = openAs(['auth.change_user'], path, {
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
  });
  expect(await screen.findByText('You don’t have the permission “Can add user”.')).toBeTruthy();
  expect(bridge.inputsOf(name)).toEqual([]);
});

test('who may not look at people asks for none by the palette or for the counts of views', async () => {
  const { user, bridge } = openAs([], '/settings/keys', {
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'views.list': () => ({ views: [VIEW], layouts: {} }),
  });
  await screen.findByText('Staff of ours');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'karin');
  expect(await screen.findByText('Nothing matches “karin”.')).toBeTruthy();
  expect(bridge.inputsOf('accounts.list')).toEqual([]);
  expect(bridge.inputsOf('accounts.counts')).toEqual([]);
});

test('a screen comes once its permission was given', async () => {
  const { become } = openAs([], '/users');
  await screen.findByText('You don’t have the permission “Can view user”.');
  become(['auth.view_user']);
  await waitFor(() => expect(screen.getByRole('grid', { name: 'Users' })).toBeTruthy());
});
