import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { capturedMail, openCaptured } from './captured-mails.ts';
import { openOutbox, outboxRow } from './outbox-mails.ts';

test('the menu of a captured mail is about its row, whichever mail is read beside it', async () => {
  const { user, bridge } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  await user.click(await screen.findByRole('button', { name: /Unread/ }));
  const grid = screen.getByRole('grid');
  await user.click(await within(grid).findByText('Account activation 3'));
  // What is read is shown still, and has left the list.
  await waitFor(() => expect(within(grid).queryByText('Account activation 3')).toBeNull());
  const row = within(grid).getByText('Account activation 2');
  await user.pointer({ keys: '[MouseRight]', target: row });
  const menu = await screen.findByRole('menu', { name: 'Acts' });
  await user.click(within(menu).getByRole('menuitem', { name: /Delete/ }));
  await waitFor(() => expect(bridge.inputsOf('captured.delete')).toEqual([{ ids: [2] }]));
});

test('the menu of a mail that has left the list acts on no other', async () => {
  const mails = [outboxRow(3), outboxRow(2), outboxRow(1)];
  const { user, bridge } = await openOutbox(mails, '/mail/outbox?view=held');
  const grid = await screen.findByRole('grid');
  await user.pointer({ keys: '[MouseRight]', target: within(grid).getByText(/person3@/) });
  const menu = await screen.findByRole('menu', { name: 'Acts' });
  const release = () => within(menu).queryByRole('menuitem', { name: /Release/ });
  expect(release()).not.toBeNull();
  mails.shift();
  bridge.emit(['outbox']);
  await waitFor(() => expect(within(grid).queryByText(/person3@/)).toBeNull());
  expect(release()).toBeNull();
});
