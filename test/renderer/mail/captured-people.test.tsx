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

test('where nothing can be written, nothing says that mail is caught', async () => {
  openCaptured([], {
    'application.status': () => ({
      ...madeUpSite({})['application.status'](),
      readOnly: 'Made by a newer version.',
    }),
  });
  expect(await screen.findByText(/Made by a newer version\..*Nothing is caught/)).toBeDefined();
  expect(screen.queryByText(/goes nowhere else|may send to/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Open the register page' })).toBeNull();
});

test('recipients of a mail without a To are named once, and none is unnamed who is named', async () => {
  const ccAddresses = [{ name: '', address: 'ben@people.example' }];
  const envelopeTo = ['ben@people.example', 'cleo@people.example'];
  openCaptured([capturedMail(1, { toAddresses: [], ccAddresses, envelopeTo })]);
  const copies = await screen.findByText(/Copies to/);
  expect(copies.textContent).toBe('Copies to ben@people.example');
  expect(screen.getByText(/Without being named/).textContent).toBe(
    'Without being named, to cleo@people.example',
  );
  const [head] = screen.getAllByText(/^From/);
  expect(head?.textContent).toBe('From Shop <noreply@shop.example>');
});

test('people without an address are told by their names beside those who have one', async () => {
  const family = { name: 'Family', address: '' };
  const ben = { name: 'Ben', address: 'ben@people.example' };
  openCaptured([capturedMail(1, { ccAddresses: [family, ben], replyTo: [family] })]);
  const copies = await screen.findByText(/Copies to/);
  expect(copies.textContent).toBe('Copies to Family, ben@people.example');
  expect(screen.getByText(/Answers go to/).textContent).toBe('Answers go to Family');
});

test('a mail that no header names a recipient of tells whom it went to all the same', async () => {
  openCaptured([capturedMail(1, { toAddresses: [], envelopeTo: ['cleo@people.example'] })]);
  const [head] = await screen.findAllByText(/^From/);
  expect(head?.textContent).toBe('From Shop <noreply@shop.example>');
  expect(screen.getByText(/Without being named/).textContent).toBe(
    'Without being named, to cleo@people.example',
  );
});

test('many recipients are named when asked for, all of them, with their names', async () => {
  const people = Array.from({ length: 40 }, (_, index) => `person${index}@people.example`);
  const toAddresses = people.map((address, index) => ({ name: `P ${index}`, address }));
  const { user } = openCaptured([
    capturedMail(1, { to: 'P 0 <person0@people.exa…', toAddresses, envelopeTo: people }),
  ]);
  await user.click(await screen.findByRole('button', { name: '39 others' }));
  const [head] = screen.getAllByText(/^From/);
  const named = toAddresses.map(({ name, address }) => `${name} <${address}>`).join(', ');
  expect(head?.textContent).toBe(`From Shop <noreply@shop.example> to ${named} fewer`);
  await user.click(screen.getByRole('button', { name: 'fewer' }));
  expect(head?.textContent).toMatch(/ and 39 others$/);
});

test('many copies are named when asked for', async () => {
  const people = Array.from({ length: 8 }, (_, index) => `copy${index}@people.example`);
  const ccAddresses = people.map((address) => ({ name: '', address }));
  const { user } = openCaptured([
    capturedMail(1, { toAddresses: [{ name: '', address: 'anna@people.example' }], ccAddresses }),
  ]);
  const copies = await screen.findByText(/Copies to/);
  expect(copies.textContent).not.toContain('copy7');
  await user.click(screen.getByRole('button', { name: '3 others' }));
  expect(copies.textContent).toBe(`Copies to ${people.join(', ')} fewer`);
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

test('whom the server refused is told, and where bounces go', async () => {
  openCaptured([
    capturedMail(1, {
      fromAddresses: [{ name: '', address: 'noreply@shop.example' }],
      envelopeFrom: 'bounce+123@other.example',
      talk: [
        'C: MAIL FROM:<bounce+123@other.example>',
        'S: 250 Accepted',
        'C: RCPT TO:<anna@people.example>',
        'S: 250 Accepted',
        'C: RCPT TO:<ben@people.example> NOTIFY=NEVER',
        'S: 452 Too many recipients',
        'C: DATA',
        '',
      ].join('\n'),
    }),
  ]);
  expect((await screen.findByText(/^Bounces go to/)).textContent).toBe(
    'Bounces go to bounce+123@other.example',
  );
  expect(screen.getByText(/^Refused/).textContent).toBe(
    'Refused, and so without it (452 Too many recipients): ben@people.example',
  );
});

test('whom the server refused of a mail before, or took at a second try, is not told of this one', async () => {
  openCaptured([
    capturedMail(1, {
      fromAddresses: [{ name: '', address: 'noreply@shop.example' }],
      envelopeFrom: 'bounce@shop.example',
      envelopeTo: ['anna@people.example', '"a>b"@people.example'],
      talk: [
        'C: MAIL FROM:<bounce@shop.example>',
        'C: RCPT TO:<before@people.example>',
        'S: 550 Refused',
        'C: RSET',
        'C: MAIL FROM:<bounce@shop.example>',
        'C: RCPT TO:<anna@people.example>',
        'S: 450 Later',
        'C: RCPT TO:<anna@people.example>',
        'S: 250 Accepted',
        'C: RCPT TO:<"a>b"@people.example>',
        'S: 450 Later',
        'C: RCPT TO:<"a>b"@people.example>',
        'S: 250 Accepted',
        'C: DATA',
        '',
      ].join('\n'),
    }),
  ]);
  await screen.findByText(/^Bounces go to/);
  expect(screen.queryByText(/^Refused/)).toBeNull();
});

test('a name that holds a comma keeps its quotes, so that it reads as one person', async () => {
  const toAddresses = [
    { name: 'Müller, Anna "A"', address: 'anna@people.example' },
    { name: 'Ben', address: 'ben@people.example' },
  ];
  openCaptured([capturedMail(1, { toAddresses })]);
  const [head] = await screen.findAllByText(/^From/);
  expect(head?.textContent).toContain(
    'to "Müller, Anna \\"A\\"" <anna@people.example>, Ben <ben@people.example>',
  );
});
