import { cleanup, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, idsOf, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin' });

async function openUsers(answers: Answers, path = '/users') {
  const app = renderApp(path, { ...madeUpSite({ accounts: [EVA, KARIN] }), ...answers });
  const grid = await screen.findByRole('grid', { name: 'Users' });
  grid.focus();
  return { ...app, grid };
}

test('the panel goes with the cursor to whom another search finds', async () => {
  const { user, bridge, address } = await openUsers({
    'accounts.list': ({ query }) => ({
      rows: [EVA, KARIN].filter(({ username }) => username.includes(query)),
      total: query === '' ? 2 : 1,
    }),
    'accounts.deactivate': (target) => outcomeOf(idsOf(target)),
  });
  await user.keyboard(' ');
  await screen.findByRole('complementary', { name: 'Account of eva' });
  await user.keyboard('/karin{ArrowDown}');
  await screen.findByRole('complementary', { name: 'Account of karin' });
  expect(address()).toContain('id=2');
  await user.keyboard('d');
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([{ ids: [2], includeSelf: false }]),
  );
});

test('the row whose panel the address opens has the cursor, and none has it for who is not in the list', async () => {
  const { grid, user } = await openUsers({}, '/users?id=2');
  const cursor = () => {
    const id = grid.getAttribute('aria-activedescendant');
    return id === null ? null : document.getElementById(id)?.textContent;
  };
  await screen.findByRole('complementary', { name: 'Account of karin' });
  expect(cursor()).toContain('karin');
  await user.keyboard('{ArrowUp}');
  await screen.findByRole('complementary', { name: 'Account of eva' });
  expect(cursor()).toContain('eva');
  cleanup();

  const other = await openUsers(
    { 'accounts.list': () => ({ rows: [EVA], total: 1 }) },
    '/users?id=2',
  );
  await screen.findByRole('complementary', { name: 'Account of karin' });
  await waitFor(() => expect(other.grid.getAttribute('aria-activedescendant')).toBeNull());
});

test('the panel that the address opens stays when the order that somebody keeps is known later', async () => {
  const { promise: kept, resolve } = Promise.withResolvers<OutputOf<'views.list'>>();
  const { address } = await openUsers({ 'views.list': () => kept }, '/users?id=2');
  await screen.findByRole('complementary', { name: 'Account of karin' });
  const sort = { column: 'email', direction: 'descending' } as const;
  resolve({ views: [], layouts: { users: { columns: null, widths: {}, rows: 'compact', sort } } });
  await waitFor(() =>
    expect(screen.getByRole('columnheader', { name: /E-mail/ }).ariaSort).toBe('descending'),
  );
  expect(screen.getByRole('complementary', { name: 'Account of karin' })).toBeTruthy();
  expect(address()).toContain('id=2');
});
