import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { DatabaseReport } from '../../../src/shared/contract/database.ts';
import type { SessionState } from '../../../src/shared/contract/session.ts';
import { invalidFields } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite, NOW } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const REPORT: DatabaseReport = {
  file: '/srv/site/db.sqlite3',
  isKnown: false,
  facts: [
    { label: 'Accounts', value: '12,904' },
    { label: 'Superusers', value: 'eva' },
  ],
  notices: [{ tone: 'warn', title: 'Links would go to example.com.', advice: 'Set the domain.' }],
  additions: [
    { kind: 'tables', names: ['gatehouse_setting', 'gatehouse_trash'] },
    { kind: 'columns', names: ['registration_registrationprofile.activated'] },
  ],
  blocked: { write: null, look: null },
  activationDays: 7,
  copyFolder: '/data/copies',
};

/** The first start of a console in which the project's database was named. */
async function inspected(report: DatabaseReport = REPORT, answers: Answers = {}) {
  const shown = renderApp('/pending', {
    ...madeUpSite({ phase: 'setup' }),
    'settings.linkPreview': () => ({ link: null, resetLink: null, known: true, warnings: [] }),
    'database.inspect': ({ file }) => {
      if (file === 'nowhere') throw invalidFields({ file: ['There is no file nowhere.'] });
      return report;
    },
    'database.open': ({ mode }) => ({ copy: mode === 'write' ? '/data/copies/db.sqlite3' : null }),
    ...answers,
  });
  const { user } = shown;
  await user.click(await screen.findByRole('radio', { name: 'An existing Django project' }));
  return shown;
}

test('the first start inspects a project’s database and opens it as it is told', async () => {
  const { user, bridge } = await inspected();
  await user.type(screen.getByLabelText('Database file'), '~/site/db.sqlite3{Enter}');
  expect(await screen.findByText('12,904')).toBeTruthy();
  expect(bridge.inputsOf('database.inspect')).toEqual([{ file: '~/site/db.sqlite3' }]);
  expect(screen.getByText('Links would go to example.com.')).toBeTruthy();
  expect(screen.getByText(/Opening adds 2 tables, 1 column;/)).toBeTruthy();
  expect(screen.getByText('/data/copies')).toBeTruthy();
  expect(bridge.inputsOf('database.open')).toEqual([]);
  const days = screen.getByLabelText('Days a link works in this project');
  await user.clear(days);
  await user.type(days, '30');
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await waitFor(() =>
    expect(bridge.inputsOf('database.open')).toEqual([
      { file: '/srv/site/db.sqlite3', mode: 'write', activationDays: 30 },
    ]),
  );
  // It begins anew: nothing is pressed twice meanwhile.
  await user.click(screen.getByRole('button', { name: 'Only look' }));
  expect(bridge.inputsOf('database.open')).toHaveLength(1);
});

test('what is wrong with a path is said beside it, and goes with the next letter', async () => {
  const { user } = await inspected();
  const field = screen.getByLabelText('Database file');
  await user.type(field, 'nowhere{Enter}');
  const message = await screen.findByText('There is no file nowhere.');
  expect(field.getAttribute('aria-describedby')).toContain(message.id);
  expect(field).toHaveProperty('value', 'nowhere');
  await user.type(field, 'x');
  expect(screen.queryByText('There is no file nowhere.')).toBeNull();
});

test('another path takes the report of the one before away', async () => {
  const { user } = await inspected();
  const field = screen.getByLabelText('Database file');
  await user.type(field, '/srv/site/db.sqlite3{Enter}');
  await screen.findByText('12,904');
  await user.type(field, 'x');
  expect(screen.queryByText('12,904')).toBeNull();
  expect(screen.getByRole('button', { name: 'Inspect' })).toBeTruthy();
});

test('a way in which nobody could sign in is barred, with the reason', async () => {
  const look = 'It has no active superuser.';
  const { user, bridge } = await inspected({ ...REPORT, blocked: { write: null, look } });
  await user.type(screen.getByLabelText('Database file'), '/srv/site/db.sqlite3{Enter}');
  const button = await screen.findByRole('button', { name: 'Only look' });
  expect(button.getAttribute('aria-description')).toBe(look);
  await user.click(button);
  expect(bridge.inputsOf('database.open')).toEqual([]);
});

test('a browser can’t tell where a file lies, and offers no dialog for it', async () => {
  await inspected();
  expect(screen.queryByRole('button', { name: 'Choose…' })).toBeNull();
});

test('a project without an administrator is opened, and its site stands in the set-up', async () => {
  let session: SessionState = madeUpSite({ phase: 'setup' })['session.state']();
  const { user, bridge } = await inspected(REPORT, { 'session.state': () => session });
  await user.type(screen.getByLabelText('Database file'), '/srv/site/db.sqlite3{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Open' }));
  await waitFor(() => expect(bridge.inputsOf('database.open')).toHaveLength(1));
  session = {
    ...session,
    suggestedSite: { name: 'Blog', domain: 'blog.example' },
    openedAt: new Date(NOW + 1).toISOString(),
  };
  act(() => bridge.emit(['session']));
  expect(await screen.findByDisplayValue('blog.example')).toBeTruthy();
  expect(screen.getByDisplayValue('Blog')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Set up and sign in' })).toBeTruthy();
});
