import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { capturedMail, CHECKS, LINK, openCaptured } from './captured-mails.ts';

const subject = () => screen.findByRole('heading', { level: 2 });

test('the mail on top is read once somebody looks into its views', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  await waitFor(() =>
    expect(bridge.inputsOf('captured.markRead')).toEqual([{ ids: [2], read: true }]),
  );
});

test('letters lead through the list from a tab of the mail, too', async () => {
  const { user } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  await user.click(await screen.findByRole('tab', { name: 'Raw' }));
  await user.keyboard('j');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 2'));
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  await user.keyboard('jk');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 2'));
});

test('links are counted, and listed when asked for; one that would not open says so', async () => {
  const wontOpen = 'The site runs at 127.0.0.1:9. Links would not open.';
  const { user } = openCaptured([capturedMail(1)], {
    'captured.checks': () => ({
      ...CHECKS,
      links: [{ href: LINK, text: LINK, problems: [], wontOpen, neverFetched: null }],
    }),
  });
  const links = within(await screen.findByRole('region', { name: 'Links' }));
  expect(links.queryByRole('link')).toBeNull();
  await user.click(await links.findByRole('button', { name: '1 link that would not open' }));
  expect(links.getByRole('link', { name: LINK })).toBeDefined();
  expect(links.getByText(wontOpen)).toBeDefined();
  await user.click(screen.getByRole('tab', { name: /^Checks/ }));
  expect(await screen.findByText(wontOpen)).toBeDefined();
});

test('a mail that stays light in the dark says why', async () => {
  const dark = '<style>@media (prefers-color-scheme: dark) {}</style>';
  const { user } = openCaptured([capturedMail(2), capturedMail(1, { htmlSource: dark })]);
  const why = () => screen.queryByText(/No dark styles/);
  await screen.findByTitle('The mail as its reader sees it');
  expect(why()).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Dark' }));
  expect(why()).not.toBeNull();
  screen.getByRole('grid').focus();
  await user.keyboard('j');
  await waitFor(() => expect(why()).toBeNull());
});

test('a row tells the sender and the first words, and what a mail lacks', async () => {
  openCaptured([
    capturedMail(2),
    capturedMail(1, { from: '', to: '', envelopeFrom: '', fromAddresses: [], toAddresses: [] }),
  ]);
  const rows = await within(await screen.findByRole('grid')).findAllByRole('row');
  expect(rows[1]?.textContent).toMatch(/person2@people.example.*from Shop.*You have asked/);
  expect(rows[2]?.textContent).toMatch(/No recipient.*from an unknown sender/);
});

test('a mail without a text of its own says whose text is shown', async () => {
  const said = /no text part. Here is the text of its HTML/;
  const { user } = openCaptured([capturedMail(2, { hasText: false }), capturedMail(1)]);
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  const text = await screen.findByRole('region', { name: 'Text of the mail' });
  expect(within(text).getByText(said)).toBeDefined();
  expect(within(text).getByText(/It ends soon/)).toBeDefined();
  await user.keyboard('j');
  await waitFor(() => expect(screen.queryByText(said)).toBeNull());
});
