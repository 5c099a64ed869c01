import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { Outcome } from '../../../src/shared/contract/operations.ts';
import { EXPORT_COLUMNS } from '../../../src/shared/contract/transfer.ts';
import { accountDetail, madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

/** The names of what is ticked in the dialog that the button opens. */
async function ticked(user: ReturnType<typeof renderApp>['user']): Promise<readonly string[]> {
  await user.click(await screen.findByRole('button', { name: 'Export…' }));
  const columns = await screen.findByRole('group', { name: 'Columns' });
  return within(columns)
    .getAllByRole('checkbox', { checked: true })
    .map((box) => box.closest('label')?.textContent ?? '');
}

function openUsers() {
  return renderApp('/users?q=is:active', {
    ...madeUpSite({ accounts: [accountDetail(1)] }),
    'accounts.list': () => ({ total: 1, rows: [accountDetail(1)] }),
    'accounts.count': () => ({ total: 1 }),
    'accounts.freeze': ({ query }) => ({
      selection: `frozen ${query}`,
      count: 1,
      at: '2026-05-03T10:20:00.000Z',
    }),
    'accounts.export': () => ({ path: '/file/x/all', filename: 'people.csv', count: 1 }),
  });
}

test('everybody that the list shows leaves with the columns that were left ticked', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const { user, bridge } = openUsers();
  await user.click(await screen.findByRole('button', { name: 'Export…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Export people' });
  expect(
    await within(dialog).findByText(/A file with 1 person, all who match .*is:active/),
  ).toBeTruthy();
  await user.click(within(dialog).getByRole('checkbox', { name: 'Groups' }));
  await user.click(within(dialog).getByRole('button', { name: 'Export' }));
  await waitFor(() => expect(bridge.inputsOf('accounts.export')).toHaveLength(1));
  expect(bridge.inputsOf('accounts.export')[0]).toEqual({
    format: 'csv',
    delimiter: ',',
    byteOrderMark: true,
    formulaSafe: true,
    selection: 'frozen is:active',
    columns: EXPORT_COLUMNS.slice(0, EXPORT_COLUMNS.indexOf('groups')),
  });
  expect(await screen.findByText('1 person exported.')).toBeTruthy();
  expect(click).toHaveBeenCalledOnce();
  click.mockRestore();
});

test('whom the open dialog is about stays, also when an act ends meanwhile that clears the selection', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { user, bridge } = renderApp('/users', {
    ...madeUpSite({ accounts: [accountDetail(2), accountDetail(3), accountDetail(4)] }),
    'accounts.deactivate': () => promise,
    'accounts.export': () => ({ path: '/file/x/all', filename: 'people.csv', count: 2 }),
  });
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await user.keyboard('xjxd{Control>}{Shift>}e{/Shift}{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Export people' });
  resolve(outcomeOf([2, 3]));
  await screen.findByText('2 deactivated.');
  await user.click(within(dialog).getByRole('button', { name: 'Export' }));
  await waitFor(() => expect(bridge.inputsOf('accounts.export')).toMatchObject([{ ids: [2, 3] }]));
  await waitFor(() => expect(click).toHaveBeenCalledOnce());
  click.mockRestore();
});

test('of those who wait a file has what Pending shows, and no rights', async () => {
  const { user } = renderApp('/pending', madeUpSite({ pending: [pendingRow(2)] }));
  const columns = await ticked(user);
  expect(columns).toContain('Link ends');
  expect(columns).toContain('Activation mail');
  expect(columns).not.toContain('Superuser');
});

test.each([
  ['users', ['email', 'name'], ['E-mail address', 'First name', 'Last name']],
  ['pending', ['username', 'mail'], ['User name', 'First name', 'Last name', 'Activation mail']],
])('the columns that somebody chose for %s are those of the file', async (name, columns, words) => {
  const { user } = renderApp(`/${name}`, {
    ...madeUpSite({ accounts: [accountDetail(1)], pending: [pendingRow(2)] }),
    'views.list': () => ({
      views: [],
      layouts: { [name]: { columns, widths: {}, rows: 'compact', sort: null } },
    }),
  });
  expect(await ticked(user)).toEqual(words);
});
