import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite, pendingRow } from '../../support/made-up-site.ts';
import { MAIL, SETTINGS } from '../../settings/stored-settings.ts';
import { renderApp } from '../../support/render-app.tsx';

test.for([
  ['smtp', 'Settings: mail'],
  ['domain', 'Settings: site'],
  ['password', 'Settings: sign-in'],
  ['dark', 'Theme: dark'],
  ['log out', 'Sign out'],
  ['doctor', 'Settings: mail'],
  ['register', 'Settings: registration'],
  ['help', 'All keys'],
])('the palette finds %s', async ([typed = '', found = '']) => {
  const { user } = renderApp('/pending', madeUpSite({}));
  await screen.findByRole('heading', { name: 'Pending' });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard(typed);
  expect(await screen.findByRole('option', { name: new RegExp(found) })).toBeTruthy();
});

test.each(['/pending', '/users'])(
  'the palette saves a view, arranges the columns and adds a filter on %s',
  async (path) => {
    const { user } = renderApp(path, {
      ...madeUpSite({ pending: [pendingRow(2)], accounts: [accountDetail(3)] }),
      'groups.list': () => ({ rows: [], total: 0 }),
    });
    (await screen.findByRole('grid')).focus();
    const choose = async (typed: string, name: string) => {
      await user.keyboard('{Control>}k{/Control}');
      await screen.findByRole('dialog', { name: 'Command palette' });
      await user.keyboard(typed);
      await screen.findByRole('option', { name });
      await user.keyboard('{Enter}');
    };
    await choose('save view', 'Save as a view…');
    await screen.findByRole('dialog', { name: 'Save as a view' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await choose('columns', 'Columns and row height');
    const columns = await screen.findByRole('dialog', { name: 'Columns' });
    await waitFor(() => expect(columns.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await choose('filter', 'Add a filter…');
    const filters = await screen.findByRole('menu');
    await waitFor(() => expect(filters.contains(document.activeElement)).toBe(true));
  },
);

test('the palette makes a mail server where mail is set up', async () => {
  const { user } = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'mailSettings.presets': () => [],
  });
  await screen.findByRole('button', { name: 'New mail server' });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('new mail server');
  await screen.findByRole('option', { name: 'New mail server' });
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'New mail server' })).toBeTruthy();
});

test('the palette leads to everybody it found, and says who is not active', async () => {
  const row = accountDetail(2, { username: 'ana', email: 'ana@web.example', state: 'inactive' });
  const { user, address } = renderApp('/groups', {
    ...madeUpSite({}),
    'groups.list': () => ({ rows: [], total: 0 }),
    'accounts.list': () => ({ total: 23, rows: [row] }),
  });
  await screen.findByRole('heading', { level: 1 });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('ana');
  await screen.findByText('ana@web.example · Inactive');
  await user.click(await screen.findByRole('option', { name: 'All 23 in Users' }));
  await waitFor(() => expect(address()).toBe('/users?q=ana'));
});

test('the palette takes the first letter however soon it comes, and leads back to where one was', async () => {
  const { user } = renderApp('/users', madeUpSite({ accounts: [accountDetail(2)] }));
  const grid = await screen.findByRole('grid');
  grid.focus();
  fireEvent.keyDown(grid, { key: 'k', code: 'KeyK', ctrlKey: true });
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Search or command' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(grid));
});

test('the palette goes with the screen that it was opened over', async () => {
  const { user, goBack } = renderApp('/pending', madeUpSite({ pending: [pendingRow(2)] }));
  (await screen.findByRole('grid')).focus();
  await user.keyboard('gu');
  await screen.findByRole('heading', { level: 1, name: /Users/ });
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('dialog', { name: 'Command palette' });
  goBack();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('the acts that . offers begin with those on the person under the cursor', async () => {
  const { user } = renderApp('/pending', madeUpSite({ pending: [pendingRow(2)] }));
  (await screen.findByRole('grid')).focus();
  await user.keyboard('.');
  const [first] = await screen.findAllByRole('option');
  expect(first?.textContent).toContain('Activate person2');
});
