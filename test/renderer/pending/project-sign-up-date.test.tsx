// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite, pendingRow, planOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

/** A console on a Django project's database. */
function ofProject() {
  const site = madeUpSite({ pending: [pendingRow(3), pendingRow(4)] });
  return {
    ...site,
    'application.status': () => ({ ...site['application.status'](), ofProject: true }),
    'registrations.plan': () => planOf(1, { done: 1 }),
  };
}

test('mailing again says first that the sign-up date moves', async () => {
  const { bridge, user } = renderApp('/pending', ofProject());
  (await screen.findByRole('grid')).focus();
  await user.keyboard('m');
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(await dialog.findByText('The sign-up date moves to now.')).toBeTruthy();
  expect(bridge.inputsOf('registrations.resend')).toEqual([]);
  await user.click(await dialog.findByRole('button', { name: 'Mail' }));
  expect(bridge.inputsOf('registrations.resend')).toEqual([{ ids: [3] }]);
});

test('more time is the full time again, not a number of days', async () => {
  const { user } = renderApp('/pending', ofProject());
  await user.click(await screen.findByRole('button', { name: 'More acts for person3' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Give more time…' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(await dialog.findByText('The sign-up date moves to now.')).toBeTruthy();
  expect(dialog.queryByRole('textbox')).toBeNull();
});
