// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const PEOPLE = ['eva', 'karin'].map((username, at) => accountDetail(at + 1, { username }));
const site = madeUpSite({ accounts: PEOPLE });

async function searchForNobody(state: 'off' | 'building' = 'off') {
  const app = renderApp('/users', {
    ...site,
    'accounts.list': (input) =>
      input.query === '' ? site['accounts.list'](input) : { rows: [], total: 0 },
    'accounts.index': () => ({ state, progress: 0, asOf: null }),
  });
  await screen.findByRole('grid', { name: 'Users' });
  await app.user.type(screen.getByLabelText('Search users'), 'schmi{Enter}');
  return app;
}

const grid = () => screen.findByRole('grid', { name: 'Users' });

test('where nobody is found the way back has the focus, and Enter takes it', async () => {
  const { user } = await searchForNobody();
  await screen.findByText('No one matches “schmi”.');
  const clear = screen.getByText('Clear the search').closest('button');
  await waitFor(() => expect(document.activeElement).toBe(clear));
  await user.keyboard('{Enter}');
  const list = await grid();
  await within(list).findByText('karin');
  await waitFor(() => expect(document.activeElement).toBe(list));
});

test('Escape clears a search that finds nobody, and the list has the keys again', async () => {
  const { user } = await searchForNobody();
  await screen.findByText('No one matches “schmi”.');
  await user.keyboard('{Escape}');
  const list = await grid();
  await within(list).findByText('karin');
  await waitFor(() => expect(document.activeElement).toBe(list));
});

test('nobody is said to match before everybody is searched', async () => {
  await searchForNobody('building');
  await screen.findByText('“schmi” is not found yet.');
  expect(screen.queryByText(/^No one matches/)).toBeNull();
});
