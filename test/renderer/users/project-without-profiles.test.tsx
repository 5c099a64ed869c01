import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { ActPlan } from '../../../src/shared/contract/plans.ts';
import { accountDetail, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });
const PLAN: ActPlan = {
  total: 1,
  done: 1,
  mails: 0,
  withoutAddress: 0,
  skipped: [],
  leaving: {
    active: 1,
    recent: 0,
    staff: 0,
    deactivatable: 0,
    byOldLink: { count: 1, until: '2026-05-10T10:00:00.000Z' },
    self: false,
    lastAdministrator: false,
  },
};

/** The console of a project whose activation links are signed. */
function openAt(path: string) {
  const site = madeUpSite({ accounts: [EVA, KARIN] });
  return renderApp(path, {
    ...site,
    'application.status': () => ({
      ...site['application.status'](),
      keepsProfiles: false,
      noActivation: 'Its site knows no such links.',
    }),
    'accounts.plan': () => PLAN,
    'accounts.deactivate': () => outcomeOf([2]),
  });
}

test('nobody begins as pending where no site answers the link, and why is said', async () => {
  const { user } = openAt('/users');
  await user.click(await screen.findByRole('button', { name: /^New user/ }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New user' }));
  const pending = dialog.getByRole('radio', { name: 'Not confirmed' });
  expect(pending.ariaDisabled).toBe('true');
  expect(dialog.getByText(/Its site knows no such links/)).toBeTruthy();
});

test('a deactivation asks first, since an old activation mail may undo it', async () => {
  const { user, bridge } = openAt('/users/2');
  await user.click(await screen.findByRole('button', { name: /^Deactivate/ }));
  const dialog = within(await screen.findByRole('alertdialog', { name: /Deactivate/ }));
  expect(await dialog.findByText(/may work until 10 May 2026/)).toBeTruthy();
  expect(bridge.inputsOf('accounts.deactivate')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Deactivate' }));
  expect(bridge.inputsOf('accounts.deactivate')).toHaveLength(1);
});

test('an empty Pending leads to those who may wait', async () => {
  const { user, bridge } = openAt('/pending');
  await user.click(await screen.findByRole('button', { name: 'Show them in Users' }));
  const asked = { query: 'is:inactive last:never' };
  await waitFor(() => expect(bridge.inputsOf('accounts.list').at(-1)).toMatchObject(asked));
});
