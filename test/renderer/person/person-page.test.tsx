import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { StoryItem } from '../../../src/shared/contract/story.ts';
import { invalidFields, RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, idsOf, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });
const OLGA = accountDetail(3, { username: 'olga' });

async function openPage(answers: Answers = {}, path = '/users/2', heading = 'karin') {
  const app = renderApp(path, { ...madeUpSite({ accounts: [EVA, KARIN, OLGA] }), ...answers });
  await screen.findByRole('heading', { level: 1, name: heading });
  return app;
}

const ACT: StoryItem = {
  key: 'act 12',
  at: '2026-05-03T09:10:00.000Z',
  kind: 'changed',
  tone: 'neutral',
  title: 'Groups changed',
  detail: null,
  by: 'eva',
  changes: [{ field: 'group', before: null, after: 'editors' }],
  undoOperationId: 12,
  undoBlocked: null,
};

test('a note is written with one key, and refused words stay beside the field', async () => {
  const { user, bridge } = await openPage({
    'accounts.addNote': ({ text }) => {
      if (text === 'x') throw invalidFields({ text: ['Write something down.'] });
      return outcomeOf([2]);
    },
  });
  await user.keyboard('n');
  const dialog = within(await screen.findByRole('dialog', { name: /Note on/ }));
  await user.type(dialog.getByLabelText('Note'), 'x{Control>}{Enter}{/Control}');
  expect(await dialog.findByText('Write something down.')).toBeTruthy();
  await user.type(dialog.getByLabelText('Note'), ' called{Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /Note on/ })).toBeNull());
  expect(bridge.inputsOf('accounts.addNote').at(-1)).toEqual({ id: 2, text: 'x called' });
});

test('hostile notes and names are text', async () => {
  const text = '<img src=x onerror=alert(1)>';
  await openPage(
    {
      'accounts.get': () => ({ ...KARIN, name: '<b>Karin</b>' }),
      'accounts.notes': () => ({
        notes: [
          {
            id: 1,
            text,
            author: 'eva',
            createdAt: KARIN.dateJoined ?? '',
            editedAt: null,
            editedBy: null,
          },
        ],
      }),
    },
    '/users/2',
    '<b>Karin</b>',
  );
  expect(await screen.findByText(text)).toBeTruthy();
  expect(document.querySelector('main img, main b')).toBeNull();
});

test('groups are given and taken where they stand', async () => {
  const editors = { id: 5, name: 'editors', permissions: 3 };
  const readers = { id: 6, name: 'readers', permissions: 0 };
  const { user, bridge } = await openPage({
    'accounts.rights': () => ({ groups: [editors], permissions: [], throughGroups: [] }),
    'accounts.rightsOffered': () => ({ groups: [editors, readers], permissions: [] }),
    'accounts.setGroups': () => outcomeOf([2]),
  });
  const groups = within(await screen.findByRole('region', { name: 'Groups' }));
  await user.click(await groups.findByRole('button', { name: 'Add' }));
  await user.click(await screen.findByRole('menuitem', { name: 'readers' }));
  await user.click(groups.getByRole('button', { name: 'Take out of editors' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.setGroups')).toEqual([
      { ids: [2], add: [6], remove: [] },
      { ids: [2], add: [], remove: [5] },
    ]),
  );
});

test('an undo that is refused says so where it was asked for', async () => {
  const { user } = await openPage({
    'accounts.story': () => ({ items: [ACT], more: false }),
    'operations.undo': () => ({
      operationId: null,
      undone: 0,
      refused: [{ name: 'karin', reason: 'It was deleted since.' }],
      mailsTakenBack: 0,
      mailsPutBack: 0,
      mailsGone: 0,
      mailsLost: [],
      act: { title: 'Activated person2', accounts: 1, names: ['person2'] },
    }),
  });
  const story = within(await screen.findByRole('region', { name: 'Story' }));
  await user.click(await story.findByRole('button', { name: 'Undo: Groups changed' }));
  expect(await story.findByText('Not taken back. It was deleted since.')).toBeTruthy();
});

test('a part of a story is asked for, and more of it', async () => {
  const { user, bridge } = await openPage({
    'accounts.story': () => ({
      items: [{ ...ACT, undoOperationId: null, undoBlocked: 'Was taken back.' }],
      more: true,
    }),
  });
  const story = within(await screen.findByRole('region', { name: 'Story' }));
  expect(await story.findByText('Was taken back.')).toBeTruthy();
  await user.click(story.getByRole('button', { name: 'Show earlier' }));
  await user.click(story.getByRole('button', { name: 'Mails' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.story')).toEqual([
      { id: 2, kind: 'all', limit: 50 },
      { id: 2, kind: 'all', limit: 250 },
      { id: 2, kind: 'mails', limit: 50 },
    ]),
  );
});

test('a new password is required only after it was confirmed', async () => {
  const { user, bridge } = await openPage({
    'accounts.requireNewPassword': () => outcomeOf([2], { mailsQueued: 1 }),
  });
  await user.keyboard('p');
  const dialog = within(
    await screen.findByRole('alertdialog', { name: /Require a new password from/ }),
  );
  expect(bridge.inputsOf('accounts.requireNewPassword')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Require' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.requireNewPassword')).toEqual([
      { ids: [2], includeSelf: false },
    ]),
  );
});

test('two accounts are shown side by side', async () => {
  const { user } = await openPage({
    'accounts.alike': () => ({
      accounts: [
        {
          id: 3,
          username: 'olga',
          email: 'karin@web.example',
          name: '',
          state: 'active',
          reasons: ['Same mailbox'],
        },
      ],
    }),
  });
  await user.click(await screen.findByRole('button', { name: 'Compare with olga' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Side by side' }));
  const row = await dialog.findByRole('row', { name: /^User name/ });
  expect(row.dataset['differs']).toBe('true');
  expect(within(row).getByText('olga')).toBeTruthy();
});

test('somebody who was deleted is told of, and comes back alone', async () => {
  const removal: StoryItem = { ...ACT, kind: 'removed', title: 'Deleted', changes: [] };
  const { user, bridge } = renderApp('/users/9', {
    ...madeUpSite({ accounts: [EVA] }),
    'accounts.get': () => {
      throw new RefusedError({ code: 'not-found', message: 'This account no longer exists.' });
    },
    'accounts.story': () => ({ items: [removal], more: false, username: 'karin' }),
    'trash.restore': (target) => outcomeOf(idsOf(target)),
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'karin' })).toBeTruthy();
  expect(await screen.findByText('There is no such account any more.')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Bring it back' }));
  await waitFor(() => expect(bridge.inputsOf('trash.restore')).toMatchObject([{ ids: [9] }]));
});

test('the page of somebody whom another window deletes says so', async () => {
  let gone = false;
  const { bridge } = await openPage({
    'accounts.get': () => {
      if (!gone) return KARIN;
      throw new RefusedError({ code: 'not-found', message: 'This account no longer exists.' });
    },
  });
  gone = true;
  bridge.emit(['accounts']);
  expect(await screen.findByText('There is no such account any more.')).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1, name: 'karin' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
});

test('a form about somebody whom another window deletes stays, says who did, and can go on', async () => {
  const removal: StoryItem = { ...ACT, kind: 'removed', title: 'Deleted', by: 'olga' };
  let gone = false;
  const { bridge, user } = await openPage({
    'accounts.get': () => {
      if (!gone) return KARIN;
      throw new RefusedError({ code: 'not-found', message: 'This account no longer exists.' });
    },
    'accounts.story': () => ({ items: [removal], more: false, username: 'karin' }),
    'trash.restore': (target) => {
      gone = false;
      bridge.emit(['accounts']);
      return outcomeOf(idsOf(target));
    },
  });
  await user.keyboard('e');
  const dialog = within(await screen.findByRole('dialog', { name: /Edit/ }));
  const first = dialog.getByLabelText('First name');
  await user.type(first, 'Karin');
  gone = true;
  bridge.emit(['accounts']);
  expect(await dialog.findByText(/Deleted by .*olga/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Bring back' }));
  await waitFor(() => expect(dialog.queryByText(/has been deleted meanwhile/)).toBeNull());
  expect(dialog.getByDisplayValue('Karin')).toBeTruthy();
});

test('secret columns of the raw rows are named and not shown', async () => {
  const { user } = await openPage({
    'accounts.raw': () => ({
      tables: [
        {
          table: 'auth_user',
          total: 1,
          rows: [
            [
              { column: 'id', value: '2', hidden: false },
              { column: 'password', value: null, hidden: true },
            ],
          ],
        },
      ],
    }),
    'accounts.references': () => ({
      references: [{ table: 'shop_order', column: 'buyer', count: 2, goesWithAccount: false }],
    }),
  });
  await user.click(screen.getByRole('tab', { name: 'Rows' }));
  const table = within(await screen.findByRole('region', { name: 'auth_user' }));
  expect(table.getByText('never leaves the application')).toBeTruthy();
  expect(table.getByRole('button', { name: 'Copy id' })).toBeTruthy();
  expect(await screen.findByText('2 rows')).toBeTruthy();
});

test('a sign-up has on its own page what it has in the list, by the same keys', async () => {
  const registration = { activated: false, expiresAt: '2026-05-06T10:00:00.000Z', expired: false };
  const site = madeUpSite({
    accounts: [accountDetail(4, { username: 'ida', state: 'pending', registration })],
  });
  const { user, bridge } = renderApp('/users/4', {
    ...site,
    'registrations.evidence': () => ({
      ...site['registrations.evidence'](),
      meant: 'ida@gmail.example',
    }),
  });
  await screen.findByRole('heading', { level: 1, name: 'ida' });
  await user.keyboard('m');
  await waitFor(() => expect(bridge.inputsOf('registrations.resend')).toEqual([{ ids: [4] }]));
  await user.keyboard('r');
  expect(await screen.findByRole('dialog', { name: /Reject/ })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /Reject/ })).toBeNull());
  await user.click(await screen.findByRole('button', { name: 'Use it…' }));
  expect(await screen.findByRole('dialog', { name: /Correct the address/ })).toBeTruthy();
  expect(screen.getByDisplayValue('ida@gmail.example')).toBeTruthy();
});

test('a mail that was captured leads to the settings that let the next one leave', async () => {
  const mailVerdict = {
    ...KARIN.mailVerdict,
    advice: 'Choose a mail server and send it again.',
    inMailSettings: true,
  };
  await openPage({ 'accounts.get': () => ({ ...KARIN, mailVerdict }) });
  const link = await screen.findByRole('link', { name: 'Open the mail settings' });
  expect(link.getAttribute('href')).toContain('/settings/mail');
});
