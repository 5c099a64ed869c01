import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, idsOf, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });

async function openUsers(answers: Answers) {
  const app = renderApp('/users', { ...madeUpSite({ accounts: [EVA, KARIN] }), ...answers });
  const grid = await screen.findByRole('grid', { name: 'Users' });
  grid.focus();
  return { ...app, grid };
}

test('a character that turns the direction of a name is named, in the list and in sentences', async () => {
  const evil = accountDetail(3, {
    username: 'evil\u202Egnp.exe',
    email: 'a\u202Eb@people.example',
  });
  const { user, grid } = await openUsers({
    ...madeUpSite({ accounts: [evil] }),
    'accounts.deactivate': (target) => outcomeOf(idsOf(target)),
  });
  expect(within(grid).getByText('evil[U+202E]gnp.exe')).toBeTruthy();
  expect(within(grid).getByText('a[U+202E]b@people.example')).toBeTruthy();
  await user.keyboard('d');
  expect(await screen.findByText('\u2068evil[U+202E]gnp.exe\u2069 deactivated.')).toBeTruthy();
});

test('the first press on a head of moments brings the newest, and on names the first', async () => {
  const { user, bridge, grid } = await openUsers({});
  const sorted = () => bridge.inputsOf('accounts.list').at(-1)?.sort;
  await user.click(within(grid).getByRole('button', { name: 'Joined' }));
  await waitFor(() => expect(sorted()).toEqual({ column: 'dateJoined', direction: 'descending' }));
  await user.click(within(grid).getByRole('button', { name: 'Joined' }));
  await waitFor(() => expect(sorted()).toEqual({ column: 'dateJoined', direction: 'ascending' }));
  await user.click(within(grid).getByRole('button', { name: 'Name' }));
  await waitFor(() => expect(sorted()).toEqual({ column: 'name', direction: 'ascending' }));
});

test('rows further down that could not be loaded say so and are asked for again, in their place', async () => {
  const crowd = Array.from({ length: 300 }, (_, at) =>
    accountDetail(at + 1, { username: `person${at + 1}` }),
  );
  let failing = true;
  const { user, grid } = await openUsers({
    'accounts.list': ({ offset, limit }) => {
      if (failing && offset > 0) throw new Error('The line broke.');
      return { rows: crowd.slice(offset, offset + limit), total: crowd.length };
    },
  });
  await user.keyboard('{End}');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Some rows of this list are missing.');
  expect(screen.getByRole('grid', { name: 'Users' })).toBe(grid);
  failing = false;
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await within(grid).findByText('person300')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('below the list one is a person, and nobody counts whom the list could not read', async () => {
  renderApp('/users', madeUpSite({ accounts: [EVA] }));
  expect(await screen.findByText('1 person')).toBeTruthy();
  cleanup();
  const failing = () => {
    throw new Error('The line broke.');
  };
  renderApp('/users?q=eva', {
    ...madeUpSite({ accounts: [EVA] }),
    'accounts.list': failing,
    'accounts.count': failing,
  });
  await screen.findByRole('button', { name: 'Try again' });
  expect(screen.queryByText(/counting/)).toBeNull();
});

test('a search of which nothing is understood has no matches to count', async () => {
  renderApp('/users?q=joined:%3Ebananas', madeUpSite({ accounts: [EVA, KARIN] }));
  expect(await screen.findByText('2 people · 1 term is left out of the search')).toBeTruthy();
});
