// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });
const OLGA = accountDetail(3, { username: 'olga' });

/** The three of them; what is searched for is answered only when told to. */
async function typeKarin() {
  const site = madeUpSite({ accounts: [EVA, KARIN, OLGA] });
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  const { user, bridge } = renderApp('/users', {
    ...site,
    'accounts.list': async (input) => {
      if (input.query !== '') await mayAnswer;
      return site['accounts.list'](input);
    },
    'accounts.ids': ({ query }) => ({
      ids: [EVA, KARIN, OLGA]
        .filter(({ username }) => username.includes(query))
        .map(({ id }) => id),
    }),
  });
  const grid = await screen.findByRole('grid', { name: 'Users' });
  await within(grid).findByText('olga');
  await user.type(screen.getByLabelText('Search users'), 'karin');
  return { user, bridge, answer };
}

test('whoever leaves the field acts on what was typed, also before its answer has come', async () => {
  const { user, bridge } = await typeKarin();
  await user.keyboard('{Enter}{Control>}a{/Control}');
  await waitFor(() => expect(bridge.inputsOf('accounts.ids')).toEqual([{ query: 'karin' }]));
  await screen.findByText('1 selected');
});

test('while one types the old rows stay, and the new ones come with their answer', async () => {
  const { answer } = await typeKarin();
  expect(screen.getByText('olga')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Search users').value).toBe('karin');
  answer();
  await waitFor(() => expect(screen.queryByText('olga')).toBeNull());
});

test('the place one comes back to is in the address no longer once one is there', async () => {
  const site = madeUpSite({ accounts: [EVA, KARIN, OLGA] });
  const { user, address } = renderApp('/users', site);
  const grid = await screen.findByRole('grid', { name: 'Users' });
  await within(grid).findByText('olga');
  grid.focus();
  await user.keyboard('jj{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'olga' });
  await user.keyboard('{Escape}');
  const back = await screen.findByRole('grid', { name: 'Users' });
  await waitFor(() => expect(back.querySelector('[data-active]')?.textContent).toContain('olga'));
  await waitFor(() => expect(address()).toBe('/users'));
  expect(back.querySelector('[data-active]')?.textContent).toContain('olga');
});
