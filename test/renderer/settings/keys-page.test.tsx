import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import { type ChangedKeys, withChanges } from '../../../src/shared/keys/keymap.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

function openKeys(answers: Answers = {}) {
  const site = madeUpSite({ pending: [pendingRow(5), pendingRow(6)] });
  return renderApp('/settings/keys', {
    ...site,
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    ...answers,
  });
}

async function record(user: UserEvent, label: string) {
  await user.click(await screen.findByRole('button', { name: `Change the key of ${label}` }));
  const field = screen.getByRole('textbox', { name: `New key of ${label}` });
  expect(document.activeElement).toBe(field);
  return field;
}

const rowOf = (label: string) => screen.getByRole('rowheader', { name: label }).closest('tr');

test('a key is changed by pressing another one, and works in the list at once', async () => {
  const { user, bridge } = openKeys();
  await record(user, 'Select');
  await user.keyboard('w');
  expect(screen.getByText('w is free.')).toBeTruthy();
  await user.keyboard('{Enter}');
  await screen.findByText('“Select” is w now.');
  expect(bridge.inputsOf('keys.save')).toEqual([{ changed: { 'list.select': 'w' } }]);
  expect(rowOf('Select')?.textContent).toContain('was x');
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'Change the key of Select' }),
  );
  await user.keyboard('gp');
  const grid = await screen.findByRole('grid');
  await waitFor(() => expect(document.activeElement).toBe(grid));
  await user.keyboard('x');
  expect(within(grid).queryAllByRole('row', { selected: true })).toEqual([]);
  await user.keyboard('w');
  expect(within(grid).getAllByRole('row', { selected: true })).toHaveLength(1);
  const bar = screen.getByRole('group', { name: 'Keys' });
  expect(within(bar).getByRole('button', { name: 'w select' })).toBeTruthy();
});

test('two keys in turn are one key of an action', async () => {
  const { user, bridge } = openKeys();
  await record(user, 'Import people');
  await user.keyboard('gx{Enter}');
  await screen.findByText('“Import people” is g x now.');
  expect(bridge.inputsOf('keys.save')).toEqual([{ changed: { 'go.import': 'g x' } }]);
});

test.each([
  ['a letter', 'g{Shift>}X{/Shift}', 'g Shift+X'],
  ['a sign', 'g{Shift>}!{/Shift}', 'g !'],
])('the second of two keys may be %s with Shift', async (_, pressed, keys) => {
  const { user, bridge, address } = openKeys();
  await record(user, 'Import people');
  await user.keyboard(`${pressed}{Enter}`);
  await screen.findByText(/^“Import people” is/);
  expect(bridge.inputsOf('keys.save')).toEqual([{ changed: { 'go.import': keys } }]);
  await user.keyboard(pressed);
  await waitFor(() => expect(address()).toContain('/import'));
});

test('after a key that another has as a whole the next press is another key', async () => {
  const { user } = openKeys();
  const field = await record(user, 'Import people');
  await user.keyboard('x');
  expect(screen.getByText(/^x is “Select”/)).toBeTruthy();
  await user.keyboard('y');
  expect(field).toHaveProperty('value', 'y');
});

test('a third press begins anew', async () => {
  const { user } = openKeys();
  const field = await record(user, 'Import people');
  await user.keyboard('gxq');
  expect(field).toHaveProperty('value', 'q');
});

test('who has the key is said beside the field, and it is taken only when one says so', async () => {
  const { user, bridge } = openKeys();
  await record(user, 'Take back your newest act');
  await user.keyboard('x');
  expect(
    screen.getByText(
      /^x is “Select” \(Users, Pending, Captured and \d more\)\. Take it from there\?$/,
    ),
  ).toBeTruthy();
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('keys.save')).toEqual([]);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Take it' }));
  await user.keyboard('{Enter}');
  await screen.findByText('“Take back your newest act” is x now.');
  expect(bridge.inputsOf('keys.save')).toEqual([{ changed: { undo: 'x', 'list.select': null } }]);
  expect(rowOf('Select')?.textContent).toContain('none');
});

test.each([
  ['{Control>}c{/Control}', /Text fields need it/],
  ['{Control>}a{/Control}', /Text fields need it/],
  ['{Dead}', /can’t be told from others/],
  ['{F5}', /Browsers and systems need F5/],
  ['{ArrowDown}', /moves in lists and text/],
  [' ', /presses what has the focus/],
  ['g', /^g begins g d, which is “Dashboard” and \d+ more/],
])('%s is refused with the reason', async (keys, reason) => {
  const { user, bridge } = openKeys();
  const field = await record(user, 'Sign out');
  await user.keyboard(keys);
  expect(screen.getByText(reason)).toBeTruthy();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('keys.save')).toEqual([]);
});

test('the field keeps nobody: Escape leaves it, Tab goes on, and keys pressed in it do nothing', async () => {
  const { user, address } = openKeys();
  const field = await record(user, 'Sign out');
  const before = address();
  await user.keyboard('gu');
  expect(address()).toBe(before);
  await user.tab();
  expect(document.activeElement).not.toBe(field);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('textbox', { name: /^New key/ })).toBeNull();
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'Change the key of Sign out' }),
  );
});

test('a key is taken off, and z gives it back', async () => {
  const { user, bridge } = openKeys();
  await record(user, 'Select');
  await user.click(screen.getByRole('button', { name: 'No key' }));
  await screen.findByText('“Select” has no key now.');
  await user.keyboard('z');
  await screen.findByText(/^Taken back/);
  expect(bridge.inputsOf('keys.save')).toEqual([
    { changed: { 'list.select': null } },
    { changed: { 'list.select': 'x' } },
  ]);
});

test('a late save closes no field but its own, and leaves the focus where it is by then', async () => {
  const saves: (() => void)[] = [];
  const { user } = openKeys({
    'keys.save': () => new Promise((resolve) => saves.push(() => resolve({}))),
  });
  await record(user, 'Select');
  await user.keyboard('w{Enter}{Escape}');
  const other = await record(user, 'Import people');
  saves[0]?.();
  await screen.findByText('“Select” is w now.');
  expect(document.activeElement).toBe(other);
  await user.keyboard('gx{Enter}');
  const search = screen.getByRole('textbox', { name: 'Find an action' });
  await user.click(search);
  saves[1]?.();
  await screen.findByText('“Import people” is g x now.');
  expect(other.isConnected).toBe(false);
  expect(document.activeElement).toBe(search);
});

test('a held Enter takes no key: only another press does', async () => {
  const { user } = openKeys();
  await record(user, 'Sign out');
  await user.keyboard('x{Enter}');
  const take = screen.getByRole('button', { name: 'Take it' });
  expect(document.activeElement).toBe(take);
  expect(fireEvent.keyDown(take, { key: 'Enter', repeat: true })).toBe(false);
  expect(fireEvent.keyDown(take, { key: 'Enter' })).toBe(true);
});

test('one key is reset, and asks for it where another has it by now; then all are', async () => {
  let changed: ChangedKeys = { 'list.select': 'w', undo: 'x', search: 'q' };
  const { user } = openKeys({
    'keys.list': () => ({ changed }),
    'keys.save': (given) => {
      changed = withChanges(changed, given.changed);
      return {};
    },
  });
  await user.click(
    await screen.findByRole('button', { name: 'Reset the key of Search this list' }),
  );
  await waitFor(() => expect(changed).toEqual({ 'list.select': 'w', undo: 'x' }));
  await user.click(screen.getByRole('button', { name: 'Reset the key of Select' }));
  expect(screen.getByText(/^x is “Take back .*Take it from there/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Take it' }));
  await waitFor(() => expect(changed).toEqual({ undo: null }));
  await user.click(await screen.findByRole('button', { name: 'Reset all' }));
  await waitFor(() => expect(changed).toEqual({}));
});

test('a save that fails says so beside the field, and is tried again with what was pressed', async () => {
  let isBusy = true;
  const { user } = openKeys({
    'keys.save': () => {
      if (!isBusy) return {};
      throw new RefusedError({ code: 'busy', message: 'The database is busy. Nothing was saved.' });
    },
  });
  const field = await record(user, 'Select');
  await user.keyboard('w{Enter}');
  await screen.findByText('The database is busy. Nothing was saved.');
  expect(field).toHaveProperty('value', 'w');
  isBusy = false;
  await user.keyboard('{Enter}');
  await screen.findByText('“Select” is w now.');
});

test('while it is not known which keys were changed, none is', async () => {
  const { user, bridge } = openKeys({
    'keys.list': () => {
      throw new RefusedError({ code: 'busy', message: 'The database is busy.' });
    },
  });
  await screen.findByText('The database is busy.');
  expect(screen.queryByRole('button', { name: /^Change the key/ })).toBeNull();
  await user.keyboard('gu');
  await screen.findByRole('heading', { level: 1, name: /Users/ });
  expect(bridge.inputsOf('keys.save')).toEqual([]);
});

test('where nothing may be written no key is changed, with the reason', async () => {
  const reason = 'Made by a newer version. Opened read-only so nothing is lost.';
  const { 'application.status': status } = madeUpSite({});
  const { user } = openKeys({ 'application.status': () => ({ ...status(), readOnly: reason }) });
  const button = await screen.findByRole('button', { name: 'Change the key of Select' });
  await waitFor(() => expect(button.getAttribute('aria-description')).toBe(reason));
  await user.click(button);
  expect(screen.queryByRole('textbox', { name: /^New key/ })).toBeNull();
});

test('an action is found by its words', async () => {
  const { user } = openKeys();
  await user.type(await screen.findByRole('textbox', { name: 'Find an action' }), 'outbox');
  expect(rowOf('Outbox: held mails')).toBeTruthy();
  expect(screen.queryByRole('rowheader', { name: 'Select' })).toBeNull();
  await user.keyboard('zzz');
  expect(screen.getByText('No action is called so.')).toBeTruthy();
});

test('the list of all keys shows a changed key and leads to where it is changed', async () => {
  const { user } = openKeys({
    'keys.list': () => ({ changed: { 'list.down': 'n', note: 'q' } as const }),
  });
  await screen.findByRole('table', { name: 'In a list' });
  await user.keyboard('gp');
  (await screen.findByRole('grid')).focus();
  await user.keyboard('?');
  const dialog = await screen.findByRole('dialog', { name: 'Keys' });
  expect(within(dialog).getByText('Down').parentElement?.textContent).toBe('Downn↓');
  await user.click(within(dialog).getByRole('button', { name: 'Change keys…' }));
  expect(await screen.findByRole('heading', { level: 2, name: 'Keys' })).toBeTruthy();
});
