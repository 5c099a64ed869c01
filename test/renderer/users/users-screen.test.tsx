import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Outcome } from '../../../src/shared/contract/operations.ts';
import type { StoryItem } from '../../../src/shared/contract/story.ts';
import { invalidFields, RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite, outcomeOf, idsOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });

async function openUsers(answers: Answers = {}, path = '/users') {
  const app = renderApp(path, { ...madeUpSite({ accounts: [EVA, KARIN] }), ...answers });
  const grid = await screen.findByRole('grid', { name: 'Users' });
  grid.focus();
  return { ...app, grid };
}

test('Space opens the panel, which shows before and after of every change', async () => {
  const changes = [
    { field: 'e-mail address', before: 'k@gmial.example', after: 'k@gmail.example' },
  ];
  const item: StoryItem = {
    key: 'act 12',
    at: '2026-05-03T09:10:00.000Z',
    kind: 'changed',
    tone: 'neutral',
    title: 'Changed',
    detail: null,
    by: 'eva',
    undoOperationId: 12,
    undoBlocked: null,
    changes,
  };
  const { user, bridge } = await openUsers({
    'accounts.story': () => ({ items: [item], more: false }),
  });
  await user.keyboard('j ');
  const panel = await screen.findByRole('complementary', { name: 'Account of karin' });
  expect(within(panel).getByText('k@gmial.example')).toBeTruthy();
  expect(within(panel).getByText('k@gmail.example')).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: 'Undo: Changed' }));
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 12 }]));
});

test('acts are about the person in the panel that the address opens', async () => {
  const { user, bridge } = await openUsers(
    { 'accounts.deactivate': (target) => outcomeOf(idsOf(target)) },
    '/users?id=2',
  );
  await screen.findByRole('complementary', { name: 'Account of karin' });
  await user.keyboard('d');
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([{ ids: [2], includeSelf: false }]),
  );
});

test('nothing is done to somebody in the panel who was deleted meanwhile', async () => {
  let gone = false;
  const { user, bridge } = await openUsers(
    {
      'accounts.get': () => {
        if (!gone) return KARIN;
        throw new RefusedError({ code: 'not-found', message: 'This account no longer exists.' });
      },
      'accounts.deactivate': (target) => outcomeOf(idsOf(target)),
    },
    '/users?id=2',
  );
  await screen.findByRole('complementary', { name: 'Account of karin' });
  gone = true;
  bridge.emit(['accounts']);
  expect(await screen.findByText('This account no longer exists.')).toBeTruthy();
  await user.keyboard('d');
  expect(bridge.inputsOf('accounts.deactivate')).toEqual([]);
});

test('deleting oneself wants one’s name typed, and says so to the application', async () => {
  const { user, bridge } = await openUsers({
    'accounts.delete': () => {
      throw new RefusedError({
        code: 'conflict',
        message: 'This is the only administrator left. Nothing was changed.',
        advice: 'Make another one first.',
      });
    },
  });
  await user.keyboard('{Delete}');
  const dialog = await screen.findByRole('alertdialog', { name: /Delete/ });
  await user.type(within(dialog).getByRole('textbox'), 'eva{Enter}');
  expect(await within(dialog).findByText(/only administrator left/)).toBeTruthy();
  expect(bridge.inputsOf('accounts.delete')).toEqual([{ ids: [1], includeSelf: true }]);
});

test('a switch in the panel changes the right at once, with the revision that was read', async () => {
  const { user, bridge } = await openUsers(
    { 'accounts.update': () => outcomeOf([2]) },
    '/users?id=2',
  );
  await user.click(await screen.findByRole('switch', { name: 'Staff' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.update')[0]).toMatchObject({
      id: 2,
      revision: 'one',
      isStaff: true,
      isSuperuser: false,
    }),
  );
});

test('an act that ends closes no dialog and clears no selection but its own', async () => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const people = [2, 3, 4, 5].map((id) => accountDetail(id));
  const { user } = await openUsers({
    ...madeUpSite({ accounts: people }),
    'accounts.delete': () => promise,
  });
  await user.keyboard('xjx{Delete}');
  const leaving = await screen.findByRole('alertdialog', { name: 'Delete 2 accounts' });
  await user.click(within(leaving).getByRole('button', { name: 'Delete 2' }));
  await user.click(await within(leaving).findByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await user.keyboard('jx{Shift>}N{/Shift}');
  const dialog = await screen.findByRole('dialog', { name: 'New user' });
  await user.type(within(dialog).getByLabelText('User name'), 'karin');
  resolve(outcomeOf([2, 3]));
  await screen.findByText('2 deleted.');
  expect(within(dialog).getByLabelText('User name')).toHaveProperty('value', 'karin');
  expect(dialog.isConnected).toBe(true);
  expect(screen.getByText('3 selected')).toBeTruthy();
});

test('a deletion that is refused after its dialog was closed says so', async () => {
  const { promise, reject } = Promise.withResolvers<Outcome>();
  const { user } = await openUsers({
    ...madeUpSite({ accounts: [accountDetail(2)] }),
    'accounts.delete': () => promise,
  });
  await user.keyboard('{Delete}');
  const leaving = await screen.findByRole('alertdialog', { name: /Delete/ });
  await user.click(within(leaving).getByRole('button', { name: 'Delete' }));
  await user.click(await within(leaving).findByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  reject(new RefusedError({ code: 'busy', message: 'The database is busy.' }));
  expect(await screen.findAllByText('The database is busy.')).not.toEqual([]);
});

test('a new user is made with the messages of each field beside it', async () => {
  const { user } = await openUsers({
    'accounts.create': ({ username }) => {
      if (username === 'karin') {
        throw invalidFields({ username: ['A user with that username already exists.'] });
      }
      return { ...outcomeOf([9]), id: 9 };
    },
  });
  await user.keyboard('{Shift>}N{/Shift}');
  await user.type(await screen.findByLabelText('User name'), 'karin{Enter}');
  expect(await screen.findByText('A user with that username already exists.')).toBeTruthy();
  await user.type(screen.getByLabelText('User name'), '2{Enter}');
  expect(await screen.findByText(/karin2.* made\./)).toBeTruthy();
});

test('the search goes into the list’s question and keeps the old rows until the answer comes', async () => {
  const { user, bridge, grid } = await openUsers();
  await user.keyboard('/kar');
  await waitFor(() => expect(within(grid).queryByText('eva')).toBeNull());
  expect(bridge.inputsOf('accounts.list').at(-1)?.query).toBe('kar');
});

test('a list that is sorted while one looks far below shows the people at its top', async () => {
  const names = Array.from({ length: 600 }, (_, at) => accountDetail(at + 1));
  const { user, grid } = await openUsers({
    'accounts.list': ({ offset, limit }) => ({
      total: names.length,
      rows: names.slice(offset, offset + limit),
    }),
  });
  fireEvent.scroll(grid, { target: { scrollTop: 15_000 } });
  await within(grid).findByText('person480');
  await user.click(within(grid).getByRole('button', { name: 'User name' }));
  expect(await within(grid).findByText('person2')).toBeTruthy();
  expect(within(grid).queryByText('person480')).toBeNull();
});

const SESSIONS = [11, 12].map((id) => ({
  id,
  startedAt: '2026-05-01T09:00:00.000Z',
  lastSeenAt: '2026-05-03T09:20:00.000Z',
  expiresAt: '2026-05-15T09:00:00.000Z',
  address: `203.0.113.${id}`,
  browser: 'Firefox on Windows',
}));

function openSessions() {
  let sessions = SESSIONS;
  return openUsers(
    {
      'accounts.sessions': () => ({ sessions }),
      'accounts.endSessions': ({ sessionIds }) => {
        const ended = sessions.filter(({ id }) => sessionIds?.includes(id) ?? true);
        sessions = sessions.filter((session) => !ended.includes(session));
        return outcomeOf(ended.map(({ id }) => id));
      },
    },
    '/users?id=2',
  );
}

test('one session at the accounts site is ended and leaves the panel', async () => {
  const { user, bridge } = await openSessions();
  await user.click(await screen.findByRole('button', { name: /^End: Firefox.*203\.0\.113\.11$/ }));
  expect(await screen.findByText('1 session ended.')).toBeTruthy();
  expect(bridge.inputsOf('accounts.endSessions')).toEqual([{ id: 2, sessionIds: [11] }]);
  await waitFor(() => expect(screen.queryByText('203.0.113.11')).toBeNull());
});

test('all sessions are ended together', async () => {
  const { user, bridge } = await openSessions();
  await user.click(await screen.findByRole('button', { name: 'End all' }));
  expect(await screen.findByText('2 sessions ended.')).toBeTruthy();
  expect(bridge.inputsOf('accounts.endSessions')).toEqual([{ id: 2, sessionIds: null }]);
});

test('who is signed in nowhere is told so in a line', async () => {
  await openUsers({}, '/users?id=2');
  const section = await screen.findByRole('region', { name: 'Signed in at the accounts site' });
  expect(await within(section).findByText('Nowhere.')).toBeTruthy();
});

test('a reset link leaves only after the number was confirmed', async () => {
  const { user, bridge } = await openUsers({
    'accounts.sendReset': (target) =>
      outcomeOf(idsOf(target), { mailsQueued: idsOf(target).length }),
  });
  await user.keyboard('xjxm');
  const dialog = await screen.findByRole('alertdialog', { name: 'Send 2 reset links' });
  expect(within(dialog).getByText(/Nobody else learns their passwords/)).toBeTruthy();
  expect(bridge.inputsOf('accounts.sendReset')).toEqual([]);
  await user.click(await within(dialog).findByRole('button', { name: 'Send 2' }));
  expect(await screen.findByText('2 mailed a reset link.')).toBeTruthy();
  expect(bridge.inputsOf('accounts.sendReset')).toEqual([{ ids: [1, 2] }]);
});

test('setting a password offers the reset link instead', async () => {
  const { user } = await openUsers({}, '/users?id=2');
  const panel = await screen.findByRole('complementary', { name: 'Account of karin' });
  await user.click(within(panel).getByRole('button', { name: 'More acts for karin' }));
  await user.click(await screen.findByRole('menuitem', { name: /Set a password/ }));
  await user.click(await screen.findByRole('button', { name: 'Send a reset link…' }));
  expect(await screen.findByRole('alertdialog', { name: /karin.* a reset link/ })).toBeTruthy();
});

test('the menu of a person shows each key as it was changed', async () => {
  const changed = { deactivate: 'w', password: 'q' } as const;
  const { user } = await openUsers({ 'keys.list': () => ({ changed }) }, '/users?id=2');
  const panel = await screen.findByRole('complementary', { name: 'Account of karin' });
  await user.click(within(panel).getByRole('button', { name: 'More acts for karin' }));
  const menu = await screen.findByRole('menu');
  const words = within(menu)
    .getAllByRole('menuitem')
    .map((item) => item.textContent);
  expect(words).toContain('Deactivate w');
  expect(words).toContain('Set a password… q');
});

test('who waits for an approval is approved, not activated', async () => {
  const waiting = accountDetail(3, { username: 'olga', state: 'to-approve' });
  const { user } = await openUsers(
    { 'accounts.get': () => waiting, 'accounts.activate': (target) => outcomeOf(idsOf(target)) },
    '/users?id=3',
  );
  const panel = await screen.findByRole('complementary', { name: 'Account of olga' });
  expect(within(panel).getByText('To approve')).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: /^Approve/ }));
  expect(await screen.findByText(/olga.* approved\./)).toBeTruthy();
});

test('a name that nobody has offers who is close to it, each with a key', async () => {
  const similar = { id: 2, username: 'karin', name: 'Karin Lomo', email: 'karin@web.example' };
  const { user, bridge } = await openUsers({
    'accounts.list': ({ query }) => {
      const rows = query === '' || query === '-anna karin@web.example' ? [EVA, KARIN] : [];
      return { total: rows.length, rows };
    },
    'accounts.similar': () => ({ people: [similar] }),
  });
  const field = screen.getByRole('combobox', { name: /search/i });
  await user.type(field, 'krain -anna');
  expect(await screen.findByText('No one matches “krain -anna”.')).toBeTruthy();
  const names = await screen.findByRole('list', { name: 'Similar names' });
  expect(within(names).getByRole('button').textContent).toContain('Karin Lomo · karin@web.example');
  expect(bridge.inputsOf('accounts.similar').at(-1)).toEqual({ query: 'krain -anna' });
  await user.keyboard('{Enter}1');
  expect(await screen.findByRole('grid', { name: 'Users' })).toBeTruthy();
  expect(screen.getByDisplayValue('-anna karin@web.example')).toBeTruthy();
});
