import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../../src/shared/contract/index.ts';
import { RefusedError } from '../../../../src/shared/errors.ts';
import { savedAs, SETTINGS } from '../../settings/stored-settings.ts';
import type { Answers } from '../../support/fake-bridge.ts';
import { madeUpSite, pendingRow } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';

const operation = {
  id: 7,
  at: '2026-05-03T10:10:00.000Z',
  kind: 'registrations.resend',
  title: 'Sent new activation mails to person2',
  actor: 'eva',
  via: 'console',
  accounts: 1,
  names: ['person2'],
  undoBlocked: null,
} as const;

function open(path: string, answers: Answers = {}) {
  return renderApp(path, {
    ...madeUpSite({ pending: [pendingRow(2)] }),
    'settings.get': () => SETTINGS,
    'settings.linkPreview': () => ({ link: null, resetLink: null, warnings: [], known: true }),
    'operations.get': () => ({
      operation: { ...operation, names: [...operation.names] },
      changes: [],
      changesTotal: 0,
    }),
    ...answers,
  });
}

async function mailAgain(user: ReturnType<typeof open>['user']) {
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  await user.keyboard('m');
  await screen.findByText(/person2.* mailed again\./);
}

test('z takes back settings that were saved last', async () => {
  const { user, bridge } = open('/settings/site', {
    'settings.saveSite': savedAs(21),
  });
  await user.type(await screen.findByLabelText('Domain'), 'x');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.click(await screen.findByRole('button', { name: 'Save the change' }));
  await screen.findByText('The site is saved.');
  expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.tagName).not.toBe('INPUT'));
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 21 }]));
});

test('z asks before it takes back what was done on another screen, and names it', async () => {
  const { user, bridge } = open('/pending');
  await mailAgain(user);
  await user.keyboard('gu');
  await screen.findByRole('heading', { name: /^Users/ });
  await user.keyboard('z');
  const dialog = await screen.findByRole('alertdialog');
  await screen.findByText(/Sent new activation mails to person2.*in Pending/);
  expect(bridge.inputsOf('operations.undo')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Take it back' }));
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]));
  expect(dialog.isConnected).toBe(false);
});

test('a question about another screen ends when the screen under it changes', async () => {
  const { user, bridge, goBack } = open('/pending');
  await mailAgain(user);
  await user.keyboard('gu');
  await screen.findByRole('heading', { name: /^Users/ });
  await user.keyboard('z');
  const question = await screen.findByRole('alertdialog');
  await waitFor(() => expect(question.contains(document.activeElement)).toBe(true));
  goBack();
  await screen.findByRole('grid', { name: 'Pending sign-ups' });
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('operations.undo')).toEqual([]);
});

test('z refuses in words what can’t be taken back, and takes nothing older', async () => {
  const { user, bridge } = open('/pending', {
    'operations.undo': () => {
      throw new RefusedError({ code: 'conflict', message: 'The key is not in Audit.' });
    },
  });
  await mailAgain(user);
  await user.keyboard('z');
  expect((await screen.findAllByText('The key is not in Audit.')).length).toBeGreaterThan(0);
  expect(bridge.inputsOf('operations.undo')).toHaveLength(1);
});

test('an undo that shuts oneself out waits for one’s name, and can be left', async () => {
  const refusal = new RefusedError({
    code: 'conflict',
    message: 'eva is you. Nothing was changed.',
    fields: { includeSelf: ['Confirm that you mean your own account too.'] },
  });
  const { user, bridge } = open('/pending', {
    'operations.undo': ({ id, includeSelf }) => {
      if (includeSelf !== true) throw refusal;
      return {
        operationId: id + 1,
        undone: 1,
        refused: [],
        mailsTakenBack: 0,
        mailsPutBack: 0,
        mailsGone: 0,
        mailsLost: [],
        act: { title: operation.title, accounts: 1, names: ['person2'] },
      };
    },
  });
  await mailAgain(user);
  await user.keyboard('z');
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  await screen.findAllByText('eva is you. Nothing was changed.');
  await user.click(await screen.findByText('Try again'));
  await user.type(await screen.findByLabelText('Type eva to go on'), 'eva');
  await user.click(screen.getByRole('button', { name: 'Take it back' }));
  await screen.findByText(/^Taken back/);
  expect(bridge.inputsOf('operations.undo')).toEqual([
    { id: 7 },
    { id: 7 },
    { id: 7, includeSelf: true },
  ]);
});

test('two presses of the undo in the log take back once, and refuse nothing', async () => {
  const answer = Promise.withResolvers<OutputOf<'operations.undo'>>();
  const { user, bridge } = open('/activity?id=7', {
    'operations.list': () => ({ total: 1, rows: [{ ...operation, names: [...operation.names] }] }),
    'operations.undo': () => answer.promise,
  });
  await user.dblClick(await screen.findByRole('button', { name: /^Undo(?!:)/ }));
  answer.resolve({
    operationId: 8,
    undone: 1,
    refused: [],
    mailsTakenBack: 1,
    mailsPutBack: 0,
    mailsGone: 0,
    mailsLost: [],
    act: { title: operation.title, accounts: 1, names: ['person2'] },
  });
  await screen.findByText(/^Taken back/);
  expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]);
});

test('a window that was loaded anew takes back what the log knows, after a question that names it', async () => {
  const { user, bridge } = open('/users', {
    'operations.newestOwn': () => ({ operation: { ...operation, names: [...operation.names] } }),
  });
  await screen.findByRole('heading', { name: /^Users/ });
  await user.keyboard('z');
  const question = await screen.findByRole('alertdialog', { name: 'Take back your last act?' });
  await screen.findByText(/Sent new activation mails to person2.*earlier in this sign-in/);
  await waitFor(() => expect(question.contains(document.activeElement)).toBe(true));
  expect(bridge.inputsOf('operations.undo')).toEqual([]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]));
});

test('a window that was loaded anew says why its last act can’t be taken back', async () => {
  const { user, bridge } = open('/users', {
    'operations.newestOwn': () => ({
      operation: {
        ...operation,
        title: 'Replaced the signing key',
        names: [],
        undoBlocked: 'The key is not in Audit.',
      },
    }),
  });
  await screen.findByRole('heading', { name: /^Users/ });
  await user.keyboard('z');
  expect(await screen.findByText('Not taken back: Replaced the signing key.')).toBeTruthy();
  expect(screen.getByText('The key is not in Audit.')).toBeTruthy();
  expect(bridge.inputsOf('operations.undo')).toEqual([]);
});
