import { createMemoryHistory } from '@tanstack/react-router';
import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';

function openPage(before: string) {
  const accounts = [2, 3].map((id) => accountDetail(id));
  const initialEntries = [before, '/users/2'];
  return renderApp(createMemoryHistory({ initialEntries }), madeUpSite({ accounts }));
}

test('a dialog goes with the screen that it was opened on, also to one that has the same', async () => {
  const { user, goBack } = openPage('/users');
  await screen.findByRole('heading', { level: 1, name: 'person2' });
  await user.keyboard('n');
  await screen.findByRole('dialog', { name: /^Note on/ });
  act(goBack);
  await screen.findByRole('grid', { name: 'Users', hidden: true });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a dialog about somebody goes when one goes back to somebody else', async () => {
  const { user, goBack } = openPage('/users/3');
  await screen.findByRole('heading', { level: 1, name: 'person2' });
  await user.keyboard('n');
  await screen.findByRole('dialog', { name: /^Note on/ });
  act(goBack);
  await screen.findByRole('heading', { level: 1, name: 'person3', hidden: true });
  expect(screen.queryByRole('dialog')).toBeNull();
});
