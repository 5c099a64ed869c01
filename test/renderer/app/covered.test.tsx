import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

/** A page with a select. */
async function openColumns() {
  const app = renderApp('/import', {
    ...madeUpSite({}),
    'jobs.list': () => ({ jobs: [] }),
    'imports.start': () => ({ id: 'one' }),
    'imports.append': () => ({}),
    'imports.inspect': () => ({
      filename: 'people.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      columns: [{ name: 'login', samples: ['karin'], guess: 'username' }],
    }),
  });
  const file = new File(['login\nkarin\n'], 'people.csv');
  await app.user.upload(await screen.findByLabelText('File with people'), file);
  const select = await screen.findByRole('combobox', { name: 'login is taken for' });
  return { ...app, select };
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
