// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { SavedView } from '../../../../src/shared/contract/views.ts';
import { accountDetail, madeUpSite } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';

const LAYOUT = { columns: null, widths: {}, rows: 'compact', sort: null } as const;

function siteWith(first: readonly SavedView[]) {
  let views = [...first];
  return {
    ...madeUpSite({ accounts: [accountDetail(1)] }),
    'views.list': () => ({ views, layouts: {} }),
    'accounts.counts': ({ queries }: { queries: string[] }) => ({
      totals: queries.map((query) => query.length),
    }),
    'views.create': (given: Omit<SavedView, 'id' | 'changeable'>) => {
      views = [...views, { ...given, id: 7, changeable: true }];
      return { id: 7 };
    },
    'views.delete': ({ id }: { id: number }) => {
      views = views.filter((view) => view.id !== id);
      return {};
    },
    'views.restore': () => {
      views = [...first];
      return {};
    },
  };
}

const SAVED: SavedView = {
  id: 7,
  list: 'users',
  name: 'Never came',
  query: 'person',
  layout: { ...LAYOUT, columns: ['email', 'username'] },
  shared: false,
  changeable: true,
};

test('what one sees is saved under a name and stands in the sidebar with its number', async () => {
  const { bridge, user } = renderApp('/users?q=last:never', siteWith([]));
  await user.click(await screen.findByRole('button', { name: 'Save as a view' }));
  await user.type(await screen.findByLabelText('Name'), 'Never came');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const link = await within(screen.getByRole('navigation')).findByRole('link', {
    name: /Never came/,
  });
  await waitFor(() => expect(link.textContent).toContain('10'));
  expect(link.ariaCurrent).toBe('page');
  expect(bridge.inputsOf('views.create')).toMatchObject([
    { list: 'users', name: 'Never came', query: 'last:never', shared: false },
  ]);
});

test('a view opens by its key, with its search and its columns', async () => {
  const { user } = renderApp('/pending', siteWith([SAVED]));
  await screen.findByRole('link', { name: /Never came/ });
  await user.keyboard('g1');
  expect(await screen.findByRole('heading', { level: 1, name: /Never came/ })).toBeTruthy();
  expect(await screen.findByDisplayValue('person')).toBeTruthy();
  const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(heads).toEqual(['', 'E-mail', 'User name']);
});

test('a deleted view comes back with the undo of its toast', async () => {
  const { user } = renderApp('/users?view=7&q=person', siteWith([SAVED]));
  await user.click(await screen.findByRole('button', { name: 'View: Never came' }));
  await user.click(await screen.findByText('Delete'));
  await waitFor(() => expect(screen.queryByRole('link', { name: /Never came/ })).toBeNull());
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('link', { name: /Never came/ })).toBeTruthy();
});

test('a column’s head is moved and widened by keys, and that is remembered', async () => {
  const { bridge, user } = renderApp('/users', siteWith([]));
  (await screen.findByRole('button', { name: 'Name' })).focus();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}+');
  await waitFor(() => expect(bridge.inputsOf('views.arrange')).toHaveLength(1));
  const [input] = bridge.inputsOf('views.arrange');
  expect(input?.layout.columns?.slice(0, 3)).toEqual(['username', 'email', 'name']);
  expect(input?.layout.widths).toHaveProperty('name');
});

test('# in the palette leaves only views', async () => {
  const { user } = renderApp('/users', siteWith([SAVED]));
  await screen.findByRole('link', { name: /Never came/ });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: 'Search or command' }), '#nev');
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
  expect(screen.getByRole('option').textContent).toContain('Never came');
});
