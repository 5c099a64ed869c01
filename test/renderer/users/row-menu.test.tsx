import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, idsOf, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin' });
const OLGA = accountDetail(3, { username: 'olga' });

async function openUsers(answers: Answers = {}) {
  const site = madeUpSite({ accounts: [EVA, KARIN, OLGA] });
  const deactivate: Answers = { 'accounts.deactivate': (target) => outcomeOf(idsOf(target)) };
  const app = renderApp('/users', { ...site, ...deactivate, ...answers });
  const grid = await screen.findByRole('grid', { name: 'Users' });
  grid.focus();
  return { ...app, grid };
}

function rowOf(name: string): HTMLElement {
  const [cell] = within(screen.getByRole('grid')).getAllByText(name);
  return cell?.closest<HTMLElement>('[role=row]') ?? document.body;
}

const menu = () => screen.findByRole('menu', { name: 'Acts' });

async function choose(name: RegExp) {
  fireEvent.click(within(await menu()).getByRole('menuitem', { name }));
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
}

test('a right click offers the acts on its row, with their keys, and does them to nobody else', async () => {
  const { bridge } = await openUsers();
  expect(fireEvent.contextMenu(rowOf('karin'))).toBe(false);
  const items = within(await menu()).getAllByRole('menuitem');
  const labels = items.map(({ textContent }) => textContent.trim());
  expect(labels[0]).toMatch(/^Open the row/);
  expect(labels).toEqual(expect.arrayContaining(['Select x', 'Deactivate d', 'Delete… Delete']));
  await choose(/^Deactivate/);
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([{ ids: [2], includeSelf: false }]),
  );
});

test('beside a selection it is about its row alone, and the selection stays', async () => {
  const { user, bridge } = await openUsers();
  await user.keyboard('jxjx');
  fireEvent.contextMenu(rowOf('eva'));
  expect(within(await menu()).queryByText('2 selected')).toBeNull();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(screen.getByText('2 selected')).toBeTruthy();

  fireEvent.contextMenu(rowOf('olga'));
  expect(within(await menu()).getByText('2 selected')).toBeTruthy();
  const edit = within(await menu()).getByRole('menuitem', { name: /^Edit/ });
  expect(edit.getAttribute('aria-disabled')).toBe('true');
  expect(edit.textContent).toContain('One person at a time: select one.');
  await choose(/^Send a reset link/);
  await screen.findByRole('alertdialog', { name: 'Send 2 reset links' });
  expect(bridge.inputsOf('accounts.plan').at(-1)).toMatchObject({ ids: [2, 3] });
});

test('an act beside a selection is done to the row alone', async () => {
  const { user, bridge } = await openUsers();
  await user.keyboard('xjx');
  fireEvent.contextMenu(rowOf('olga'));
  await choose(/^Deactivate/);
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([{ ids: [3], includeSelf: false }]),
  );
});

test('Shift F10 and the menu key open it for the row of the cursor', async () => {
  const { user, grid } = await openUsers();
  await user.keyboard('j{Shift>}{F10}{/Shift}');
  await choose(/^Peek/);
  await screen.findByRole('complementary', { name: 'Account of karin' });
  grid.focus();
  fireEvent.contextMenu(grid, { button: 0 });
  await choose(/^Select/);
  expect(rowOf('karin').getAttribute('aria-selected')).toBe('true');
});

test('a right click beside all rows opens nothing of ours', async () => {
  const { grid } = await openUsers();
  expect(fireEvent.contextMenu(grid, { button: 2 })).toBe(true);
  expect(screen.queryByRole('menu')).toBeNull();
});

test('the head of a column sorts by it, hides it, and is reached by key', async () => {
  const { user } = await openUsers();
  const head = screen.getByRole('columnheader', { name: /E-mail/ });
  fireEvent.contextMenu(head);
  const own = within(await screen.findByRole('menu', { name: 'Column E-mail' }));
  fireEvent.click(own.getByRole('menuitem', { name: 'Sort descending' }));
  await waitFor(() => expect(head.ariaSort).toBe('descending'));
  within(head).getByRole('button').focus();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  const again = within(await screen.findByRole('menu', { name: 'Column E-mail' }));
  fireEvent.click(again.getByRole('menuitem', { name: 'Hide the column' }));
  await waitFor(() => expect(screen.queryByRole('columnheader', { name: /E-mail/ })).toBeNull());
});

test('a filter is added from a menu, or from the head of its column, into the search', async () => {
  const { user, bridge } = await openUsers({
    'accounts.list': () => ({ rows: [EVA, KARIN], total: 2 }),
  });
  await user.click(screen.getByRole('button', { name: 'Add a filter' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Last sign-in' }));
  fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Never' }));
  await waitFor(() => expect(bridge.inputsOf('accounts.list').at(-1)?.query).toBe('last:never'));
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  fireEvent.contextMenu(screen.getByRole('columnheader', { name: /State/ }));
  fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Inactive' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.list').at(-1)?.query).toBe('last:never is:inactive'),
  );
});
