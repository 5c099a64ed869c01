import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test('the palette makes a test sign-up, and no second while it does', async () => {
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ accounts: [] }),
    'registrations.makeTest': () => new Promise<never>(() => undefined),
  });
  await screen.findByRole('heading', { name: 'Pending' });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByLabelText('Search or command'), 'test sign{Enter}');
  await waitFor(() => expect(bridge.inputsOf('registrations.makeTest')).toEqual([{}]));
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByLabelText('Search or command'), 'test sign');
  await waitFor(() => expect(screen.queryByRole('option', { name: /test sign-up/ })).toBeNull());
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('registrations.makeTest')).toEqual([{}]);
});
