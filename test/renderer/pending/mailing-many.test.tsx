// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { idsOf, madeUpSite, outcomeOf, pendingRow, planOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const PEOPLE = Array.from({ length: 101 }, (_, at) => pendingRow(at + 1));

async function selectAll(isLive: boolean) {
  const site = madeUpSite({ pending: PEOPLE });
  const app = renderApp('/pending', {
    ...site,
    'application.counts': () => ({
      ...site['application.counts'](),
      ...(isLive && {
        delivery: { kind: 'smtp', where: 'mail.example:587', name: 'Live', colour: 'red' },
      }),
    }),
    'registrations.plan': (target) => {
      const { length } = idsOf(target);
      return planOf(length, { mails: length, unconfirmed: length, ended: length });
    },
    'registrations.activate': (target) => outcomeOf(idsOf(target)),
  });
  (await screen.findByRole('grid')).focus();
  await app.user.keyboard('{Control>}a{/Control}');
  await screen.findByText('101 selected');
  return app;
}

async function planActivation(isLive: boolean) {
  const app = await selectAll(isLive);
  await app.user.keyboard('a');
  const dialog = within(await screen.findByRole('alertdialog'));
  await dialog.findByText(/^All 101 will be activated\. None has confirmed the address, and all/);
  return { ...app, dialog, mailed: () => app.bridge.inputsOf('registrations.activate').length };
}

test('no Enter alone mails so many people: their number is typed', async () => {
  const { user, dialog, mailed } = await planActivation(true);
  const field = await dialog.findByLabelText('Type 101 to go on');
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard('{Enter}');
  expect(mailed()).toBe(0);
  await user.keyboard('101{Enter}');
  await waitFor(() => expect(mailed()).toBe(1));
});

test('mails that are only captured ask for no number', async () => {
  const { user, dialog, mailed } = await planActivation(false);
  await dialog.findByText(/101 mails will be captured/);
  expect(dialog.queryByRole('textbox')).toBeNull();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(mailed()).toBe(1));
});

test('as many that are told of their rejection are typed too, with the thousands apart or not', async () => {
  const { user, bridge } = await selectAll(true);
  await user.keyboard('r');
  const dialog = within(await screen.findByRole('dialog'));
  const note = dialog.getByLabelText('Note');
  await user.click(note);
  await user.keyboard('Sorry.');
  expect(dialog.queryByLabelText('Type 101 to go on')).toBeNull();
  await user.click(dialog.getByRole('checkbox', { name: 'Tell the people' }));
  const field = dialog.getByLabelText('Type 101 to go on');
  await user.click(note);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(bridge.inputsOf('registrations.reject')).toEqual([]);
  await user.keyboard('{Enter}1 01{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('registrations.reject')).toMatchObject([{ tell: true, note: 'Sorry.' }]),
  );
});

test('a rejection whose mails are captured asks for no number', async () => {
  const { user } = await selectAll(false);
  await user.keyboard('r');
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('checkbox', { name: 'Tell the people' }));
  await dialog.findByText(/101 mails will be captured/);
  expect(dialog.queryByLabelText('Type 101 to go on')).toBeNull();
});
