import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { MAIL, SETTINGS } from '../settings/stored-settings.ts';
import {
  held,
  openOutbox,
  outboxRow,
  panelOf,
  pausedCounts,
  renderOutbox,
  WHY,
} from './outbox-mails.ts';

test('an uncertain mail is sent again only on a second word', async () => {
  const { user, bridge } = await openOutbox([
    outboxRow(5, { state: 'uncertain', advice: 'It may have arrived.' }),
  ]);
  await user.keyboard('{Enter}');
  const panel = await panelOf(5);
  expect(within(panel).getByText('It may have arrived.')).toBeDefined();
  await user.click(within(panel).getByRole('button', { name: /^Send again/ }));
  const dialog = await screen.findByRole('alertdialog');
  expect(bridge.inputsOf('outbox.sendNow')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Send again' }));
  await waitFor(() =>
    expect(bridge.inputsOf('outbox.sendNow')).toEqual([{ ids: [5], sparing: false }]),
  );
});

test('a held mail says why, and is released from its panel', async () => {
  const { user, bridge } = await openOutbox(held(1));
  await user.keyboard('{Enter}');
  const panel = await panelOf(1);
  expect(within(panel).getByText(WHY)).toBeDefined();
  expect(await within(panel).findByText('Written.')).toBeDefined();
  await user.click(within(panel).getByRole('button', { name: /^Release/ }));
  expect(await screen.findByText('The mail leaves now.')).toBeDefined();
  expect(bridge.inputsOf('outbox.release')).toEqual([{ ids: [1] }]);
});

test('what turns the direction of an address, a subject or an answer is named', async () => {
  const turned = { to: 'a\u202Eb@people.example', subject: 'Hi \u202Ethere' };
  const told = { why: 'Refused: \u202Eno.', reply: '550 \u202Eno' };
  const { user } = await openOutbox([outboxRow(1, { state: 'failed', ...turned, ...told })]);
  await user.keyboard('{Enter}');
  const panel = await screen.findByRole('complementary', {
    name: 'Mail to a[U+202E]b@people.example',
  });
  expect(within(panel).getByText('550 [U+202E]no')).toBeDefined();
  expect(document.body.textContent).not.toContain('\u202E');
});

test('every held mail is selected and released, also those that no page has shown', async () => {
  const { user, bridge } = await openOutbox(held(620), '/mail/outbox?view=held');
  await user.click(await screen.findByRole('button', { name: 'Select all' }));
  await screen.findByText('620 selected');
  await user.keyboard('l');
  expect(await screen.findByText('620 mails leave now.')).toBeDefined();
  expect(bridge.inputsOf('outbox.release')[0]?.ids).toHaveLength(620);
});

test.each([
  [
    { released: 0, ended: 1, skipped: 0 },
    'Nothing was released.',
    /inside 1 mail has ended: send a/,
  ],
  [
    { released: 2, ended: 3, skipped: 1 },
    '2 mails leave now.',
    /inside 3 mails have ended.*1 mail was/,
  ],
])(
  'a release of mails whose links have ended tells to send new ones: %o',
  async (answer, ...words) => {
    const { user } = await openOutbox(held(1), undefined, { 'outbox.release': () => answer });
    await user.keyboard('l');
    for (const each of words) expect(await screen.findByText(each)).toBeDefined();
  },
);

test('a release of some that are not held says how many stayed', async () => {
  const { user } = await openOutbox([...held(2), outboxRow(3, { state: 'sent' })]);
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByText('3 selected');
  await user.keyboard('l');
  expect(await screen.findByText('2 mails leave now.')).toBeDefined();
  expect(screen.getByText('1 mail was not held and stayed as before.')).toBeDefined();
});

test('a held mail is cancelled', async () => {
  const { user, bridge } = await openOutbox(held(1));
  await user.keyboard('{Delete}');
  expect(await screen.findByText('The mail was cancelled.')).toBeDefined();
  expect(bridge.inputsOf('outbox.cancel')).toEqual([{ ids: [1] }]);
});

test('a failed mail is dismissed, and taken up again', async () => {
  const { user, bridge } = await openOutbox([outboxRow(1, { state: 'failed' })]);
  await user.keyboard('{Delete}');
  expect(await screen.findByText('1 failed mail dismissed.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(bridge.inputsOf('outbox.restore')).toEqual([{ ids: [1] }]));
});

test('a dismissed mail is taken up again by the key that takes acts back', async () => {
  const { user, bridge } = await openOutbox([outboxRow(1, { state: 'failed' })]);
  await user.keyboard('{Delete}');
  await screen.findByText('1 failed mail dismissed.');
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('outbox.restore')).toEqual([{ ids: [1] }]));
});

test('of many selected, only what was just cancelled or dismissed comes back', async () => {
  const { user, bridge } = await openOutbox([
    outboxRow(1),
    outboxRow(2, { state: 'failed' }),
    outboxRow(3, { state: 'cancelled' }),
  ]);
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByText('3 selected');
  await user.keyboard('{Delete}');
  await screen.findByText('The mail was cancelled.');
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('outbox.restore')).toEqual([{ ids: [1] }]));
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('outbox.restore').at(-1)).toEqual({ ids: [2] }));
});

test('z takes back the cancelling or dismissing that was newest', async () => {
  const { user, bridge } = await openOutbox([outboxRow(1), outboxRow(2, { state: 'failed' })]);
  await user.keyboard('{Delete}');
  await screen.findByText('1 failed mail dismissed.');
  await user.keyboard('j{Delete}');
  await screen.findByText('The mail was cancelled.');
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('outbox.restore')).toEqual([{ ids: [1] }]));
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('outbox.restore').at(-1)).toEqual({ ids: [2] }));
  expect(bridge.inputsOf('outbox.sendNow')).toEqual([]);
});

test('a failed mail that a newer one overtook says so, and is not sent again', async () => {
  const overtaken = 'The link inside has ended: there is a newer one.';
  const { user, bridge } = await openOutbox([outboxRow(1, { state: 'failed', overtaken })]);
  await user.keyboard('{Enter}m');
  const panel = await panelOf(1);
  expect(within(panel).getByText(`Nothing to do. ${overtaken}`)).toBeDefined();
  expect(bridge.inputsOf('outbox.sendNow')).toEqual([]);
});

test('a mail that was put off is told with its attempts and where it goes now', async () => {
  const row = { state: 'deferred', attempts: 8, destination: 'smtp.example:587' } as const;
  const { user } = await openOutbox([outboxRow(1, row)]);
  await user.keyboard('{Enter}');
  const panel = await panelOf(1);
  expect(within(panel).getByText('8 of 12')).toBeDefined();
  expect(within(panel).getByText('the capture server here, as all mail does now')).toBeDefined();
  expect(within(panel).getByText('smtp.example:587')).toBeDefined();
});

test('a mail that comes leaves the open one open', async () => {
  const { user, bridge, mails } = await openOutbox(held(3));
  await user.keyboard('j{Enter}');
  await panelOf(2);
  mails.push(outboxRow(4));
  bridge.emit(['outbox']);
  await screen.findByText('person4@people.example');
  await panelOf(2);
  await user.keyboard('l');
  await waitFor(() => expect(bridge.inputsOf('outbox.release')).toEqual([{ ids: [2] }]));
});

test('a mistyped address is corrected as it was probably meant, and mailed', async () => {
  const meant = 'person7@gmail.com';
  const { user, bridge } = await openOutbox([outboxRow(7, { state: 'failed', meant })]);
  await user.keyboard('{Enter}');
  await user.click(within(await panelOf(7)).getByRole('button', { name: /^Correct address/ }));
  await user.click(await screen.findByRole('button', { name: 'Use it and mail' }));
  await waitFor(() =>
    expect(bridge.inputsOf('registrations.changeEmail')).toMatchObject([{ id: 7, email: meant }]),
  );
});

test.each([
  ['activation', 'primary'],
  ['password_reset', 'secondary'],
])('a mail of the kind %s is corrected by a %s button', async (kind, variant) => {
  const { user } = await openOutbox([
    outboxRow(7, { state: 'failed', kind, meant: 'p@gmail.com' }),
  ]);
  await user.keyboard('{Enter}');
  const button = within(await panelOf(7)).getByRole('button', { name: /^Correct address/ });
  expect(button.getAttribute('aria-disabled')).toBe(variant === 'primary' ? null : 'true');
  expect(button.dataset['variant']).toBe(variant);
});

test('for a mail that came too late a new one is sent', async () => {
  const { user, bridge } = await openOutbox([outboxRow(8, { state: 'expired' })]);
  await user.keyboard('n');
  await waitFor(() => expect(bridge.inputsOf('registrations.resend')).toEqual([{ ids: [8] }]));
});

test('one key leads from mail that stands still to the doctor of the server in its way', async () => {
  const { user, bridge } = await openOutbox(held(1), '/mail/outbox', {
    ...pausedCounts,
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'mailSettings.presets': () => [],
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => null,
  });
  await screen.findByText('Password refused.');
  await user.keyboard('d');
  await waitFor(() =>
    expect(bridge.inputsOf('doctor.start')).toMatchObject([{ profile: { id: 'p1' } }]),
  );
});

test('many failed mails are sent again at once, and doubtful ones are spared', async () => {
  const failed = [1, 2].map((id) => outboxRow(id, { state: 'failed' }));
  const { user, bridge } = await openOutbox(failed);
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByText('2 selected');
  await user.keyboard('m');
  await waitFor(() =>
    expect(bridge.inputsOf('outbox.sendNow')).toEqual([{ ids: [2, 1], sparing: true }]),
  );
});

test('an empty outbox offers a sign-up to try it with', async () => {
  renderOutbox([]);
  expect(await screen.findByText('Nothing has been sent yet.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Make a test sign-up' })).toBeDefined();
});
