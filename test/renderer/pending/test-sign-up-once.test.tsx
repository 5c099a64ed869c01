import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const inPalette = async (user: UserEvent) => {
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByLabelText('Search or command'), 'test sign');
};

test.each([
  [
    'the palette',
    async (user: UserEvent) => {
      await inPalette(user);
      await user.keyboard('{Enter}');
    },
  ],
  [
    'the button',
    async (user: UserEvent) => {
      await user.click(screen.getByRole('button', { name: 'Make a test sign-up' }));
    },
  ],
])('%s makes a test sign-up, and no second is made while it does', async (_, make) => {
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ accounts: [accountDetail(5, { username: 'test signer' })] }),
    'registrations.makeTest': () => new Promise<never>(() => undefined),
  });
  const button = await screen.findByRole('button', { name: 'Make a test sign-up' });
  await make(user);
  await waitFor(() => expect(bridge.inputsOf('registrations.makeTest')).toEqual([{}]));
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'));
  await user.click(button);
  await inPalette(user);
  // By then the list is drawn for what was typed.
  await screen.findByRole('option', { name: /test signer/ });
  expect(screen.queryByRole('option', { name: /Make a test sign-up/ })).toBeNull();
  expect(bridge.inputsOf('registrations.makeTest')).toEqual([{}]);
});
