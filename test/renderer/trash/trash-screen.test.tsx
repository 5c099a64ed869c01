import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { FrozenSelection } from '../../../src/shared/contract/fields.ts';
import type { TrashRow } from '../../../src/shared/contract/trash.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { idsOf, madeUpSite, NOW, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const DAY_MS = 86_400_000;

function discarded(id: number, changes: Partial<TrashRow> = {}): TrashRow {
  return {
    id,
    username: `person${id}`,
    email: `person${id}@people.example`,
    name: '',
    deletedAt: new Date(NOW - DAY_MS).toISOString(),
    until: new Date(NOW + 29 * DAY_MS).toISOString(),
    act: 'Cleaned up',
    reason: '',
    by: 'Gatehouse',
    via: 'system',
    takenBy: null,
    addressTaken: false,
    ...changes,
  };
}

function openTrash(
  rows: readonly TrashRow[],
  path = '/trash',
  freeze: () => Promise<FrozenSelection> | FrozenSelection = () => ({
    selection: 'all',
    count: 70_000,
    at: new Date(NOW).toISOString(),
  }),
  changes: Answers = {},
) {
  return renderApp(path, {
    ...madeUpSite({}),
    'trash.list': ({ search }: { search: string }) => {
      const found = rows.filter(({ username }) => username.includes(search));
      return { rows: found, total: found.length };
    },
    'trash.freeze': freeze,
    'trash.erase': ({ ids }) => outcomeOf(ids),
    'accounts.story': () => ({ items: [], more: false }),
    'trash.restore': (target) => outcomeOf(idsOf(target)),
    ...changes,
  });
}

test('who is chosen comes back by the key, and the undo is offered', async () => {
  const { user, bridge } = openTrash([discarded(3), discarded(4), discarded(5)]);
  const grid = await screen.findByRole('grid', { name: 'People in the trash' });
  grid.focus();
  expect(await within(grid).findAllByText('29 d')).toHaveLength(3);
  await user.keyboard('xjxr');
  await waitFor(() =>
    expect(bridge.inputsOf('trash.restore')).toEqual([{ ids: [3, 4], sharesAddress: false }]),
  );
  expect(await screen.findByText('2 restored.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
});

test('mails of who comes back are told: those that leave after all, and those that do not', async () => {
  const lost = [{ name: 'person3', reason: 'The link inside has run out.' }];
  const { user } = openTrash([discarded(3), discarded(4)], '/trash', undefined, {
    'trash.restore': (target) => ({
      ...outcomeOf(idsOf(target)),
      mailsPutBack: 2,
      mailsLost: lost,
    }),
  });
  await user.click(await screen.findByRole('button', { name: 'Restore person3' }));
  expect(
    await screen.findByText(/Two mails leave after all\. One mail does not leave any more\./),
  ).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show the 1' }));
  const dialog = await screen.findByRole('dialog', { name: 'Not mailed any more: 1' });
  expect(within(dialog).getByText('The link inside has run out.')).toBeTruthy();
});

test('all that match are more than those in sight, and come back as one', async () => {
  const { user, bridge } = openTrash([discarded(3), discarded(4)]);
  (await screen.findByRole('grid', { name: 'People in the trash' })).focus();
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('70,000 selected')).toBeTruthy();
  await user.keyboard('r');
  await waitFor(() =>
    expect(bridge.inputsOf('trash.restore')).toMatchObject([{ selection: 'all' }]),
  );
});

test('all come back by the mouse alone', async () => {
  const { user, bridge } = openTrash([discarded(3), discarded(4)]);
  await user.click(await screen.findByRole('checkbox', { name: 'Select all' }));
  await user.click(await screen.findByRole('button', { name: /^Restore(?! person)/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('trash.restore')).toMatchObject([{ selection: 'all' }]),
  );
});

test('a restore at once after "all" waits until it is known who that is', async () => {
  const frozen = Promise.withResolvers<FrozenSelection>();
  const { user, bridge } = openTrash([discarded(3), discarded(4)], '/trash', () => frozen.promise);
  (await screen.findByRole('grid', { name: 'People in the trash' })).focus();
  await user.keyboard('{Control>}a{/Control}r');
  frozen.resolve({ selection: 'all', count: 70_000, at: new Date(NOW).toISOString() });
  await waitFor(() =>
    expect(bridge.inputsOf('trash.restore')).toMatchObject([{ selection: 'all' }]),
  );
});

test('one person comes back from the row', async () => {
  const { user, bridge } = openTrash([discarded(3)]);
  await user.click(await screen.findByRole('button', { name: 'Restore person3' }));
  await waitFor(() => expect(bridge.inputsOf('trash.restore')).toMatchObject([{ ids: [3] }]));
});

test('an empty trash says what comes into it, a search without result how to go on', async () => {
  openTrash([]);
  expect(await screen.findByText('The trash is empty.')).toBeTruthy();
});

test('the arrow down leads from the search into the list', async () => {
  const { user } = openTrash([discarded(1)]);
  await screen.findByText('person1');
  await user.click(screen.getByRole('textbox', { name: /Search/ }));
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(screen.getByRole('grid'));
});

test('a search that finds nobody can be cleared', async () => {
  const { user } = openTrash([discarded(3)], '/trash?q=zoe');
  await user.click(await screen.findByText('Clear the search'));
  expect(await screen.findByText('person3')).toBeTruthy();
});

test('a peek says why and by whom; for good takes the name, typed', async () => {
  const { user, bridge } = openTrash([
    discarded(3, { act: 'Rejected', reason: 'Spam: sells pills', by: 'boris' }),
  ]);
  (await screen.findByRole('grid', { name: 'People in the trash' })).focus();
  await user.keyboard(' ');
  const panel = await screen.findByRole('complementary', { name: 'person3 in the trash' });
  expect(within(panel).getByText('Spam: sells pills')).toBeTruthy();
  expect(within(panel).getByText('boris')).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: /Delete for good/ }));
  const dialog = await screen.findByRole('alertdialog');
  const act = within(dialog).getByRole('button', { name: 'Delete for good' });
  expect(act).toHaveProperty('disabled', true);
  await user.type(within(dialog).getByRole('textbox'), 'person3');
  await user.click(act);
  await waitFor(() => expect(bridge.inputsOf('trash.erase')).toEqual([{ ids: [3] }]));
});

test('a panel has an address, which opens it', async () => {
  const people = [discarded(3), discarded(4)];
  const { user, address } = openTrash(people, '/trash?id=4');
  await screen.findByRole('complementary', { name: 'person4 in the trash' });
  const grid = screen.getByRole('grid', { name: 'People in the trash' });
  expect(grid.querySelector('[data-active]')?.textContent).toContain('person4');
  grid.focus();
  await user.keyboard('k');
  await waitFor(() => expect(address()).toBe('/trash?id=3'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address()).toBe('/trash'));
});

test('who lost their name meanwhile comes back under another, by key or from the list of who stayed', async () => {
  const takenBy = { id: 9, username: 'person3' };
  const reason = 'The user name person4 has been taken by somebody else since.';
  const { user, bridge } = openTrash(
    [discarded(3, { takenBy }), discarded(4)],
    '/trash',
    undefined,
    {
      'trash.restore': () => ({
        ...outcomeOf([]),
        skipped: [{ id: 4, name: 'person4', reason, isNameTaken: true }],
      }),
      'trash.restoreAs': ({ id }) => outcomeOf([id]),
    },
  );
  (await screen.findByRole('grid', { name: 'People in the trash' })).focus();
  await screen.findByText('person3');
  await user.keyboard('r');
  const dialog = within(await screen.findByRole('dialog', { name: /under another name/ }));
  expect(dialog.getByRole('link', { name: 'person3' }).getAttribute('href')).toBe('/users/9');
  const field = dialog.getByLabelText('User name');
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.clear(field);
  await user.keyboard('third{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('trash.restoreAs')).toEqual([
      { id: 3, username: 'third', sharesAddress: false },
    ]),
  );
  await screen.findByText(/third.* restored/);

  screen.getByRole('grid').focus();
  await user.keyboard('jr');
  await user.click(await screen.findByRole('button', { name: 'Show the 1' }));
  const stayed = within(await screen.findByRole('dialog', { name: /Skipped/ }));
  await user.click(stayed.getByRole('link', { name: 'Restore under another name' }));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /Skipped/ })).toBeNull());
  await waitFor(() => expect(bridge.inputsOf('trash.list').at(-1)?.search).toBe('person4'));
});

test('an address that somebody else has by now is told before, and shared knowingly', async () => {
  const lise = { id: 9, username: 'lise', email: 'person3@people.example' };
  let mayShare = false;
  const { user, bridge } = openTrash([discarded(3, { addressTaken: true })], '/trash', undefined, {
    'accounts.othersAt': () => ({ accounts: [lise], mayShare }),
  });
  (await screen.findByRole('grid', { name: 'People in the trash' })).focus();
  await screen.findByText('person3');
  await user.keyboard('r');
  const refused = within(await screen.findByRole('alertdialog'));
  expect(await refused.findByText(/Here an address has one account/)).toBeTruthy();
  await user.click(refused.getByRole('button', { name: 'Close' }));
  expect(bridge.inputsOf('trash.restore')).toEqual([]);

  mayShare = true;
  act(() => bridge.emit(['settings']));
  await user.click(screen.getByRole('button', { name: 'Restore person3' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(await dialog.findByText(/would arrive in the mailbox of .*lise/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Restore' }));
  await waitFor(() =>
    expect(bridge.inputsOf('trash.restore')).toEqual([{ ids: [3], sharesAddress: true }]),
  );
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
});

test('nobody comes back before it is known who has their address by now', async () => {
  const { promise, resolve } = Promise.withResolvers<OutputOf<'accounts.othersAt'>>();
  const { user, bridge } = openTrash([discarded(3, { addressTaken: true })], '/trash', undefined, {
    'accounts.othersAt': () => promise,
  });
  (await screen.findByRole('grid', { name: 'People in the trash' })).focus();
  await screen.findByText('person3');
  await user.keyboard('r');
  const dialog = within(await screen.findByRole('alertdialog'));
  const restore = dialog.getByRole('button', { name: 'Restore' });
  await waitFor(() => expect(document.activeElement).toBe(restore));
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('trash.restore')).toEqual([]);
  const lise = { id: 9, username: 'lise', email: 'person3@people.example' };
  await act(async () => resolve({ accounts: [lise], mayShare: true }));
  await dialog.findByText(/would arrive in the mailbox of .*lise/);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(bridge.inputsOf('trash.restore')).toHaveLength(1));
});
