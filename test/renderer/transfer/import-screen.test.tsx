import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const FOUND: OutputOf<'imports.check'> = {
  rows: 3,
  accepted: 2,
  refused: 1,
  reasons: [{ reason: 'Enter a valid email address.', count: 1 }],
  problems: [{ row: 4, field: 'email', value: 'nowhere', reason: 'Enter a valid email address.' }],
  report: { path: '/file/x/all', filename: 'people-refused.csv' },
  people: [
    {
      username: 'karin',
      email: 'karin@web.example',
      name: '',
      groups: ['Editors'],
      state: 'active',
    },
  ],
  hashes: [{ algorithm: 'bcrypt', count: 1, isCheckedHere: false }],
  withoutPassword: 1,
  withoutEmail: 2,
  mails: 0,
  cancelled: false,
};

function openImport(answers: Answers = {}) {
  const site = madeUpSite({});
  let undoBlocked: string | null = null;
  return renderApp('/import', {
    ...site,
    'operations.get': ({ id }) => ({
      operation: {
        id,
        at: '2026-05-03T09:10:00.000Z',
        kind: 'accounts.import',
        title: 'Imported 2 people',
        actor: 'eva',
        via: 'console',
        accounts: 2,
        names: ['karin'],
        undoBlocked,
        isUndone: undoBlocked !== null,
      },
      changes: [],
      changesTotal: 0,
    }),
    'operations.undo': () => {
      undoBlocked = 'Was taken back.';
      return site['operations.undo']();
    },
    'jobs.list': () => ({ jobs: [] }),
    'imports.start': () => ({ id: 'one' }),
    'imports.append': () => ({}),
    'imports.inspect': () => ({
      filename: 'people.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      columns: [
        { name: 'login', samples: ['karin'], guess: 'username' },
        { name: 'address', samples: ['karin@web.example'], guess: null },
      ],
    }),
    'imports.check': () => FOUND,
    'imports.run': () => ({ ...FOUND, operationId: 7, mailsQueued: 0 }),
    ...answers,
  });
}

const file = () => new File(['login,address\nkarin,karin@web.example\n'], 'people.csv');

test('a file is mapped, tried, imported and taken back', async () => {
  const { user, bridge } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  const column = await screen.findByRole('combobox', { name: 'address is taken for' });
  expect(column.textContent).toBe('Leave out');
  await user.click(column);
  await user.click(await screen.findByRole('option', { name: 'E-mail address' }));
  await user.click(screen.getByRole('button', { name: 'See what would happen' }));
  expect(await screen.findByText('2 people would be imported, 1 row refused.')).toBeTruthy();
  expect(bridge.inputsOf('imports.check')[0]?.plan.mapping).toEqual(['username', 'email']);
  expect(screen.getByText(/bcrypt can be checked by Django only/)).toBeTruthy();
  const rows = within(screen.getByRole('region', { name: 'First refused rows' })).getAllByRole(
    'row',
  );
  expect(rows[1]?.textContent).toBe('4E-mail addressnowhereEnter a valid email address.');
  await user.click(screen.getByRole('button', { name: 'Import 2 people' }));
  await user.click(await screen.findByRole('button', { name: 'Undo the import' }));
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]));
});

test('who would come is shown with their groups, and one is told as one', async () => {
  const { user } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  await user.click(await screen.findByRole('button', { name: 'See what would happen' }));
  expect(await screen.findByText(/1 person comes without a password\./)).toBeTruthy();
  expect(screen.getByRole('cell', { name: 'Editors' })).toBeTruthy();
  const heads = within(screen.getByRole('region', { name: 'First people' }))
    .getAllByRole('columnheader')
    .map(({ textContent }) => textContent);
  expect(heads, 'nobody has a name').toEqual(['User name', 'E-mail address', 'Groups', 'State']);
  expect(screen.getByRole('cell', { name: 'Active' })).toBeTruthy();
});

test('people without an e-mail address are warned of, and one press takes the likely column', async () => {
  const { user, bridge } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  const check = await screen.findByRole('button', { name: 'See what would happen' });
  await user.click(check);
  expect(await screen.findByText(/2 people come without an e-mail address/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Back to the columns' }));
  await user.click(await screen.findByRole('button', { name: 'Take it' }));
  expect(screen.queryByText('No column is taken for the e-mail address.')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'See what would happen' }));
  await waitFor(() =>
    expect(bridge.inputsOf('imports.check').at(-1)?.plan.mapping).toEqual(['username', 'email']),
  );
});

test('with a column of dates it is asked which of day and month comes first', async () => {
  const { user, bridge } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  const choose = async (name: string, option: string) => {
    await user.click(await screen.findByRole('combobox', { name }));
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await choose('address is taken for', 'Joined');
  await choose('In dates such as 02/01/2024', 'the month comes first');
  await user.click(screen.getByRole('button', { name: 'See what would happen' }));
  await waitFor(() => expect(bridge.inputsOf('imports.check')[0]?.plan.dateOrder).toBe('month'));
});

test('an import belongs to the users, and Escape leads back to them', async () => {
  const { user, address } = openImport();
  await screen.findByLabelText('File with people');
  const users = screen.getByRole('link', { name: 'Users' });
  expect(users.getAttribute('aria-current')).toBe('page');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address()).toBe('/users'));
});

test('in a project’s database it is said that whoever gets an activation mail joins now, whatever the file says', async () => {
  const site = madeUpSite({});
  const { user } = openImport({
    'application.status': () => ({ ...site['application.status'](), ofProject: true }),
  });
  await user.upload(await screen.findByLabelText('File with people'), file());
  const choose = async (name: string, option: string) => {
    await user.click(await screen.findByRole('combobox', { name }));
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await choose('address is taken for', 'Joined');
  expect(screen.queryByText('Whoever gets an activation mail joins now.')).toBeNull();
  await choose('People are', 'not confirmed, with an activation mail each');
  expect(await screen.findByText('Whoever gets an activation mail joins now.')).toBeTruthy();
});

test('an import that was taken back by its key can’t be taken back once more', async () => {
  const { user } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  await user.click(await screen.findByRole('button', { name: 'See what would happen' }));
  await user.click(await screen.findByRole('button', { name: 'Import 2 people' }));
  const button = () => screen.findByRole('button', { name: 'Undo the import' });
  expect((await button()).getAttribute('aria-disabled')).toBeNull();
  await user.keyboard('z');
  await waitFor(async () =>
    expect((await button()).getAttribute('aria-description')).toBe('Was taken back.'),
  );
  expect(screen.getByText('The import was taken back.')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Look at the newest people' })).toBeNull();
});

test('a file that can’t be taken is told where it was dropped, and only there', async () => {
  const { user } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), new File([], 'none.csv'));
  expect(await screen.findByText(/none\.csv.* can’t be imported\./)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Close the message' })).toBeNull();
  await user.keyboard('gu');
  await screen.findByRole('heading', { level: 1, name: /^Users/ });
  expect(screen.queryByText(/can’t be imported/)).toBeNull();
});

test('a file that nobody can be read from is told where it was dropped', async () => {
  const { user } = openImport({
    'imports.inspect': () => {
      throw new RefusedError({ code: 'invalid-input', message: 'people.csv is no text.' });
    },
  });
  await user.upload(await screen.findByLabelText('File with people'), file());
  expect(await screen.findByText('people.csv is no text.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Close the message' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeTruthy();
});

test('the refused rows are saved as a file', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const { user } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  await user.click(await screen.findByRole('button', { name: 'See what would happen' }));
  await user.click(await screen.findByRole('button', { name: 'Save them with their reasons' }));
  expect(click).toHaveBeenCalledOnce();
  click.mockRestore();
});

test('one field is one column’s only', async () => {
  const { user, bridge } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  await user.click(await screen.findByRole('combobox', { name: 'address is taken for' }));
  await user.click(await screen.findByRole('option', { name: 'User name' }));
  await user.click(screen.getByRole('button', { name: 'See what would happen' }));
  await waitFor(() =>
    expect(bridge.inputsOf('imports.check')[0]?.plan.mapping).toEqual([null, 'username']),
  );
});

test('a check that answers when another file was asked for leads nowhere', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof FOUND>();
  const { user, bridge } = openImport({ 'imports.check': () => promise });
  await user.upload(await screen.findByLabelText('File with people'), file());
  await user.click(await screen.findByRole('button', { name: 'See what would happen' }));
  const column = screen.getByRole('combobox', { name: 'address is taken for' });
  await waitFor(() => expect(column).toHaveProperty('disabled', true));
  await user.click(screen.getByRole('button', { name: 'Another file' }));
  await screen.findByText('Drop a file with people here.');
  resolve(FOUND);
  bridge.emit(['jobs']);
  await waitFor(() => expect(bridge.inputsOf('jobs.list').length).toBeGreaterThan(1));
  expect(screen.getByText('Drop a file with people here.')).toBeTruthy();
});

test('a second file does not start while one is read', async () => {
  const { promise, resolve } = Promise.withResolvers<{ readonly id: string }>();
  const { user, bridge } = openImport({ 'imports.start': () => promise });
  const input = await screen.findByLabelText('File with people');
  await user.upload(input, file());
  await user.upload(input, file());
  resolve({ id: 'one' });
  await screen.findByRole('combobox', { name: 'address is taken for' });
  expect(bridge.inputsOf('imports.start')).toHaveLength(1);
});

test('who goes a step with the keyboard is where that step begins', async () => {
  const { user } = openImport();
  await user.upload(await screen.findByLabelText('File with people'), file());
  const next = await screen.findByRole('button', { name: 'See what would happen' });
  next.focus();
  await user.keyboard('{Enter}');
  await screen.findByText('2 people would be imported, 1 row refused.');
  expect(document.activeElement?.textContent).toBe('What would happen');
  await user.tab();
  expect(document.activeElement).not.toBe(document.body);
});
