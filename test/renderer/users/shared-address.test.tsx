import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const BOB = accountDetail(9, { username: 'bob', email: 'bob@people.example' });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@people.example' });
const MAKE = 'Make the account and mail';

function open(path: string, mayShare = true) {
  return renderApp(path, {
    ...madeUpSite({ accounts: [KARIN, BOB] }),
    'accounts.othersAt': ({ email }) => ({
      accounts: email === BOB.email ? [BOB] : [],
      mayShare,
    }),
    'accounts.update': () => outcomeOf([2]),
    'accounts.create': () => ({ ...outcomeOf([7]), id: 7 }),
  });
}

test('an address of somebody else is told beside the field before it is saved, with both side by side', async () => {
  const { user, bridge } = open('/users/2');
  await screen.findByRole('heading', { name: 'karin' });
  await user.keyboard('e');
  const dialog = within(await screen.findByRole('dialog', { name: /Edit/ }));
  const email = dialog.getByLabelText('E-mail address');
  await user.clear(email);
  await user.type(email, BOB.email);
  await dialog.findByText(/bob.* has this address already/);
  await user.click(dialog.getByRole('button', { name: 'Compare' }));
  const side = within(await screen.findByRole('dialog', { name: 'Side by side' }));
  await side.findByRole('columnheader', { name: 'karin' });
  expect(side.getByRole('columnheader', { name: 'bob' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.update')).toMatchObject([{ sharesAddress: true }]),
  );
});

test('who makes an account is told what the settings want, and who has the address', async () => {
  const { user, bridge } = open('/users', false);
  await user.click(await screen.findByRole('button', { name: /^New user/ }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New user' }));
  await user.type(dialog.getByLabelText('User name'), 'bobby');
  await user.type(dialog.getByLabelText('E-mail address'), BOB.email);
  await dialog.findByText(/Here an address has one account/);
  await user.click(dialog.getByRole('button', { name: 'Look' }));
  const other = within(await screen.findByRole('dialog', { name: 'Who has it' }));
  expect(await other.findByRole('columnheader', { name: 'bob' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await user.clear(dialog.getByLabelText('E-mail address'));
  await user.type(dialog.getByLabelText('E-mail address'), 'new@people.example');
  await user.click(dialog.getByRole('button', { name: MAKE }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.create')).toMatchObject([{ sharesAddress: false }]),
  );
});
