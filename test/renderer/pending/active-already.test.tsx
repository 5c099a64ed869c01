import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const KARIN = accountDetail(2, { username: 'karin' });

test.each([
  ['karin', 'karin'],
  ['mail:failed karin', 'karin'],
])('%s, who does not wait, is counted in Users, with the way there', async (typed, asked) => {
  const { user, bridge } = renderApp(`/pending?q=${encodeURIComponent(typed)}`, {
    ...madeUpSite({ accounts: [KARIN] }),
    'registrations.similar': () => ({ people: [KARIN] }),
  });
  expect(await screen.findByText(/^In Users, .*: 1\.$/)).toBeTruthy();
  expect(bridge.inputsOf('registrations.similar')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Show in Users' }));
  expect(await screen.findByRole('grid', { name: 'Users' })).toBeTruthy();
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.list').at(-1)).toMatchObject({ query: asked }),
  );
});

test('who is nowhere may be another, who is shown as similar', async () => {
  renderApp('/pending?q=karim', {
    ...madeUpSite({ accounts: [KARIN] }),
    'registrations.similar': () => ({ people: [KARIN] }),
  });
  expect(await screen.findByRole('list', { name: 'Similar names' })).toBeTruthy();
});
