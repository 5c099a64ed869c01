import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { invalidFields } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const WRONG = 'ida@gmial.example';
const MEANT = 'ida@gmail.example';

async function open(answers: Answers = {}) {
  const site = madeUpSite({
    pending: [pendingRow(2, { username: 'ida', email: WRONG })],
    accounts: [accountDetail(2, { username: 'ida', email: WRONG, state: 'pending' })],
  });
  const app = renderApp('/pending', {
    ...site,
    'registrations.evidence': () => ({ ...site['registrations.evidence'](), meant: MEANT }),
    'registrations.changeEmail': ({ id }) => outcomeOf([id], { mailsQueued: 1 }),
    ...answers,
  });
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  return app;
}

const plain = (node: HTMLElement) => node.textContent?.replaceAll(/[\u2068\u2069]/g, '');

test('the address that was probably meant is one press away, and told once it is mailed', async () => {
  const { user, bridge } = await open();
  await user.keyboard(' ');
  const panel = await screen.findByRole('complementary', { name: 'Sign-up of ida' });
  await user.click(await within(panel).findByRole('button', { name: 'Use it…' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByDisplayValue(MEANT)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Save and mail' }));
  await waitFor(() =>
    expect(bridge.inputsOf('registrations.changeEmail')).toMatchObject([{ id: 2, email: MEANT }]),
  );
  expect(plain(await screen.findByText(/is now/))).toBe(`The address of ida is now ${MEANT}.`);
});

test('an address of somebody else is warned about, and one as it was refused beside the field', async () => {
  const { user } = await open({
    'accounts.othersAt': ({ email }) => ({
      accounts: email === 'bob@people.example' ? [{ id: 9, username: 'bob', email }] : [],
      mayShare: true,
    }),
    'registrations.changeEmail': () => {
      throw invalidFields({ email: ['This is the address already.'] });
    },
  });
  await user.keyboard('e');
  const field = await screen.findByLabelText('E-mail address');
  await screen.findByDisplayValue(WRONG);
  await user.click(screen.getByRole('button', { name: 'Save and mail' }));
  expect(await screen.findByText('This is the address already.')).toBeTruthy();
  await user.clear(field);
  await user.type(field, 'bob@people.example');
  expect(plain(await screen.findByText(/has this address already/))).toContain('bob');
});

test('the address that was probably meant is used and mailed in one step by keyboard', async () => {
  const { user, bridge } = await open();
  await user.keyboard('e');
  const dialog = await screen.findByRole('dialog');
  (await within(dialog).findByRole('button', { name: 'Use it and mail' })).focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(dialog.isConnected).toBe(false));
  expect(bridge.inputsOf('registrations.changeEmail')).toEqual([
    { id: 2, email: MEANT, sharesAddress: false },
  ]);
});

test('one that is refused stands in the field then, which has the focus', async () => {
  const { user } = await open({
    'registrations.changeEmail': () => {
      throw invalidFields({ email: ['Somebody else has this address.'] });
    },
  });
  await user.keyboard('e');
  const dialog = await screen.findByRole('dialog');
  (await within(dialog).findByRole('button', { name: 'Use it and mail' })).focus();
  await user.keyboard('{Enter}');
  expect(await within(dialog).findByText('Somebody else has this address.')).toBeTruthy();
  expect(document.activeElement).toBe(within(dialog).getByDisplayValue(MEANT));
});

test('more time is given for a number of days that can be counted', async () => {
  const { user, bridge } = await open({ 'registrations.extend': ({ days }) => outcomeOf([days]) });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('more time{Enter}');
  const field = await screen.findByLabelText('How much longer');
  await user.clear(field);
  await user.type(field, '-5');
  expect(await screen.findByText('Enter a number from 1 to 365.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Extend' }));
  expect(bridge.inputsOf('registrations.extend')).toEqual([]);
});

test('who leaves the list by a correction stays in the panel until one moves', async () => {
  const failed = { state: 'failed', text: 'Failed' } as const;
  let waiting = [2, 3, 4].map((id) => pendingRow(id, { mail: failed }));
  const { user } = await open({
    'accounts.get': ({ id }) => accountDetail(id, { state: 'pending' }),
    'registrations.list': ({ query }) => {
      const rows = query.startsWith('user:') ? [pendingRow(2)] : waiting;
      return { total: rows.length, rows };
    },
    'registrations.changeEmail': ({ id }) => {
      waiting = waiting.filter((row) => row.id !== id);
      return outcomeOf([id]);
    },
  });
  await screen.findByText('person4');
  await user.keyboard(' ');
  await screen.findByRole('complementary', { name: 'Sign-up of person2' });
  await user.keyboard('e');
  const field = await screen.findByLabelText('E-mail address');
  await user.clear(field);
  await user.type(field, 'two@people.example{Enter}');
  await screen.findByText(/person2.* is no longer in this list/);
  expect(screen.getByRole('complementary', { name: 'Sign-up of person2' })).toBeTruthy();
  screen.getByRole('grid').focus();
  await user.keyboard('j');
  expect(await screen.findByRole('complementary', { name: 'Sign-up of person3' })).toBeTruthy();
});

test('an address that is typed is asked about before its dialog is closed', async () => {
  const { user, bridge } = await open();
  await user.keyboard('e');
  const field = await screen.findByLabelText('E-mail address');
  await user.type(field, 'x{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Stay' }));
  expect(field).toHaveProperty('value', `${WRONG}x`);
  await user.clear(field);
  await user.type(field, `${WRONG}{Escape}`);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(bridge.inputsOf('registrations.changeEmail')).toEqual([]);
});
