import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const MADE = {
  id: 5,
  username: 'test-k3wq8zt1',
  email: 'test-k3wq8zt1@example.invalid',
  operationId: 7,
};

function openPending(answers: Answers = {}) {
  return renderApp('/pending', {
    ...madeUpSite({ accounts: [accountDetail(5, { username: MADE.username })] }),
    'registrations.makeTest': () => MADE,
    'outbox.list': () => ({
      total: 0,
      rows: [],
      views: { all: 0, held: 0, waiting: 0, sent: 0, failed: 0 },
    }),
    ...answers,
  });
}

const press = async (user: ReturnType<typeof openPending>['user']) =>
  user.click(await screen.findByRole('button', { name: 'Make a test sign-up' }));

test('an empty Pending makes a test, and leads to the person', async () => {
  const { user, address } = openPending();
  await press(user);
  expect(await screen.findByText(/test-k3wq8zt1.* signed up, as a test\./)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Open the person' }));
  await waitFor(() => expect(address()).toBe('/users/5'));
});

test('it leads to the mail, and is taken back', async () => {
  const { user, address, bridge } = openPending();
  await press(user);
  await user.click(await screen.findByRole('button', { name: 'Show the mail' }));
  await waitFor(() => expect(decodeURIComponent(address())).toBe(`/mail/outbox?q=${MADE.email}`));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]));
});

test.for([
  [
    'mail',
    'unavailable',
    'The capture server is not running: nothing would catch the mail. Nobody was made.',
  ],
  [
    'registration',
    'conflict',
    'Registration is closed, or by invitation only: a visitor could not sign up. Nobody was made.',
  ],
] as const)('a refusal because of %s leads to its settings', async ([section, code, message]) => {
  const { user, address } = openPending({
    'registrations.makeTest': () => {
      throw new RefusedError({ code, section, message });
    },
  });
  await press(user);
  await user.click(await screen.findByText('Open Settings'));
  await waitFor(() => expect(address()).toBe(`/settings/${section}`));
});

test('a refusal that no setting would change leads to none', async () => {
  const message = 'The disk is full. Nothing was changed.';
  const { user } = openPending({
    'registrations.makeTest': () => {
      throw new RefusedError({ code: 'unavailable', message });
    },
  });
  await press(user);
  expect(await screen.findAllByText(message)).toBeTruthy();
  expect(screen.queryByText('Open Settings')).toBeNull();
});

test('the palette makes one from anywhere', async () => {
  const { user, bridge } = openPending();
  await screen.findByRole('heading', { name: 'Pending' });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByLabelText('Search or command'), 'test sign{Enter}');
  await waitFor(() => expect(bridge.inputsOf('registrations.makeTest')).toEqual([{}]));
});
