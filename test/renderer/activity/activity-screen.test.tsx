import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OperationRow } from '../../../src/shared/contract/operations.ts';
import { madeUpSite } from '../support/made-up-site.ts';
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

const rows = [operation(9), operation(8, { undoBlocked: 'Was taken back.' })];

async function openActivity() {
  const app = renderApp('/activity', {
    ...madeUpSite({}),
    'operations.list': () => ({ total: rows.length, rows }),
    'operations.get': ({ id }) => ({
      operation: rows.find((row) => row.id === id) ?? operation(id),
      changes: [
        {
          name: 'karin',
          what: 'Account',
          fields: [{ field: 'active', before: 'no', after: 'yes' }],
        },
      ],
    }),
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
  await user.click(within(panel).getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 9 }]));
});

test('an act that cannot be taken back says why', async () => {
  const { user, bridge } = await openActivity();
  await user.keyboard('j{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Changed 8' });
  expect(within(panel).getByText('Was taken back.')).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: 'Undo' }));
  expect(bridge.inputsOf('operations.undo')).toEqual([]);
});
