import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { AccountDetail } from '../../../src/shared/contract/accounts.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import { accountDetail, madeUpSite, NOW, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });

/** Karin's page with the form open, over an application that minds revisions. */
async function openForm({ ofProject = false } = {}) {
  let stored: AccountDetail = KARIN;
  const site = madeUpSite({ accounts: [KARIN] });
  const app = renderApp('/users/2', {
    ...site,
    'application.status': () => ({ ...site['application.status'](), ofProject }),
    'accounts.get': () => stored,
    'accounts.update': ({ revision }) => {
      if (revision === stored.revision) return outcomeOf([2]);
      throw new RefusedError({ code: 'conflict', message: 'karin was changed meanwhile.' });
    },
  });
  await screen.findByRole('heading', { name: 'karin' });
  await app.user.keyboard('e');
  const dialog = within(await screen.findByRole('dialog', { name: /Edit/ }));
  const email = dialog.getByLabelText('E-mail address');
  return {
    ...app,
    dialog,
    type: async (text: string) => {
      await app.user.clear(email);
      await app.user.type(email, text);
    },
    /** Somebody else changes the account; a program beside the console tells nobody. */
    change: (changes: Partial<AccountDetail>, isTold = true) => {
      stored = { ...stored, revision: 'two', ...changes };
      if (isTold) app.bridge.emit(['accounts']);
    },
  };
}

test('the form is the same dialog while its account is read, and begins in its first field', async () => {
  const read = Promise.withResolvers<AccountDetail>();
  const { user } = renderApp('/users', {
    ...madeUpSite({ accounts: [KARIN] }),
    'accounts.get': async () => read.promise,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('e');
  const dialog = await screen.findByRole('dialog', { name: /^Edit .*karin/ });
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  read.resolve(KARIN);
  const field = await within(dialog).findByLabelText('User name');
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard('x{Escape}');
  expect(await screen.findByRole('dialog', { name: /is not saved\.$/ })).toBeTruthy();
});

const UNCONFIRMED: Partial<AccountDetail> = {
  state: 'pending',
  registration: { activated: false, expiresAt: new Date(NOW + 1).toISOString(), expired: false },
};

test('who waits for their link is mailed a new one, and the form says so before', async () => {
  const { dialog, type, change } = await openForm();
  await type('karin@right.example');
  expect(dialog.queryByText(/activation link/)).toBeNull();
  change(UNCONFIRMED);
  expect(
    await dialog.findByText(/A mail with a new one goes to .*karin@right.example/),
  ).toBeTruthy();
  expect(dialog.queryByText('The sign-up date moves to now.')).toBeNull();
});

test('in a project’s database the form says that a new link moves the sign-up date', async () => {
  const { dialog, type, change } = await openForm({ ofProject: true });
  change(UNCONFIRMED);
  expect(dialog.queryByText('The sign-up date moves to now.')).toBeNull();
  await type('karin@right.example');
  expect(await dialog.findByText('The sign-up date moves to now.')).toBeTruthy();
});

const BY_OTTO = {
  lastChange: { operationId: 9, at: new Date(NOW - 120_000).toISOString(), by: 'otto' },
};

test('a change by somebody else is told while one types, and nothing typed is lost', async () => {
  const { user, bridge, dialog, type, change } = await openForm();
  await type('mine@web.example');
  change({ email: 'theirs@web.example', lastName: 'Lomo', ...BY_OTTO });
  const conflict = within(await dialog.findByRole('alert', { name: 'Changed meanwhile' }));
  expect(conflict.getByText(/was changed by/).textContent).toMatch(
    /karin was changed by otto 2\s?min ago: e-mail address, last name\./,
  );
  await user.click(conflict.getByRole('button', { name: 'Show' }));
  const row = conflict.getByRole('row', { name: /^e-mail address/ });
  expect(
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent?.trim()),
  ).toEqual(['karin@web.example', 'theirs@web.example', 'mine@web.example Take theirs']);
  expect(dialog.getByDisplayValue('mine@web.example')).toBeTruthy();
  await user.click(conflict.getByRole('button', { name: 'Apply mine' }));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /Edit/ })).toBeNull());
  expect(bridge.inputsOf('accounts.update')).toMatchObject([
    { revision: 'two', email: 'mine@web.example', lastName: 'Lomo' },
  ]);
});

test('a change that nobody told is found when saving', async () => {
  const { user, bridge, dialog, type, change } = await openForm();
  await type('mine@web.example');
  change({ email: 'theirs@web.example' }, false);
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText(/was changed by the site, outside this console/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Show' }));
  await user.click(dialog.getByRole('button', { name: 'Take theirs: e-mail address' }));
  expect(dialog.getByDisplayValue('theirs@web.example')).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Drop mine' }));
  await waitFor(() => expect(dialog.queryByRole('alert')).toBeNull());
  expect(bridge.inputsOf('accounts.update')).toHaveLength(1);
});

test('a new address is told to the old one unless that is unticked', async () => {
  const { user, bridge, dialog, type } = await openForm();
  expect(dialog.queryByRole('checkbox')).toBeNull();
  await type('new@web.example');
  await user.click(dialog.getByRole('checkbox', { name: 'Tell the old address' }));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(bridge.inputsOf('accounts.update')).toHaveLength(1));
  expect(bridge.inputsOf('accounts.update')[0]).toMatchObject({ tellOldAddress: false });
});

test('the question of leaving saves only what mails nobody', async () => {
  const { user, dialog, type } = await openForm();
  const offersSave = async () => {
    await user.keyboard('{Escape}');
    const question = within(await screen.findByRole('dialog', { name: /is not saved\.$/ }));
    const save = question.queryByRole('button', { name: 'Save' });
    await user.click(question.getByRole('button', { name: 'Stay' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /not saved/ })).toBeNull());
    return save !== null;
  };
  await type('new@web.example');
  expect(await offersSave()).toBe(false);
  await user.click(dialog.getByRole('checkbox', { name: 'Tell the old address' }));
  expect(await offersSave()).toBe(true);
});

test('a form in which nothing was typed follows what others change, and asks nothing', async () => {
  const { user, bridge, dialog, type, change } = await openForm();
  change({ lastName: 'Lomo', ...BY_OTTO });
  expect(await dialog.findByDisplayValue('Lomo')).toBeTruthy();
  expect(dialog.queryByText('Changed meanwhile')).toBeNull();
  expect(dialog.queryByText(/What you typed/)).toBeNull();
  await type('karin@web.example');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(bridge.inputsOf('accounts.update')).toHaveLength(1));
  expect(bridge.inputsOf('accounts.update')[0]).toMatchObject({
    revision: 'two',
    lastName: 'Lomo',
  });
});

test('Enter in a conflict shows what was changed, and saves nothing', async () => {
  const { user, bridge, dialog, type, change } = await openForm();
  await type('mine@web.example');
  change({ email: 'theirs@web.example', ...BY_OTTO });
  const conflict = await dialog.findByRole('alert', { name: 'Changed meanwhile' });
  await user.keyboard('{Enter}');
  expect(await within(conflict).findByRole('table')).toBeTruthy();
  expect(document.activeElement).toBe(conflict);
  await user.keyboard('{Enter}');
  expect(within(conflict).getByRole('table')).toBeTruthy();
  expect(bridge.inputsOf('accounts.update')).toEqual([]);
});
