// @vitest-environment jsdom
import { screen } from '@testing-library/react';
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
