import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import {
  accountDetail,
  madeUpSite,
  outcomeOf,
  pendingRow,
  idsOf,
} from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => pendingRow(index + 2));

async function openList(count: number, answers: Answers = {}) {
  const app = renderApp('/pending', { ...madeUpSite({ pending: people(count) }), ...answers });
  const grid = await screen.findByRole('grid', { name: 'Pending sign-ups' });
  grid.focus();
  return { ...app, grid };
}

test('a activates the person under the cursor, who then leaves the list', async () => {
  const { user, bridge, grid } = await openList(3);
  await user.keyboard('ja');
  await waitFor(() => expect(within(grid).queryByText('person3')).toBeNull());
  expect(bridge.inputsOf('registrations.activate')).toEqual([{ ids: [3] }]);
  expect(await screen.findByText(/person3.* activated\./)).toBeTruthy();
});

test('a acts on the selection when there is one, and clears it', async () => {
  const { user, bridge } = await openList(3);
  await user.keyboard('xjxa');
  expect(bridge.inputsOf('registrations.activate')).toEqual([{ ids: [2, 3] }]);
  expect(await screen.findByText('2 activated.')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('2 selected')).toBeNull());
});

test('selecting everybody freezes the ids that matched', async () => {
  const { user, bridge } = await openList(400);
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('400 selected')).toBeTruthy();
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: 'Activate 400' }));
  await waitFor(() => expect(bridge.inputsOf('registrations.activate')).toHaveLength(1));
  const [input = { ids: [] }] = bridge.inputsOf('registrations.activate');
  expect(idsOf(input)).toHaveLength(400);
});

const NO_MAILS = { mailsTakenBack: 0, mailsPutBack: 0, mailsGone: 0, mailsLost: [] };

test('z takes the newest act back and says which mails had left', async () => {
  const { user, bridge } = await openList(1, {
    'operations.undo': () => ({
      operationId: 8,
      undone: 1,
      refused: [],
      ...NO_MAILS,
      mailsGone: 2,
      act: { title: 'Activated person2', accounts: 1, names: ['person2'] },
    }),
  });
  await user.keyboard('m');
  await screen.findByText(/person2.* mailed again\./);
  await user.keyboard('z');
  expect(await screen.findByText('Two mails had already left.')).toBeTruthy();
  expect(screen.getByText('Taken back: Activated person2.')).toBeTruthy();
  expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]);
});

test('z knows an act as before when its undo could not be done at that moment', async () => {
  let asked = 0;
  const { user, bridge } = await openList(1, {
    'operations.undo': () => {
      asked += 1;
      if (asked < 3) throw new RefusedError({ code: 'busy', message: `Busy at try ${asked}.` });
      const act = { title: 'Mailed person2 again', accounts: 1, names: ['person2'] };
      return { ...NO_MAILS, operationId: 8, undone: 1, refused: [], act };
    },
  });
  await user.keyboard('m');
  await screen.findByText(/person2.* mailed again\./);
  await user.keyboard('z');
  expect(await screen.findAllByText('Busy at try 1.')).not.toEqual([]);
  await user.keyboard('z');
  expect(await screen.findAllByText('Busy at try 2.')).not.toEqual([]);
  // By a key: a click is not for what stood elsewhere a moment ago.
  (await screen.findByRole('button', { name: 'Try again', hidden: true })).focus();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('Taken back: Mailed person2 again.')).toBeTruthy();
  await user.keyboard('z');
  expect(await screen.findByText(/nothing to take back since you signed in/)).toBeTruthy();
  expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }, { id: 7 }, { id: 7 }]);
});

test('who was skipped can be looked at, each with the reason', async () => {
  const skipped = [{ id: 3, name: 'person3', reason: 'Is active already.' }];
  const { user } = await openList(2, {
    'registrations.activate': () => outcomeOf([2], { skipped }),
  });
  await user.keyboard('xjxa');
  await user.click(await screen.findByRole('button', { name: 'Show the 1' }));
  const dialog = await screen.findByRole('dialog', { name: /Skipped/ });
  expect(within(dialog).getByText('Is active already.')).toBeTruthy();
});

test('space peeks, the panel follows the cursor, Escape closes it', async () => {
  const { user } = await openList(2);
  await user.keyboard(' ');
  expect(await screen.findByRole('complementary', { name: 'Sign-up of person2' })).toBeTruthy();
  await user.keyboard('j');
  expect(await screen.findByRole('complementary', { name: 'Sign-up of person3' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
});

test('rejecting as spam tells nobody; another reason mails', async () => {
  const { user, bridge } = await openList(1);
  await user.keyboard('r1');
  const dialog = await screen.findByRole('dialog', { name: /Reject/ });
  expect(within(dialog).getByRole('button', { name: 'Reject' })).toBeTruthy();
  expect(within(dialog).queryByTitle(/its reader/)).toBeNull();
  await user.click(within(dialog).getByRole('button', { name: 'Not eligible' }));
  expect(await within(dialog).findByText('Your registration')).toBeTruthy();
  await user.type(within(dialog).getByLabelText('Note'), 'Traders.');
  await waitFor(() =>
    expect(bridge.inputsOf('registrations.rejection').at(-1)).toEqual({ id: 2, note: 'Traders.' }),
  );
  await user.click(within(dialog).getByRole('combobox'));
  await user.click(await screen.findByRole('option', { name: /^Everybody at/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Reject and mail' }));
  await waitFor(() => expect(bridge.inputsOf('registrations.reject')).toHaveLength(1));
  expect(bridge.inputsOf('registrations.reject')[0]).toEqual({
    ids: [2],
    reason: 'not-eligible',
    note: 'Traders.',
    tell: true,
    remember: 'domain',
  });
});

test('the keys that reject from the note reject once', async () => {
  const { user, bridge } = await openList(1, {
    'registrations.reject': () => new Promise(() => {}),
  });
  await user.keyboard('r');
  const dialog = await screen.findByRole('dialog', { name: /Reject/ });
  await user.type(within(dialog).getByLabelText('Note'), 'Traders.{Control>}{Enter}{/Control}');
  await waitFor(() => expect(within(dialog).getByRole('button', { busy: true })).toBeTruthy());
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(bridge.inputsOf('registrations.reject')).toHaveLength(1);
});

test('a link that the clipboard refuses is offered as text', async () => {
  const url = 'https://shop.example/accounts/activate/abc/';
  const { user } = await openList(1, {
    'registrations.links': () => ({ links: [{ id: 2, username: 'person2', url }], skipped: [] }),
  });
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('Not allowed'));
  await user.keyboard('c');
  expect(await screen.findByDisplayValue(url)).toBeTruthy();
});

test('a filter that nobody matches says how many there are without it', async () => {
  renderApp('/pending?q=mail:failed', madeUpSite({ pending: people(3) }));
  expect(await screen.findByText('Without the filter “mail:failed”: 3.')).toBeTruthy();
});

test('nobody waiting teaches the first step', async () => {
  renderApp('/pending', madeUpSite({}));
  expect(await screen.findByText('Nobody is waiting.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Open the register page' })).toBeTruthy();
});

const TO_APPROVE = pendingRow(2, {
  stage: 'to-approve',
  joinReason: 'I row.\nEva knows me.',
  expiresAt: '2026-05-01T10:00:00.000Z',
});
const signUp = { joinReason: TO_APPROVE.joinReason, address: '203.0.113.7', invitation: 'Rowers' };

async function openApprovals(answers: Answers = {}, path = '') {
  const site = madeUpSite({ pending: [TO_APPROVE, pendingRow(3)] });
  const app = renderApp(`/pending${path}`, { ...site, ...answers });
  const grid = await screen.findByRole('grid', { name: 'Pending sign-ups' });
  grid.focus();
  return { ...app, grid };
}

test('who has confirmed the address is marked so, without a countdown', async () => {
  const { grid } = await openApprovals();
  const row = within(grid).getByText('person2').closest('[role=row]');
  expect(row?.textContent).toContain('To approve');
  expect(row?.textContent).not.toContain('ended');
});

test('a approves who waits for an approval, and the words say so', async () => {
  const { user, bridge } = await openApprovals();
  expect(await screen.findByRole('button', { name: 'Approve person2' })).toBeTruthy();
  await user.keyboard('a');
  expect(await screen.findByText(/person2.* approved\./)).toBeTruthy();
  expect(bridge.inputsOf('registrations.activate')).toEqual([{ ids: [2] }]);
});

test('a selection of people to approve is approved', async () => {
  const { user } = await openApprovals({}, '?q=is:to-approve');
  await user.keyboard('x');
  const acts = await screen.findByRole('group', { name: 'Acts on the selection' });
  await user.click(within(acts).getByRole('button', { name: /^Approve/ }));
  expect(await screen.findByText(/person2.* approved\./)).toBeTruthy();
});

test('nobody who has confirmed the address gets another link', async () => {
  const { user, bridge } = await openApprovals();
  await user.keyboard('m');
  expect(
    await screen.findByText('The address is confirmed already: approve or reject.'),
  ).toBeTruthy();
  expect(bridge.inputsOf('registrations.resend')).toEqual([]);
});

test('the panel quotes why somebody wants to join, and where they came from', async () => {
  const { user } = await openApprovals({
    'accounts.get': () => accountDetail(2, { state: 'to-approve', signUp }),
  });
  await user.keyboard(' ');
  const panel = await screen.findByRole('complementary', { name: 'Sign-up of person2' });
  const quote = (await within(panel).findByText(/I row\./)).closest('blockquote');
  expect(quote?.textContent).toBe('I row.\nEva knows me.');
  expect(within(panel).getByText('203.0.113.7')).toBeTruthy();
  expect(within(panel).getByText('Rowers')).toBeTruthy();
});

test('the rejection of somebody to approve says that the address is confirmed', async () => {
  const { user } = await openApprovals();
  await user.keyboard('r');
  const dialog = await screen.findByRole('dialog', { name: /Reject/ });
  expect(
    within(dialog).getByText(/The address is confirmed, and this person waits for an approval\./),
  ).toBeTruthy();
});

test('held mails are told above the list, and lead to who waits for them', async () => {
  const held = pendingRow(4, { mail: { state: 'held', text: 'Held' } });
  const { user } = renderApp('/pending', madeUpSite({ pending: [...people(2), held] }));
  expect(await screen.findByText('1 mail is held: more sign-ups than usual.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show' }));
  await waitFor(() => expect(screen.queryByText('person2')).toBeNull());
  expect(screen.getByText('person4')).toBeTruthy();
});

test('the cursor stays with its person when others sign up', async () => {
  const rows = people(2);
  const { user, bridge, grid } = await openList(2, {
    'registrations.list': () => ({
      total: rows.length,
      rows: [...rows],
    }),
  });
  await user.keyboard('j');
  rows.unshift(pendingRow(9));
  bridge.emit(['registrations']);
  await within(grid).findByText('person9');
  await user.keyboard('a');
  await waitFor(() => expect(bridge.inputsOf('registrations.activate')).toEqual([{ ids: [3] }]));
});
