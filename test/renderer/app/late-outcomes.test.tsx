import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

type Session = Pick<OutputOf<'session.state'>, 'phase' | 'person'>;

const person = (id: number, username: string): Session => ({
  phase: 'signed-in',
  person: { id, username, isSuperuser: true, permissions: [] },
});
const EVA = person(1, 'eva');
const LOCKED: Session = { ...EVA, phase: 'locked' };

/** Eva activates somebody and locks the console before it is done. */
async function lockMeanwhile() {
  const site = madeUpSite({ pending: [pendingRow(2)] });
  const { promise, resolve } = Promise.withResolvers<OutputOf<'registrations.activate'>>();
  let session = EVA;
  const { user, bridge } = renderApp('/pending', {
    ...site,
    'session.state': () => ({ ...site['session.state'](), ...session }),
    'registrations.activate': () => promise,
  });
  const become = (next: Session) => {
    session = next;
    act(() => bridge.emit(['session']));
  };
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  await user.keyboard('a');
  await waitFor(() => expect(bridge.inputsOf('registrations.activate')).toHaveLength(1));
  become(LOCKED);
  await screen.findByRole('button', { name: 'Unlock' });
  await act(async () => resolve({ operationId: 7, done: 1, skipped: [], mailsQueued: 0 }));
  expect(screen.queryByText(/person2.*activated\./)).toBeNull();
  return { become };
}

test('what was done behind the lock is told after the unlocking, with its undo', async () => {
  const { become } = await lockMeanwhile();
  become(EVA);
  expect((await screen.findAllByText(/person2.*activated\./)).length).toBeGreaterThan(0);
  expect(await screen.findByText('Undo')).toBeTruthy();
});

test('it is told to nobody else', async () => {
  const { become } = await lockMeanwhile();
  become({ phase: 'signed-out', person: null });
  await screen.findByRole('button', { name: 'Sign in' });
  become(person(2, 'otto'));
  await screen.findByRole('grid', { name: 'Pending sign-ups' });
  expect(screen.queryByText(/person2.*activated\./)).toBeNull();
});
