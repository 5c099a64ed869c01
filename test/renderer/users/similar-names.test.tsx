import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });

test('who is shown as similar can be chosen by key before the newest letter has its answer', async () => {
  const { promise: never } = Promise.withResolvers<OutputOf<'accounts.similar'>>();
  const { user } = renderApp('/users', {
    ...madeUpSite({ accounts: [KARIN] }),
    'accounts.list': ({ query }) => {
      const rows = query === '' || query === KARIN.email ? [KARIN] : [];
      return { rows, total: rows.length };
    },
    'accounts.similar': ({ query }) => (query === 'karim' ? { people: [KARIN] } : never),
  });
  await screen.findByRole('grid', { name: 'Users' });
  await user.keyboard('/karim');
  await screen.findByRole('list', { name: 'Similar names' });
  await user.keyboard('m');
  await screen.findByText('No one matches “karimm”.');
  await user.keyboard('{Enter}1');
  await waitFor(() =>
    expect(screen.getByRole('combobox', { name: 'Search users' })).toHaveProperty(
      'value',
      KARIN.email,
    ),
  );
});
