// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test('the focus is where one decides, from the first card to the last, and after all are seen', async () => {
  const { user } = renderApp(
    '/pending',
    madeUpSite({ pending: [1, 2].map((id) => pendingRow(id)) }),
  );
  (await screen.findByRole('grid')).focus();
  await user.keyboard('t');
  await screen.findByRole('article', { name: 'Sign-up of person1' });
  const decide = () => screen.getByRole('group', { name: 'Decide' });
  expect(document.activeElement).toBe(decide());
  await user.keyboard('s');
  await screen.findByRole('article', { name: 'Sign-up of person2' });
  expect(document.activeElement).toBe(decide());
  await user.keyboard('{Tab}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Activate/ }));
  await user.keyboard('s');
  const again = await screen.findByRole('button', { name: 'Go through the 2' });
  expect(document.activeElement).toBe(again);
});

test('after a rejection the focus is where one decides, so that a second Enter decides on nobody', async () => {
  const { bridge, user } = renderApp(
    '/pending/one-by-one',
    madeUpSite({ pending: [1, 2].map((id) => pendingRow(id)) }),
  );
  await screen.findByRole('article', { name: 'Sign-up of person1' });
  await user.keyboard('r');
  const dialog = await screen.findByRole('dialog', { name: /person1/ });
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  await user.keyboard('2{Enter}');
  await screen.findByRole('article', { name: 'Sign-up of person2' });
  const decide = screen.getByRole('group', { name: 'Decide' });
  await waitFor(() => expect(decide.contains(document.activeElement)).toBe(true));
  expect(document.activeElement).toBe(decide);
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
});
