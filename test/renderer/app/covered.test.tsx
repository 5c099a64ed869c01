import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { openImportColumns } from '../support/import-columns.tsx';

/** A page with a select. */
async function openColumns() {
  const app = await openImportColumns();
  return { ...app, select: screen.getByRole('combobox', { name: 'login is taken for' }) };
}

test('a select that was open covers nothing', async () => {
  const { user, select } = await openColumns();
  await user.click(select);
  await user.click(await screen.findByRole('option', { name: 'E-mail address' }));
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
  await user.keyboard('{Control>}k{/Control}');
  expect(await screen.findByRole('dialog')).toBeTruthy();
});

test('a select that only had the focus covers nothing', async () => {
  const { user, select } = await openColumns();
  while (document.activeElement !== select) await user.tab();
  await user.tab();
  await user.keyboard('{Control>}k{/Control}');
  expect(await screen.findByRole('dialog')).toBeTruthy();
});
