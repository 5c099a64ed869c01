import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { capturedMail, openCaptured } from './captured-mails.ts';

test('where nothing was caught yet, the address to send to is told', async () => {
  openCaptured([]);
  expect(await screen.findByText('127.0.0.1:1025')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Open the register page' })).toBeDefined();
});

test('while mail leaves through a server, nothing says that the site’s is caught', async () => {
  const site = madeUpSite({});
  openCaptured([], {
    'application.counts': () => ({
      ...site['application.counts'](),
      delivery: { kind: 'smtp', where: 'mail.test:587', name: 'Production', colour: 'red' },
    }),
  });
  expect(await screen.findByText(/leaves through Production now/)).toBeDefined();
  expect(screen.queryByText(/goes nowhere else/)).toBeNull();
});

test('copies, recipients whom no header names, and where answers go are told with the mail', async () => {
  const named = (address: string) => ({ name: '', address });
  openCaptured([
    capturedMail(1, {
      fromAddresses: [named('noreply@shop.example')],
      toAddresses: [named('Anna@bücher.example')],
      ccAddresses: [named('ben@people.example')],
      replyTo: [named('help@shop.example')],
      envelopeTo: ['anna@xn--bcher-kva.example', 'ben@people.example', 'cleo@people.example'],
    }),
  ]);
  const lines = (await screen.findAllByText(/Copies to|Without being named|Answers go to/)).map(
    ({ textContent }) => textContent,
  );
  expect(lines).toEqual([
    'Copies to ben@people.example',
    'Without being named, to cleo@people.example',
    'Answers go to help@shop.example',
  ]);
});
