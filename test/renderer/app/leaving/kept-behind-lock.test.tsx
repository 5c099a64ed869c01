import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../../src/shared/contract/index.ts';
import type { Outcome } from '../../../../src/shared/contract/operations.ts';
import type { Answers } from '../../support/fake-bridge.ts';
import {
  accountDetail,
  idsOf,
  madeUpSite,
  outcomeOf,
  pendingRow,
  planOf,
} from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';

type Session = Pick<OutputOf<'session.state'>, 'phase' | 'person'>;

const signedIn = (id: number, username: string): Session => ({
  phase: 'signed-in',
  person: { id, username, isSuperuser: true, permissions: [] },
});
const EVA = signedIn(1, 'eva');

/** A console that is locked over what is open in it. */
async function openConsole(path: string, answers: Answers = {}) {
  const account = accountDetail(2, { username: 'karin', email: 'karin@web.example' });
  const site = madeUpSite({ accounts: [account], pending: [pendingRow(2), pendingRow(3)] });
  let session = EVA;
  const app = renderApp(path, {
    ...site,
    'session.state': () => ({ ...site['session.state'](), ...session }),
    'groups.list': () => ({ rows: [{ id: 1, name: 'Editors', members: 0, permissions: 0 }] }),
    'accounts.addNote': () => outcomeOf([2]),
    ...answers,
  });
  const become = (next: Session) => {
    session = next;
    act(() => app.bridge.emit(['session']));
  };
  (await screen.findByRole('grid')).focus();
  return {
    ...app,
    become,
    lock: async () => {
      become({ ...EVA, phase: 'locked' });
      await screen.findByRole('button', { name: 'Unlock' });
    },
  };
}

type Console = Awaited<ReturnType<typeof openConsole>>;

async function typeInto(user: Console['user'], label: string, text: string) {
  const field = await screen.findByLabelText(label);
  await user.clear(field);
  await user.type(field, text);
}

const noteDialog = () => screen.queryByRole('dialog', { name: /^Note on/ });

const valueOf = async (label: string): Promise<unknown> => {
  const field = await screen.findByLabelText(label);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? field.value
    : undefined;
};

/** Of each dialog that one types in: where it is, its keys, a field, and what is typed there. */
const DIALOGS = [
  { path: '/users', keys: 'n', label: 'Note', typed: 'Rang twice' },
  { path: '/users', keys: 'e', label: 'First name', typed: 'Karin' },
  { path: '/pending', keys: 'n', label: 'Note', typed: 'Rang twice' },
  { path: '/pending', keys: 'e', label: 'E-mail address', typed: 'k@web.example' },
  { path: '/pending', keys: 'r', label: 'Note', typed: 'Was here before' },
] as const;

for (const { path, keys, label, typed } of DIALOGS) {
  test(`what is typed in the dialog of ${keys} on ${path} is there again after the unlocking`, async () => {
    const { user, become, lock } = await openConsole(path);
    await user.keyboard(keys);
    await typeInto(user, label, typed);
    await lock();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.documentElement.outerHTML).not.toContain(typed);
    become(EVA);
    expect(await valueOf(label)).toBe(typed);
  });
}

test('a name of a group, and which dialog asks for it, is there again', async () => {
  const { user, become, lock } = await openConsole('/groups');
  await user.click(screen.getByRole('button', { name: /^New group/ }));
  await typeInto(user, 'Name', 'Night watch');
  await lock();
  become(EVA);
  expect(await screen.findByRole('dialog', { name: 'New group' })).toBeTruthy();
  expect(await valueOf('Name')).toBe('Night watch');
});

test('a new name of a group is there again, though the groups are not yet', async () => {
  const { user, become, lock } = await openConsole('/groups');
  await user.keyboard('e');
  await screen.findByRole('dialog', { name: /Editors/ });
  await typeInto(user, 'Name', 'Writers');
  await lock();
  become(EVA);
  expect(await valueOf('Name')).toBe('Writers');
  expect(screen.queryByText(/deleted|gone/)).toBeNull();
});

test('who was left out of an act is left out after the unlocking too', async () => {
  const { user, become, lock } = await openConsole('/pending', {
    'registrations.plan': (target) =>
      planOf(idsOf(target).length, { signals: [{ text: 'a burst', count: 1, ids: [3] }] }),
  });
  await user.keyboard('{Control>}a{/Control}');
  await user.click(await screen.findByRole('button', { name: /^Extend/ }));
  await user.click(await screen.findByRole('button', { name: /^Leave out 1 a burst/ }));
  await lock();
  become(EVA);
  expect(await screen.findByRole('button', { name: /^Take in again 1 a burst/ })).toBeTruthy();
});

test('a password that was typed beside it is not there again', async () => {
  const { user, become, lock } = await openConsole('/users');
  await user.click(screen.getByRole('button', { name: /^New user/ }));
  await typeInto(user, 'User name', 'otto');
  await typeInto(user, 'Password', 'correct horse battery');
  await lock();
  become(EVA);
  expect(await valueOf('User name')).toBe('otto');
  expect(await valueOf('Password')).toBe('');
});

test('somebody else who signs in finds no dialog', async () => {
  const { user, become, lock } = await openConsole('/users');
  await user.keyboard('n');
  await typeInto(user, 'Note', 'Rang twice');
  await lock();
  become(signedIn(2, 'otto'));
  await screen.findByRole('grid', { name: 'Users' });
  expect(screen.queryByRole('dialog')).toBeNull();
  become(EVA);
  await screen.findByRole('grid', { name: 'Users' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('after a sign-out it is not there again', async () => {
  const { user, become } = await openConsole('/users');
  await user.keyboard('n');
  await typeInto(user, 'Note', 'Rang twice');
  become({ phase: 'signed-out', person: null });
  await screen.findByRole('button', { name: 'Sign in' });
  become(EVA);
  await screen.findByRole('grid', { name: 'Users' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a dialog that was closed begins anew', async () => {
  const { user, become, lock } = await openConsole('/users');
  await user.keyboard('n');
  await typeInto(user, 'Note', 'Rang twice');
  await lock();
  become(EVA);
  await valueOf('Note');
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Discard' }));
  (await screen.findByRole('grid')).focus();
  await user.keyboard('n');
  expect(await valueOf('Note')).toBe('');
});

test('what was saved behind the lock is not asked for again', async () => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { user, bridge, become, lock } = await openConsole('/users', {
    'accounts.addNote': () => promise,
  });
  await user.keyboard('n');
  await typeInto(user, 'Note', 'Rang twice{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('accounts.addNote')).toHaveLength(1));
  await lock();
  await act(async () => resolve(outcomeOf([2])));
  become(EVA);
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await screen.findAllByText('\u2068The note on karin\u2069 saved.');
  expect(noteDialog()).toBeNull();
  await user.keyboard('n');
  expect(await valueOf('Note')).toBe('');
});
