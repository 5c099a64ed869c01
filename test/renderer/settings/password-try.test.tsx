import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

test('a password is tried by the rules as they are typed', async () => {
  const { user, bridge } = renderApp('/settings/sign-in', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'settings.tryPassword': ({ password, minimumLength }) => ({
      faults: password.length < minimumLength ? ['It is too short.'] : [],
    }),
  });
  const length = await screen.findByLabelText('Shortest password');
  await user.clear(length);
  await user.type(length, '10');
  await user.type(screen.getByLabelText('Password to try'), 'marble');
  expect(await screen.findByText('This password would be refused.')).toBeTruthy();
  expect(screen.getByText(/It is too short/)).toBeTruthy();
  await user.type(screen.getByLabelText('Password to try'), '-cloud');
  expect(await screen.findByText('This password would be taken.')).toBeTruthy();
  expect(bridge.inputsOf('settings.tryPassword').at(-1)).toEqual({
    password: 'marble-cloud',
    minimumLength: 10,
  });
});
