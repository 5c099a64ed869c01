import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

function openPermissions(answers: Answers) {
  return renderApp('/users/2?tab=permissions', {
    ...madeUpSite({ accounts: [accountDetail(2, { username: 'karin' })] }),
    ...answers,
  });
}

const PERMISSIONS = ['add', 'change', 'delete', 'view'].flatMap((verb, at) =>
  ['article', 'comment', 'page'].map((model, nth) => ({
    id: at * 3 + nth + 1,
    app: 'news',
    model,
    codename: `${verb}_${model}`,
    name: `Can ${verb} ${model}`,
  })),
);

test('a search among permissions hides rows, and neither the count nor what somebody has changes', async () => {
  const { user } = openPermissions({
    'accounts.rights': () => ({
      groups: [],
      permissions: PERMISSIONS.slice(0, 9),
      throughGroups: [],
    }),
    'accounts.rightsOffered': () => ({ groups: [], permissions: PERMISSIONS }),
  });
  const own = within(await screen.findByRole('region', { name: /Of their own/ }));
  await user.type(screen.getByLabelText('Search these permissions'), 'delete article');
  expect(own.getAllByRole('listitem')).toHaveLength(1);
  expect(own.getByText('9')).toBeTruthy();
  await user.click(own.getByRole('combobox', { name: 'Give a permission' }));
  await screen.findByRole('option', { name: /Can view article/ });
  expect(screen.queryByRole('option', { name: /Can add article/ })).toBeNull();
});

test('permissions are given one after the other without leaving the field, and the search stays with its words', async () => {
  let has = 8;
  const { user, bridge } = openPermissions({
    'accounts.rights': () => ({
      groups: [],
      permissions: PERMISSIONS.slice(0, has),
      throughGroups: [],
    }),
    'accounts.rightsOffered': () => ({ groups: [], permissions: PERMISSIONS }),
    'accounts.setPermissions': ({ add, remove }) => {
      has += add.length - remove.length;
      return outcomeOf([2]);
    },
  });
  const field = await screen.findByRole('combobox', { name: 'Give a permission' });
  await user.type(field, 'delete page{ArrowDown}{Enter}');
  await screen.findByText(/given a permission/);
  await waitFor(() =>
    expect(screen.getByRole('combobox', { name: 'Give a permission' })).toBe(
      document.activeElement,
    ),
  );
  await waitFor(() => expect(document.activeElement).toHaveProperty('value', ''));
  const search = await screen.findByLabelText('Search these permissions');
  await user.type(search, 'page');
  await user.click(screen.getByRole('button', { name: 'Take away: Can delete page' }));
  await waitFor(() => expect(screen.queryByText('Can delete page')).toBeNull());
  expect(search).toHaveProperty('value', 'page');
  expect(search.isConnected).toBe(true);
  expect(bridge.inputsOf('accounts.setPermissions')).toMatchObject([{ add: [9] }, { remove: [9] }]);
});

test('no permission is given by a key that chose none', async () => {
  const { user, bridge } = openPermissions({
    'accounts.rights': () => ({ groups: [], permissions: [], throughGroups: [] }),
    'accounts.rightsOffered': () => ({ groups: [], permissions: PERMISSIONS }),
    'accounts.setPermissions': () => outcomeOf([2]),
  });
  const field = await screen.findByRole('combobox', { name: 'Give a permission' });
  await user.type(field, 'delete');
  await screen.findByRole('option', { name: /Can delete page/ });
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('accounts.setPermissions')).toEqual([]);
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.setPermissions')).toMatchObject([{ add: [7] }]),
  );
});
