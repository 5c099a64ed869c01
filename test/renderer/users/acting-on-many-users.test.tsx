import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, idsOf, madeUpSite, outcomeOf, planOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin' });

/** Nothing is to be known of those who would leave. */
const LEAVING = {
  active: 0,
  recent: 0,
  staff: 0,
  deactivatable: 0,
  self: false,
  lastAdministrator: false,
};

async function openUsers(answers: Answers) {
  const app = renderApp('/users', { ...madeUpSite({ accounts: [EVA, KARIN] }), ...answers });
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  return app;
}

test('deactivating many says who they are, that one is among them, and asks for their number', async () => {
  const { user, bridge } = await openUsers({
    'accounts.plan': () => ({
      ...planOf(2, { skipped: [{ reason: 'Is not active.', count: 1, names: ['olga'] }] }),
      leaving: { ...LEAVING, active: 2, recent: 1, staff: 1, self: true },
    }),
    'accounts.deactivate': (target) => outcomeOf(idsOf(target)),
  });
  await user.keyboard('xjxd');
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Deactivate 2 accounts' }));
  expect(
    await dialog.findByText(/2 are active, 1 has signed in within 30 days, 1 is staff\./),
  ).toBeTruthy();
  expect(dialog.getByText('Your own account is among them.')).toBeTruthy();
  expect(dialog.getByText('Is not active.')).toBeTruthy();
  await user.type(dialog.getByLabelText('Type 2 to go on'), '2{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([{ ids: [1, 2], includeSelf: true }]),
  );
});

test('who is among them but would be skipped is not told to be signed out', async () => {
  const skipped = [{ reason: 'Only a superuser may change staff.', count: 1, names: ['eva'] }];
  const { user, bridge } = await openUsers({
    'accounts.plan': () => ({ ...planOf(2, { done: 1, skipped }), leaving: LEAVING }),
    'accounts.deactivate': (target) => outcomeOf(idsOf(target)),
  });
  await user.keyboard('xjxd');
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Deactivate 2 accounts' }));
  expect(await dialog.findByText('Only a superuser may change staff.')).toBeTruthy();
  expect(dialog.queryByText('Your own account is among them.')).toBeNull();
  await user.click(dialog.getByRole('button', { name: /^Deactivate/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([{ ids: [1, 2], includeSelf: false }]),
  );
});

test('whom the tables of the site keep from going can be deactivated instead', async () => {
  const reason = 'The tables shop_note (2 rows) and shop_order (1 row) refer to it.';
  const { user, bridge } = await openUsers({
    'accounts.plan': ({ act }) =>
      act === 'delete'
        ? {
            ...planOf(1, { done: 0, skipped: [{ reason, count: 1, names: ['karin'] }] }),
            leaving: { ...LEAVING, deactivatable: 1 },
          }
        : planOf(1),
    'accounts.deactivate': (target) => outcomeOf(idsOf(target)),
  });
  await user.keyboard('j{Delete}');
  const kept = within(await screen.findByRole('alertdialog', { name: /^Delete .*karin/ }));
  expect(await kept.findByText(reason)).toBeTruthy();
  await user.click(kept.getByRole('button', { name: 'Deactivate instead' }));
  const dialog = within(await screen.findByRole('alertdialog', { name: /^Deactivate .*karin/ }));
  await user.click(dialog.getByRole('button', { name: 'Deactivate' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([{ ids: [2], includeSelf: false }]),
  );
  expect(bridge.inputsOf('accounts.delete')).toEqual([]);
});

test('nobody is said to be deactivated instead who is not active, or while others do go', async () => {
  let done = 0;
  const { user } = await openUsers({
    'accounts.plan': () => ({
      ...planOf(2, { done, skipped: [{ reason: 'Kept.', count: 2 - done, names: ['karin'] }] }),
      leaving: { ...LEAVING, deactivatable: done },
    }),
  });
  await user.keyboard('xjx{Delete}');
  await screen.findByText('Kept.');
  expect(screen.queryByRole('button', { name: 'Deactivate instead' })).toBeNull();
  await user.keyboard('{Escape}');
  done = 1;
  await user.keyboard('{Delete}');
  await screen.findByText('Kept.');
  expect(screen.queryByRole('button', { name: 'Deactivate instead' })).toBeNull();
});

test('that nobody would be left to administer the site is said before anything is typed', async () => {
  const { user } = await openUsers({
    'accounts.plan': () => ({
      ...planOf(2),
      leaving: { ...LEAVING, active: 2, staff: 1, self: true, lastAdministrator: true },
    }),
  });
  await user.keyboard('xjx{Delete}');
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Delete 2 accounts' }));
  expect(await dialog.findByText('Nobody would be left who can administer the site.')).toBeTruthy();
  expect(dialog.queryByRole('textbox')).toBeNull();
  expect(dialog.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Close']);
});

test.each([
  ['d', 'Deactivate'],
  ['{Delete}', 'Delete'],
])(
  'with %s, many of whom nothing can be known do not leave, and it is said why',
  async (key, verb) => {
    const { user, bridge } = await openUsers({
      'accounts.plan': () => {
        throw new RefusedError({ code: 'unavailable', message: 'The disk did not answer.' });
      },
    });
    await user.keyboard(`xjx${key}`);
    const dialog = within(await screen.findByRole('alertdialog', { name: `${verb} 2 accounts` }));
    expect(
      await dialog.findByText('Who would be reached is not known. Nothing was changed.'),
    ).toBeTruthy();
    expect(dialog.getByText('The disk did not answer.')).toBeTruthy();
    expect(dialog.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Close']);
    expect(bridge.inputsOf('accounts.deactivate')).toEqual([]);
    expect(bridge.inputsOf('accounts.delete')).toEqual([]);
  },
);

test('who is not active is sent no reset link, and it is said without a question', async () => {
  const { user, bridge } = await openUsers({
    'accounts.list': () => ({ total: 1, rows: [{ ...KARIN, state: 'inactive' }] }),
  });
  await screen.findByText('karin');
  await user.keyboard('m');
  await screen.findByText('Not active, so no reset link can be sent. Activate first.');
  expect(bridge.inputsOf('accounts.plan')).toEqual([]);
});

test('why one person can be sent no reset link is said in a sentence', async () => {
  const skipped = [{ reason: 'Has no password to reset.', count: 1, names: ['eva'] }];
  const { user } = await openUsers({
    'accounts.plan': () => planOf(1, { done: 0, skipped }),
  });
  await user.keyboard('m');
  const dialog = within(await screen.findByRole('alertdialog'));
  await dialog.findByText('Nothing can be done here. Has no password to reset.');
  expect(dialog.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Close']);
  expect(dialog.queryByText('Skipped')).toBeNull();
});

test('reset links are planned: how many get one, and why the others do not', async () => {
  const { user } = await openUsers({
    'accounts.plan': () =>
      planOf(2, {
        done: 1,
        mails: 1,
        skipped: [{ reason: 'Is not active.', count: 1, names: [] }],
      }),
  });
  await user.keyboard('xjxm');
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Send 2 reset links' }));
  expect(
    await dialog.findByText('1 of 2 will be mailed a reset link. 1 mail will be captured.'),
  ).toBeTruthy();
  expect(dialog.getByRole('button', { name: 'Send 1' })).toBeTruthy();
});
