import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, idsOf, madeUpSite, outcomeOf, planOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin' });

async function openUsers(answers: Answers) {
  const app = renderApp('/users', { ...madeUpSite({ accounts: [EVA, KARIN] }), ...answers });
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  return app;
}

test('deactivating many says who they are, that one is among them, and asks for their number', async () => {
  const { user, bridge } = await openUsers({
    'accounts.plan': () => ({
      ...planOf(2, { skipped: [{ reason: 'Is not active.', count: 1, names: ['olga'] }] }),
      leaving: { active: 2, recent: 1, staff: 1, self: true, lastAdministrator: false },
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

test('that nobody would be left to administer the site is said before anything is typed', async () => {
  const { user } = await openUsers({
    'accounts.plan': () => ({
      ...planOf(2),
      leaving: { active: 2, recent: 0, staff: 1, self: true, lastAdministrator: true },
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
    await dialog.findByText('1 of 2 will be mailed a reset link. 1 mail will leave.'),
  ).toBeTruthy();
  expect(dialog.getByRole('button', { name: 'Send 1' })).toBeTruthy();
});
