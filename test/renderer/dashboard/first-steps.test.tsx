import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { FirstStep } from '../../../src/shared/contract/dashboard.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const STEPS: FirstStep[] = [
  {
    id: 'domain',
    title: 'Set the domain',
    isDone: true,
    detail: 'Links in mails lead to river.example.',
    acts: [{ label: 'Site settings', link: { screen: 'settings', section: 'site' } }],
  },
  {
    id: 'register',
    title: 'Sign somebody up',
    isDone: false,
    detail: 'Register as a visitor does.',
    acts: [],
  },
];

function firstBoard() {
  let hasBegun = false;
  const shown = renderApp('/', {
    ...madeUpSite({}),
    'dashboard.firstSteps': () => ({ steps: hasBegun ? null : STEPS }),
    'dashboard.funnel': () => ({
      stages: [],
      gone: { cleanedUp: 0, rejected: 0, deleted: 0, inTrash: 0, mailed: 0, activated: 0 },
    }),
    'dashboard.signUps': () => ({ days: [] }),
    'dashboard.activationTimes': () => ({ domains: [] }),
    'dashboard.attention': () => ({ matters: [], at: '2026-05-03T10:20:00.000Z' }),
    'dashboard.health': () => ({ signs: [] }),
  });
  return { ...shown, begin: () => (hasBegun = true) };
}

test('a site where nobody has signed up shows its first steps in place of empty charts', async () => {
  const { bridge, begin } = firstBoard();
  await screen.findByRole('heading', { name: 'First steps' });
  const link = screen.getByRole('link', { name: 'Site settings' });
  expect(link.getAttribute('href')).toMatch(/settings\/site$/);
  expect(await screen.findByRole('button', { name: 'Open the register page' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Make a test sign-up' })).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'Funnel' })).toBeNull();
  expect(screen.queryByRole('group', { name: 'Time' })).toBeNull();
  expect(bridge.inputsOf('dashboard.funnel')).toEqual([]);

  begin();
  bridge.emit(['accounts']);
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'First steps' })).toBeNull());
  expect(await screen.findByRole('heading', { name: 'Funnel' })).toBeTruthy();
});
