import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { DatabaseReport, DatabaseState } from '../../../src/shared/contract/database.ts';
import { invalidFields } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite, NOW } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

const FILE = '/srv/site/db.sqlite3';
const STATE: DatabaseState = {
  mode: 'write',
  readOnly: null,
  file: FILE,
  openedAt: new Date(NOW).toISOString(),
  facts: [{ label: 'Size', value: '2.1 MB' }],
  copyFolder: '/data/copies',
  copies: [],
};
const REPORT: DatabaseReport = {
  file: FILE,
  isKnown: true,
  facts: [{ label: 'Accounts', value: '12,904' }],
  notices: [],
  additions: [],
  blocked: { write: null, look: null },
  activationDays: null,
  copyFolder: '/data/copies',
};

function renderPage(state: DatabaseState = STATE, answers: Answers = {}) {
  return renderApp('/settings/database', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'database.state': () => state,
    'database.inspect': () => REPORT,
    'database.open': () => ({ copy: null }),
    ...answers,
  });
}

test('the settings tell which database it is, and switch it to looking after a question', async () => {
  const { user, bridge } = renderPage();
  expect(await screen.findByText(FILE)).toBeTruthy();
  expect(screen.getByText('2.1 MB')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Only look…' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(dialog.textContent).toContain('nothing can be changed');
  await user.click(screen.getByRole('button', { name: 'Only look' }));
  await waitFor(() =>
    expect(bridge.inputsOf('database.open')).toEqual([{ file: FILE, mode: 'look' }]),
  );
});

test('a database that is only looked at is written to after the same report', async () => {
  const { user, bridge } = renderPage({ ...STATE, mode: 'look', readOnly: 'You chose to look.' });
  await user.click(await screen.findByRole('button', { name: 'Write to it…' }));
  expect(await screen.findByText('12,904')).toBeTruthy();
  expect(bridge.inputsOf('database.inspect')).toEqual([{ file: FILE }]);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await waitFor(() =>
    expect(bridge.inputsOf('database.open')).toEqual([{ file: FILE, mode: 'write' }]),
  );
});

test('a copy is made where it is told, and a bad folder is said beside its field', async () => {
  const file = '/backups/db-2026-05-03T10-20-00.sqlite3';
  const { user, bridge } = renderPage(STATE, {
    'database.copy': ({ folder }) => {
      if (folder === 'x') throw invalidFields({ folder: ['Enter the whole path.'] });
      return { file, size: 7, at: new Date(NOW).toISOString() };
    },
  });
  const field = await screen.findByLabelText('Folder');
  await user.type(field, 'x{Enter}');
  const message = await screen.findByText('Enter the whole path.');
  expect(field.getAttribute('aria-describedby')).toContain(message.id);
  await user.clear(field);
  await user.type(field, '/backups{Enter}');
  expect(await screen.findByText('The database is copied.')).toBeTruthy();
  expect(screen.getByText(file)).toBeTruthy();
  expect(bridge.inputsOf('database.copy')).toEqual([{ folder: 'x' }, { folder: '/backups' }]);
});

test('a window asks for the file in the system’s dialog, and takes a dropped one', async () => {
  const { user, bridge } = renderPage();
  Object.assign(bridge, {
    choosePath: async (kind: string) => (kind === 'database' ? '/chosen/db.sqlite3' : null),
    pathOf: () => '/dropped/db.sqlite3',
  });
  await user.click(await screen.findByRole('button', { name: 'Open another database…' }));
  const [choose] = await screen.findAllByRole('button', { name: 'Choose…' });
  if (choose === undefined) throw new Error('There is no button.');
  await user.click(choose);
  expect(await screen.findByDisplayValue('/chosen/db.sqlite3')).toBeTruthy();
  fireEvent.drop(screen.getByLabelText('Database file'), {
    dataTransfer: { files: [new File([], 'db.sqlite3')] },
  });
  expect(await screen.findByDisplayValue('/dropped/db.sqlite3')).toBeTruthy();
  await waitFor(() =>
    expect(bridge.inputsOf('database.inspect')).toEqual([
      { file: '/chosen/db.sqlite3' },
      { file: '/dropped/db.sqlite3' },
    ]),
  );
});

test('staff may read it and choose nothing', async () => {
  const site = madeUpSite({});
  const { user, bridge } = renderPage(STATE, {
    'session.state': () => ({
      ...site['session.state'](),
      person: { id: 2, username: 'sam', isSuperuser: false, permissions: [] },
    }),
  });
  const button = await screen.findByRole('button', { name: 'Open another database…' });
  expect(button.getAttribute('aria-description')).toContain('Only a superuser');
  await user.click(button);
  expect(screen.queryByLabelText('Database file')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Make a copy now' }));
  expect(bridge.inputsOf('database.copy')).toEqual([]);
});

test('why it can’t be only looked at is said in the question', async () => {
  const reason = 'Another program is writing to it.';
  const { user } = renderPage(STATE, {
    'database.open': () => {
      throw invalidFields({ file: [reason] });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Only look…' }));
  await user.click(await screen.findByRole('button', { name: 'Only look' }));
  expect(await screen.findByText(reason)).toBeTruthy();
});

test('a newer version’s database, which is only looked at as it is, offers no other way', async () => {
  renderPage({ ...STATE, readOnly: 'It was made by a newer version.' });
  expect(await screen.findByText('only looked at')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Open another database…' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Only look…' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Write to it…' })).toBeNull();
});
