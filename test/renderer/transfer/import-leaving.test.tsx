import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openImportColumns } from '../support/import-columns.tsx';

const FOUND: OutputOf<'imports.check'> = {
  rows: 3,
  accepted: 2,
  refused: 1,
  reasons: [],
  problems: [],
  report: null,
  people: [],
  hashes: [],
  withoutPassword: 0,
  withoutEmail: 0,
  mails: 0,
  cancelled: false,
};
const DONE: OutputOf<'imports.run'> = { ...FOUND, operationId: 7, mailsQueued: 0 };

const openColumns = (answers: Answers = {}) =>
  openImportColumns({ 'imports.check': () => FOUND, 'imports.run': () => DONE, ...answers });

async function openRunning() {
  const { promise, resolve } = Promise.withResolvers<typeof DONE>();
  const app = await openColumns({ 'imports.run': () => promise });
  await app.user.click(screen.getByRole('button', { name: 'See what would happen' }));
  await app.user.click(await screen.findByRole('button', { name: 'Import 2 people' }));
  return { ...app, finish: () => resolve(DONE) };
}

async function focusedQuestion() {
  const question = await screen.findByRole('dialog', { name: /people\.csv.* is not saved\./ });
  await waitFor(() => expect(question.contains(document.activeElement)).toBe(true));
}

test('Escape asks before it throws away what the columns are taken for', async () => {
  const { user, address } = await openColumns();
  await user.keyboard('{Escape}');
  await focusedQuestion();
  await user.click(screen.getByRole('button', { name: 'Stay' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByRole('combobox', { name: 'login is taken for' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await focusedQuestion();
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(address()).toBe('/users'));
});

test('while an import runs Escape says so and stays, and so do the other ways out of its step', async () => {
  const { user, address, finish } = await openRunning();
  await user.keyboard('{Escape}');
  await screen.findAllByText('The import is running.');
  expect(address()).toBe('/import');
  await user.click(screen.getByRole('button', { name: 'Back to the columns' }));
  await user.click(screen.getByRole('button', { name: 'Another file' }));
  finish();
  await screen.findByRole('button', { name: 'Undo the import' });
});

test('what came of an import is told also to who has gone elsewhere meanwhile', async () => {
  const { user, finish } = await openRunning();
  await user.keyboard('gu');
  await screen.findByRole('heading', { level: 1, name: /^Users/ });
  finish();
  await screen.findByText('2 people imported.');
  expect(screen.getByText('1 row refused.')).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Undo/ })).toBeTruthy();
});

test('who is done leaves without a question', async () => {
  const { user, address, finish } = await openRunning();
  finish();
  await screen.findByRole('button', { name: 'Undo the import' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address()).toBe('/users'));
});
