import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../../src/shared/contract/index.ts';
import { capturedMail, openCaptured } from '../../mail/captured-mails.ts';
import { madeUpSite, pendingRow } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';

type Session = Pick<OutputOf<'session.state'>, 'phase' | 'person'>;

const person = (id: number, username: string): Session => ({
  phase: 'signed-in',
  person: { id, username, isSuperuser: true, permissions: [] },
});
const EVA = person(1, 'eva');
const LOCKED: Session = { ...EVA, phase: 'locked' };
const ACTIVATED = { operationId: 7, done: 1, skipped: [], mailsQueued: 0 };
const UNDONE: OutputOf<'operations.undo'> = {
  operationId: 8,
  act: { title: 'Activated person2', accounts: 1, names: ['person2'] },
  undone: 1,
  refused: [],
  mailsTakenBack: 0,
  mailsGone: 0,
  mailsPutBack: 0,
  mailsLost: [],
};

/** Eva activates somebody and locks the console before it, or its undo, is done. */
async function lockMeanwhile({ isUndo = false } = {}) {
  const site = madeUpSite({ pending: [pendingRow(2)] });
  const { promise, resolve } = Promise.withResolvers<OutputOf<'registrations.activate'>>();
  const { promise: undone, resolve: resolveUndo } = Promise.withResolvers<typeof UNDONE>();
  let session = EVA;
  const { user, bridge } = renderApp('/pending', {
    ...site,
    'session.state': () => ({ ...site['session.state'](), ...session }),
    'registrations.activate': () => (isUndo ? ACTIVATED : promise),
    'operations.undo': () => undone,
  });
  const become = (next: Session) => {
    session = next;
    act(() => bridge.emit(['session']));
  };
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  await user.keyboard('a');
  await waitFor(() => expect(bridge.inputsOf('registrations.activate')).toHaveLength(1));
  if (isUndo) {
    await screen.findAllByText(/person2.*activated\./);
    await user.keyboard('z');
    await waitFor(() => expect(bridge.inputsOf('operations.undo')).toHaveLength(1));
  }
  become(LOCKED);
  await screen.findByRole('button', { name: 'Unlock' });
  return {
    become,
    endAct: () => act(async () => resolve(ACTIVATED)),
    endUndo: () => act(async () => resolveUndo(UNDONE)),
  };
}

test('what was done behind the lock is told after the unlocking, with its undo', async () => {
  const { become, endAct } = await lockMeanwhile();
  await endAct();
  expect(screen.queryByText(/person2.*activated\./)).toBeNull();
  become(EVA);
  expect((await screen.findAllByText(/person2.*activated\./)).length).toBeGreaterThan(0);
  expect(await screen.findByText('Undo')).toBeTruthy();
});

test('what is done only after the unlocking is told at once', async () => {
  const { become, endAct } = await lockMeanwhile();
  become(EVA);
  await screen.findByRole('grid', { name: 'Pending sign-ups' });
  await endAct();
  expect((await screen.findAllByText(/person2.*activated\./)).length).toBeGreaterThan(0);
});

test('what was taken back behind the lock is told too', async () => {
  const { become, endUndo } = await lockMeanwhile({ isUndo: true });
  await endUndo();
  become(EVA);
  expect((await screen.findAllByText('Taken back: Activated person2.')).length).toBeGreaterThan(0);
});

test('it is told to nobody else', async () => {
  const { become, endAct } = await lockMeanwhile();
  await endAct();
  become({ phase: 'signed-out', person: null });
  await screen.findByRole('button', { name: 'Sign in' });
  become(person(2, 'otto'));
  await screen.findByRole('grid', { name: 'Pending sign-ups' });
  expect(screen.queryByText(/person2.*activated\./)).toBeNull();
});

/** Eva deletes a captured mail, whose way back is the screen's own, and locks before that is done, or its undo. */
async function lockOverMail({ isUndo = false } = {}) {
  const deleted = Promise.withResolvers<OutputOf<'captured.delete'>>();
  const restored = Promise.withResolvers<OutputOf<'captured.restore'>>();
  let session = EVA;
  const { user, bridge } = openCaptured([capturedMail(1)], {
    'session.state': () => ({ ...madeUpSite({})['session.state'](), ...session }),
    'captured.delete': () => (isUndo ? { deleted: 1 } : deleted.promise),
    'captured.restore': () => restored.promise,
  });
  const become = (next: Session) => {
    session = next;
    act(() => bridge.emit(['session']));
  };
  const grid = await screen.findByRole('grid');
  await within(grid).findByText('Account activation 1');
  grid.focus();
  await user.keyboard('{Delete}');
  await waitFor(() => expect(bridge.inputsOf('captured.delete')).toHaveLength(1));
  if (isUndo) {
    await screen.findAllByText('1 mail deleted.');
    await user.keyboard('z');
    await waitFor(() => expect(bridge.inputsOf('captured.restore')).toHaveLength(1));
  }
  become(LOCKED);
  await screen.findByRole('button', { name: 'Unlock' });
  await act(async () =>
    isUndo ? restored.resolve({ restored: 1 }) : deleted.resolve({ deleted: 1 }),
  );
  become(EVA);
  await screen.findByRole('grid');
  return { user, bridge };
}

test('an act whose way back is its screen’s own is told after the unlocking, and can be taken back', async () => {
  const { user, bridge } = await lockOverMail();
  expect((await screen.findAllByText('1 mail deleted.')).length).toBeGreaterThan(0);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(bridge.inputsOf('captured.restore')).toEqual([{ ids: [1] }]));
});

test('its way back that ended behind the lock is told too', async () => {
  await lockOverMail({ isUndo: true });
  const told = await screen.findAllByText('Taken back: 1 mail deleted.');
  expect(told.length).toBeGreaterThan(0);
});
