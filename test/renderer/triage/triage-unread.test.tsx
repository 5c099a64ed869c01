import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import { accountDetail, madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test('a card that could not be read says so by its keys, and is left for later by one', async () => {
  const { user, bridge } = renderApp('/pending/one-by-one', {
    ...madeUpSite({ pending: [1, 2].map((id) => pendingRow(id)) }),
    'accounts.get': ({ id }) => {
      if (id === 2) return accountDetail(2, { state: 'pending' });
      throw new RefusedError({ code: 'not-found', message: 'This person is gone.' });
    },
  });
  await screen.findByText('This person is gone.');
  await user.keyboard('a');
  await screen.findAllByText('This one could not be read.');
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
  expect(screen.getByRole('button', { name: /^Later/ })).toBeTruthy();
  await user.keyboard('s');
  await screen.findByRole('article', { name: 'Sign-up of person2' });
});
