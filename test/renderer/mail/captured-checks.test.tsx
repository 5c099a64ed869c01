import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { capturedMail, openCaptured } from './captured-mails.ts';

test('what can be judged of a mail is told, and its links are asked for only when that is wanted', async () => {
  const { user, bridge } = openCaptured([capturedMail(1)]);
  await user.click(await screen.findByRole('tab', { name: /^Checks ?2$/ }));
  const links = await screen.findByRole('region', { name: 'Links checked' });
  expect(links.textContent).toContain('Never fetched by us.');
  expect(screen.getByRole('row', { name: 'display:grid 2 Outlook Gmail' })).toBeDefined();
  expect(screen.getByText(/as of 13 May 2026/)).toBeDefined();
  expect(screen.getByText('Nothing keeps anybody from reading it.')).toBeDefined();
  expect(bridge.inputsOf('captured.checkLink')).toEqual([]);
  await user.click(within(links).getByRole('button', { name: 'Check all' }));
  expect((await within(links).findByRole('status')).textContent).toBe('There is no such page.');
  expect(bridge.inputsOf('captured.checkLink')).toEqual([{ id: 1, href: 'https://shop.example/' }]);
});

test('a mail is released after its recipients, its way and what changes were shown', async () => {
  const { user, bridge } = openCaptured([capturedMail(1)]);
  await user.click(await screen.findByRole('button', { name: /^Release to real people/ }));
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(dialog.textContent).toContain('Library, mail.example:587'));
  expect(dialog.textContent).toContain('DKIM signature will no longer be valid');
  await user.type(within(dialog).getByLabelText('Recipients'), '\notto@people.example');
  await user.click(within(dialog).getByRole('button', { name: 'Release to 2 people' }));
  await waitFor(() =>
    expect(bridge.inputsOf('captured.release')).toEqual([
      { ids: [1], to: ['anna@people.example', 'otto@people.example'], profile: 'p1' },
    ]),
  );
});
