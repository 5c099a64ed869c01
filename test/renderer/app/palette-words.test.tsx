import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test.for([
  ['smtp', 'Settings: mail'],
  ['domain', 'Settings: site'],
  ['password', 'Settings: sign-in'],
  ['dark', 'Theme: dark'],
  ['log out', 'Sign out'],
  ['doctor', 'Settings: mail'],
  ['register', 'Settings: registration'],
])('the palette finds %s', async ([typed = '', found = '']) => {
  const { user } = renderApp('/pending', madeUpSite({}));
  await screen.findByRole('heading', { name: 'Pending' });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard(typed);
  expect(await screen.findByRole('option', { name: new RegExp(found) })).toBeTruthy();
});

test('the acts that . offers begin with those on the person under the cursor', async () => {
  const { user } = renderApp('/pending', madeUpSite({ pending: [pendingRow(2)] }));
  (await screen.findByRole('grid')).focus();
  await user.keyboard('.');
  const [first] = await screen.findAllByRole('option');
  expect(first?.textContent).toContain('Activate person2');
});
