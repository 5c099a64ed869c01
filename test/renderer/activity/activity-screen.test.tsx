import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { describeDay } from '../../../src/renderer/ui/describe-time.ts';
import type { OperationRow } from '../../../src/shared/contract/operations.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

function operation(id: number, changes: Partial<OperationRow> = {}): OperationRow {
  return {
    id,
    at: '2026-05-03T09:10:00.000Z',
    kind: 'accounts.update',
    title: `Changed ${id}`,
    actor: 'eva',
    via: 'console',
    accounts: 1,
    names: ['karin'],
    undoBlocked: null,
    ...changes,
  };
}

const rows = [operation(9), operation(8, { undoBlocked: 'Was taken back.', isUndone: true })];

const CHANGES = 450;
const SINCE = '2026-05-02T10:00:00.000Z';

async function openActivity(answers: Answers = {}, address = '/activity') {
  const app = renderApp(address, {
    ...madeUpSite({}),
    'operations.verify': () => ({
      state: 'unbroken',
      since: SINCE,
      entries: 9,
      checkedAt: SINCE,
      problem: null,
    }),
    'operations.list': () => ({ total: rows.length, rows }),
    'operations.get': ({ id }) => ({
      operation: rows.find((row) => row.id === id) ?? operation(id),
      changes: [
        {
          name: 'karin',
          accountId: 2,
          what: 'Account',
          fields: [{ field: 'active', before: 'no', after: 'yes' }],
        },
      ],
      changesTotal: CHANGES,
    }),
    ...answers,
  });
  (await screen.findByRole('grid', { name: 'Acts' })).focus();
  return app;
}

test('an act shows each value before and after, and is taken back from there', async () => {
  const { user, bridge } = await openActivity();
  await user.keyboard('{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Changed 9' });
  const change = within(panel).getByText('active:', { exact: false });
  expect(change.textContent).toBe('active: no → yes');
  await user.click(within(panel).getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 9 }]));
});

test('an act that cannot be taken back says why', async () => {
  const { user, bridge } = await openActivity();
  await user.keyboard('j{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Changed 8' });
  expect(within(panel).getByText('Was taken back.')).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: /^Undo/ }));
  expect(bridge.inputsOf('operations.undo')).toEqual([]);
});

test('the row under the cursor is taken back by a key, and says so where it was', async () => {
  const { user, bridge } = await openActivity();
  const [, row, undone] = screen.getAllByRole('row');
  expect(row?.textContent).not.toContain('taken back');
  expect(undone?.textContent).toContain('taken back');
  await user.keyboard('ju');
  expect(bridge.inputsOf('operations.undo')).toEqual([]);
  await user.keyboard('ku');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 9 }]));
});

test('the key takes back the act whose panel is open, though the list does not show it', async () => {
  const { user, bridge } = await openActivity({}, '/activity?id=3');
  await screen.findByRole('complementary', { name: 'Changed 3' });
  await user.keyboard('u');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 3 }]));
});

test('a person in an act leads to their page, by Enter once more', async () => {
  const { user, address } = await openActivity(madeUpSite({ accounts: [accountDetail(2)] }));
  await user.keyboard('{Enter}');
  const link = await screen.findByRole('link', { name: 'karin' });
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(link);
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'person2' });
  expect(address()).toBe('/users/2');
});

test('what was not there before is added, what is not there after is taken away, and a time is one where the log says so', async () => {
  const fields = [
    { field: 'signed up', before: null, after: '2026-05-03T09:10:00.000Z', isTime: true },
    { field: 'first name', before: '', after: '2026-01-01T00:00:00.000Z' },
    { field: 'group', before: 'Editors', after: null },
    { field: 'note', before: '', after: 'Kind.' },
  ];
  const { user } = await openActivity({
    'operations.get': ({ id }) => ({
      operation: operation(id),
      changes: [{ name: 'karin', accountId: null, what: 'Account', fields }],
      changesTotal: 1,
    }),
  });
  await user.keyboard('{Enter}');
  const panel = within(await screen.findByRole('complementary', { name: 'Changed 9' }));
  const lines = panel.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(lines.slice(1)).toEqual([
    `+ signed up: ${describeDay(new Date('2026-05-03T09:10:00.000Z'))}`,
    'first name: empty → 2026-01-01T00:00:00.000Z',
    '− group: Editors',
    'note: empty → Kind.',
  ]);
  expect(panel.queryByRole('link')).toBeNull();
});

test('the changes of an act on many are shown page by page', async () => {
  const { user, bridge } = await openActivity({
    'operations.changes': ({ offset }) => ({
      total: CHANGES,
      rows: [{ name: `person ${offset}`, accountId: null, what: 'Account', fields: [] }],
    }),
  });
  await user.keyboard('{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Changed 9' });
  expect(within(panel).getByText('1 to 200 of 450')).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: 'Later' }));
  await user.click(within(panel).getByRole('button', { name: 'Later' }));
  expect(await within(panel).findByText('person 400')).toBeTruthy();
  expect(within(panel).getByText('401 to 450 of 450')).toBeTruthy();
  expect(bridge.inputsOf('operations.changes').at(-1)).toEqual({ id: 9, offset: 400, limit: 200 });
});

test('who did it on the site is told in one word beside what it was', async () => {
  const title = 'Signed up';
  const visitor = operation(9, { title, actor: 'the person themselves', via: 'site' });
  await openActivity({ 'operations.list': () => ({ total: 1, rows: [visitor] }) });
  expect(await screen.findByText('themselves')).toBeTruthy();
});

test('the chain says since when it is unbroken, and is checked on demand', async () => {
  const { user, bridge } = await openActivity({ 'operations.verifyAgain': () => ({}) });
  expect(await screen.findByText(/Unbroken since 2 May 2026, 9 entries/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Check now' }));
  await waitFor(() => expect(bridge.inputsOf('operations.verifyAgain')).toHaveLength(1));
});

test('a broken chain names the entry', async () => {
  await openActivity({
    'operations.verify': () => ({
      state: 'broken',
      since: SINCE,
      entries: 4,
      checkedAt: SINCE,
      problem: { operationId: 5, what: 'It was removed from Audit.' },
    }),
  });
  expect(await screen.findByText(/Audit was changed from outside/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Act 5' })).toBeTruthy();
});

test('a filter narrows the log, and what is not understood is told', async () => {
  const { user, bridge } = await openActivity();
  await user.click(screen.getByRole('button', { name: 'On the site' }));
  await waitFor(() => expect(bridge.inputsOf('operations.list').at(-1)?.search).toBe('via:site'));
  await user.type(screen.getByLabelText('Search Audit'), ' who:x');
  expect(await screen.findByText(/There is no “who:”/)).toBeTruthy();
});
