import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const PLAN = {
  rule: 'Sign-ups whose link ended.',
  selection: 'frozen',
  count: 120,
  at: '2026-03-01T12:00:00.000Z',
  goes: [{ reason: 'Never activated, and the link ended.', count: 120 }],
  sample: [pendingRow(2)],
  leftOut: [{ reason: 'Is staff.', count: 1, people: [{ id: 7, username: 'eva' }] }],
};

/** The question about a clean-up of 120 people. */
async function openCleanUp(answers: Answers = {}) {
  const app = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2)] }),
    'registrations.cleanUpPlan': () => PLAN,
    'registrations.cleanUp': () => outcomeOf(Array.from({ length: 120 }, (_, id) => id + 2)),
    ...answers,
  });
  await app.user.click(await screen.findByRole('button', { name: 'Clean up…' }));
  return { ...app, dialog: await screen.findByRole('alertdialog') };
}

test('a clean-up of many wants its number typed', async () => {
  const { user, bridge, dialog } = await openCleanUp();
  const number = within(dialog).getByLabelText('Type 120 to go on');
  await waitFor(() => expect(document.activeElement).toBe(number));
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('registrations.cleanUp')).toEqual([]);
  await user.keyboard('120{Enter}');
  expect(await screen.findByText('120 cleaned up.')).toBeTruthy();
  expect(bridge.inputsOf('registrations.cleanUp')).toEqual([{ selection: 'frozen', typed: '120' }]);
});

test('all who would go can be taken as a file before they go', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const { user, bridge, dialog } = await openCleanUp({
    'accounts.export': () => ({ path: '/file/x', filename: 'people-120.csv', count: 120 }),
  });
  await user.click(within(dialog).getByRole('button', { name: 'Export all 120…' }));
  const file = await screen.findByRole('dialog', { name: 'Export people' });
  expect(file.textContent).toContain('A file with 120 people.');
  await user.click(within(file).getByRole('button', { name: 'Export' }));
  await waitFor(() => expect(click).toHaveBeenCalledOnce());
  expect(bridge.inputsOf('accounts.export')).toMatchObject([{ selection: 'frozen' }]);
  await waitFor(() => expect(file.isConnected).toBe(false));
  expect(dialog.isConnected).toBe(true);
  expect(bridge.inputsOf('registrations.cleanUp')).toEqual([]);
  click.mockRestore();
});

test('why they would go is told when there is more than one reason; one is the rule itself', async () => {
  const goes = [
    'Never activated, and the link ended.',
    'Never activated, and the new link ended too.',
  ];
  const { dialog } = await openCleanUp();
  expect(dialog.textContent).toContain('120 sign-ups would go');
  expect(dialog.textContent).not.toContain('Why they would go');
  cleanup();
  const more = await openCleanUp({
    'registrations.cleanUpPlan': () => ({
      ...PLAN,
      goes: goes.map((reason) => ({ reason, count: 60 })),
    }),
  });
  expect(within(more.dialog).getByRole('heading', { name: 'Why they would go' })).toBeTruthy();
});

test('who is left out is a link to them', async () => {
  const eva = accountDetail(7, { username: 'eva', isStaff: true });
  const { user, dialog } = await openCleanUp({
    ...madeUpSite({ pending: [pendingRow(2)], accounts: [eva] }),
    'registrations.cleanUpPlan': () => PLAN,
  });
  await user.click(within(dialog).getByRole('link', { name: 'eva' }));
  expect(await screen.findByRole('heading', { level: 1, name: /eva/ })).toBeTruthy();
  expect(dialog.isConnected).toBe(false);
});
