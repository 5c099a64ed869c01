import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });

async function openUsers(answers: Answers) {
  const app = renderApp('/users', { ...madeUpSite({ accounts: [EVA, KARIN] }), ...answers });
  const grid = await screen.findByRole('grid', { name: 'Users' });
  grid.focus();
  return { ...app, grid };
}

test('n writes a note on the person under the cursor', async () => {
  const { user, bridge } = await openUsers({ 'accounts.addNote': () => outcomeOf([2]) });
  await user.keyboard('jn');
  const dialog = await screen.findByRole('dialog', { name: 'Note on \u2068karin\u2069' });
  await user.type(within(dialog).getByLabelText('Note'), 'Called.{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.addNote')).toEqual([{ id: 2, text: 'Called.' }]),
  );
});

test('many are put into a group and taken out of it, by whoever may give rights', async () => {
  const { user, bridge } = await openUsers({
    'accounts.rightsOffered': () => ({
      groups: [{ id: 7, name: 'editors', permissions: 3 }],
      permissions: [],
    }),
    'accounts.setGroups': () => outcomeOf([1, 2]),
  });
  const choose = async (act: 'Put in' | 'Take out') => {
    await user.keyboard('xjx');
    await user.click(await screen.findByRole('button', { name: 'Group…' }));
    const dialog = await screen.findByRole('dialog', { name: 'A group for 2 people' });
    await user.click(await within(dialog).findByRole('combobox', { name: 'Group' }));
    await user.click(await screen.findByRole('option', { name: /^editors/ }));
    await user.click(within(dialog).getByRole('button', { name: act }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /^A group/ })).toBeNull());
    screen.getByRole('grid').focus();
    await user.keyboard('{Home}');
  };
  await choose('Put in');
  expect(await screen.findByText('2 put into \u2068editors\u2069.')).toBeTruthy();
  await choose('Take out');
  expect(bridge.inputsOf('accounts.setGroups')).toEqual([
    { ids: [1, 2], add: [7], remove: [] },
    { ids: [1, 2], add: [], remove: [7] },
  ]);
});
test('n writes a note on the sign-up under the cursor', async () => {
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2), pendingRow(3)] }),
    'accounts.addNote': () => outcomeOf([3]),
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('jn');
  const dialog = await screen.findByRole('dialog', { name: 'Note on \u2068person3\u2069' });
  await user.type(within(dialog).getByLabelText('Note'), 'Called.{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.addNote')).toEqual([{ id: 3, text: 'Called.' }]),
  );
});
