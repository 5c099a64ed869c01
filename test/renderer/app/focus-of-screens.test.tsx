import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const PEOPLE = ['eva', 'karin', 'olga'].map((username, at) => accountDetail(at + 1, { username }));
const site = () => madeUpSite({ accounts: PEOPLE });

const hasFocus = (find: () => HTMLElement) =>
  waitFor(() => expect(document.activeElement).toBe(find()));
const grid = () => screen.getByRole('grid', { name: 'Users' });
const link = (name: RegExp) => within(screen.getByRole('navigation')).getByRole('link', { name });

test('a list that is reached by keys has them, wherever the focus was, also when it is there already', async () => {
  const { user } = renderApp('/users/2', site());
  await screen.findByRole('heading', { level: 1, name: 'karin' });
  link(/Dashboard/).focus();
  await user.keyboard('gu');
  await screen.findByRole('grid', { name: 'Users' });
  await hasFocus(grid);
  link(/Dashboard/).focus();
  await user.keyboard('gu');
  await hasFocus(grid);
  await user.keyboard('j{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'karin' });
});

test('a list that is reached through the sidebar has the keys', async () => {
  const { user } = renderApp('/users/2', site());
  await screen.findByRole('heading', { level: 1, name: 'karin' });
  await user.click(link(/Users/));
  await screen.findByRole('grid', { name: 'Users' });
  await hasFocus(grid);
});

test('a person’s page has the focus on its heading, and again when a dialog was closed', async () => {
  const { user } = renderApp('/users', site());
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await user.keyboard('j{Enter}');
  const heading = await screen.findByRole('heading', { level: 1, name: 'karin' });
  await hasFocus(() => heading);
  await user.keyboard('e');
  await within(await screen.findByRole('dialog')).findByLabelText('User name');
  await user.keyboard('{Escape}');
  await hasFocus(() => screen.getByRole('heading', { level: 1, name: 'karin' }));
});

test('a click on an empty place leaves the keys with the list', async () => {
  const { user } = renderApp('/users', site());
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await user.click(screen.getByRole('heading', { level: 1, name: /Users/ }));
  await hasFocus(grid);
});
