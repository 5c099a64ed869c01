import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { CapturedMail } from '../../../src/shared/contract/mail.ts';
import { capturedMail, openCaptured } from './captured-mails.ts';

test('the list is turned round by its menu, and all are still marked as read up to the newest', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  const grid = await screen.findByRole('grid');
  await user.click(screen.getByRole('button', { name: 'Order of the list' }));
  const newest = await screen.findByRole('menuitemcheckbox', { name: 'Newest first' });
  expect(newest.ariaChecked).toBe('true');
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Oldest first' }));
  await waitFor(() =>
    expect(within(grid).getAllByText(/^Account activation/)[0]?.textContent).toBe(
      'Account activation 1',
    ),
  );
  await user.click(screen.getByRole('button', { name: 'Mark all read' }));
  await waitFor(() =>
    expect(bridge.inputsOf('captured.markAllRead')).toEqual([{ search: '', upTo: 2 }]),
  );
});

test('the tags that there are stand in a menu with their numbers, and each goes into the search and out', async () => {
  const { user, bridge } = openCaptured([capturedMail(1)], {
    'captured.tags': () => ({
      tags: [
        { label: 'QA', mails: 3 },
        { label: 'to check', mails: 12 },
      ],
    }),
  });
  const search = await screen.findByLabelText<HTMLInputElement>('Search captured mail');
  const choose = async (name: string) => {
    await user.click(await screen.findByRole('button', { name: 'Tags' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name }));
  };
  await choose('to check 12');
  await choose('QA 3');
  await waitFor(() =>
    expect(bridge.inputsOf('captured.list').at(-1)?.search).toBe('tag:"to check" tag:QA'),
  );
  await choose('to check 12');
  await waitFor(() => expect(search.value).toBe('tag:QA'));
});

test('a right click shows a mail without having it read, and its acts are about it', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  const grid = await screen.findByRole('grid');
  await user.pointer({
    keys: '[MouseRight]',
    target: await within(grid).findByText('Account activation 1'),
  });
  await user.click(await screen.findByRole('menuitem', { name: /^Star/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('captured.star')).toEqual([{ ids: [1], starred: true }]),
  );
  expect((await screen.findByRole('heading', { level: 2 })).textContent).toBe(
    'Account activation 1',
  );
  expect(bridge.inputsOf('captured.markRead')).toEqual([]);
});

test('a selection takes the place of the toolbar, and tells among what it was made', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  await user.type(await screen.findByLabelText('Search captured mail'), 'acc');
  await waitFor(() => expect(bridge.inputsOf('captured.list').at(-1)?.search).toBe('acc'));
  (await screen.findByRole('grid')).focus();
  await user.keyboard('x');
  const bar = within(screen.getByRole('group', { name: 'Acts on the selection' }));
  expect(await bar.findByText('1 selected')).toBeTruthy();
  expect(bar.getByText('acc')).toBeTruthy();
  expect(screen.getByLabelText('Search captured mail')).toBeTruthy();
});

test('that others of the staff have mails there is said, but not beside what was looked for', async () => {
  const list = (rows: CapturedMail[]) => () => ({
    newest: rows[0]?.id ?? null,
    total: rows.length,
    unread: 0,
    hidden: 3,
    unsearchable: 0,
    problem: null,
    rows,
  });
  const { user } = openCaptured([], { 'captured.list': list([capturedMail(1)]) });
  const words = '3 more are for staff: only superusers see them.';
  expect(await screen.findByText(words)).toBeDefined();
  await user.type(await screen.findByLabelText('Search captured mail'), 'reset');
  await waitFor(() => expect(screen.queryByText(words)).toBeNull());
});
