import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { held, openOutbox, panelOf, pausedCounts, renderOutbox, WHY } from './outbox-mails.ts';

test('a held mail is read before it is released, as its reader will see it', async () => {
  const { user, bridge } = await openOutbox(held(1), '/mail/outbox', {
    'outbox.read': () => ({
      mail: { text: 'Welcome, person1', path: '/preview/abc', headers: [] },
      reason: null,
    }),
  });
  await user.keyboard('{Enter}');
  await user.click(within(await panelOf(1)).getByRole('button', { name: /^Read/ }));
  const frame = await screen.findByTitle('The mail as its reader sees it');
  expect([frame.getAttribute('src'), frame.getAttribute('sandbox')]).toEqual(['/preview/abc', '']);
  await user.click(screen.getByRole('tab', { name: 'Text' }));
  expect(screen.getByText('Welcome, person1')).toBeDefined();
  expect(bridge.inputsOf('outbox.read')).toEqual([{ id: 1 }]);
});

test('a mail that can’t be read says why', async () => {
  const { user } = await openOutbox(held(1), '/mail/outbox', {
    'outbox.read': () => ({ mail: null, reason: 'Only superusers read this mail.' }),
  });
  await user.keyboard('o');
  expect(await screen.findByText('Only superusers read this mail.')).toBeDefined();
});

test.each([
  ['', 'Nothing has been sent yet.', 'Open the register page'],
  ['?view=failed', 'No mail has failed.', 'Show all mails'],
])('an empty outbox says so and offers one act: %s', async (view, words, act) => {
  renderOutbox([], `/mail/outbox${view}`);
  expect(await screen.findByText(words)).toBeDefined();
  expect(screen.getByRole('button', { name: new RegExp(`^${act}`) })).toBeDefined();
});

test('an empty outbox asks for no sign-up where nothing can be written', async () => {
  const status = madeUpSite({})['application.status']();
  renderOutbox([], '/mail/outbox', {
    'application.status': () => ({ ...status, readOnly: 'Made by a newer version.' }),
  });
  expect(await screen.findByText(/Made by a newer version\..*Nothing is sent/)).toBeDefined();
  expect(screen.queryByText(/Sign somebody up/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Open the register page' })).toBeNull();
});

test('while mail stands still, that is said once, and no mail is said to leave', async () => {
  const { user } = await openOutbox(held(2), '/mail/outbox', pausedCounts);
  expect(await screen.findAllByText('Password refused.')).toHaveLength(1);
  await user.keyboard('m');
  expect(await screen.findByText('The mail is tried now.')).toBeDefined();
  await user.keyboard('l');
  expect(await screen.findByText('1 mail released.')).toBeDefined();
  expect(screen.getByText('Mail stands still now: it waits.')).toBeDefined();
});

test('steps that can’t be had say why, and are asked for again', async () => {
  let isBusy = true;
  const { user } = await openOutbox(held(1), '/mail/outbox', {
    'outbox.attempts': () => {
      if (isBusy) throw new RefusedError({ code: 'busy', message: 'The database is busy.' });
      return { steps: [], attempts: [] };
    },
  });
  await user.keyboard('{Enter}');
  const panel = await panelOf(1);
  expect(await within(panel).findByText('The database is busy.')).toBeDefined();
  isBusy = false;
  await user.click(within(panel).getByRole('button', { name: 'Try again' }));
  expect(await within(panel).findByRole('region', { name: 'Steps' })).toBeDefined();
});

test('an address opens the panel of its mail, in sight or far down the list', async () => {
  const { user, address } = await openOutbox(held(620), '/mail/outbox?id=3');
  const panel = await panelOf(3);
  expect(within(panel).getByText(WHY)).toBeDefined();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address()).toBe('/mail/outbox'));
});

test('the cursor is on the mail that an address opens', async () => {
  const { grid } = await openOutbox(held(5), '/mail/outbox?id=3');
  await panelOf(3);
  expect(grid.querySelector('[data-active]')?.textContent).toContain('person3@');
});

test('the address of a mail that is not kept any more says so', async () => {
  await openOutbox(held(2), '/mail/outbox?id=9');
  expect(await screen.findByText(/This mail is no more in the outbox/)).toBeDefined();
});
