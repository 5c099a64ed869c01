import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test('who needs no approval is told from who will need one', async () => {
  const pending = [
    pendingRow(2),
    pendingRow(3, { needsApproval: true }),
    pendingRow(4, { needsApproval: true, expired: true }),
  ];
  renderApp('/pending', madeUpSite({ pending }));
  const grid = within(await screen.findByRole('grid', { name: 'Pending sign-ups' }));
  expect(await grid.findAllByText('No approval needed')).toHaveLength(1);
  expect(grid.getAllByText('Not confirmed')).toHaveLength(1);
  expect(grid.getAllByText('Link ended')).toHaveLength(1);
});
