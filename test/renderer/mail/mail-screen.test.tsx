import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { CapturedMail, OutboxRow } from '../../../src/shared/contract/mail.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const LINK = `http://127.0.0.1:8000/accounts/activate/${'a'.repeat(64)}/`;

function capturedMail(id: number, changes: Partial<CapturedMail> = {}): CapturedMail {
  return {
    id,
    receivedAt: '2026-05-03T10:00:00.000Z',
    from: 'Shop <noreply@shop.example>',
    to: `person${id}@people.example`,
    subject: `Account activation ${id}`,
    preview: 'You have asked',
    size: 3_400,
    read: false,
    hasAttachments: false,
    envelopeFrom: 'noreply@shop.example',
    envelopeTo: [`person${id}@people.example`],
    fromAddresses: [],
    toAddresses: [],
    ccAddresses: [],
    replyTo: [],
    date: null,
    messageId: `<${id}@shop.example>`,
    text: `Open this link:\n\n${LINK}\n\nIt ends soon.`,
    hasHtml: true,
    htmlSource: '<p>Hello</p>',
    headers: [{ name: 'Subject', value: `Account activation ${id}` }],
    links: [{ href: LINK, text: LINK }],
    attachments: [],
    problem: null,
    ...changes,
  };
}

function openCaptured(mails: CapturedMail[]) {
  const read = new Set(mails.filter((mail) => mail.read).map((mail) => mail.id));
  const deleted = new Set<number>();
  const now = () =>
    mails
      .filter(({ id }) => !deleted.has(id))
      .map((mail) => ({ ...mail, read: read.has(mail.id) }));
  return renderApp('/mail/captured', {
    ...madeUpSite({}),
    'captured.list': () => ({
      total: now().length,
      unread: now().filter((mail) => !mail.read).length,
      rows: now(),
    }),
    'captured.get': ({ id }) => now().find((mail) => mail.id === id) ?? capturedMail(id),
    'captured.preview': () => ({ path: '/preview/abc', blockedRemoteImages: 2 }),
    'captured.source': () => ({ source: 'Subject: x', cut: false }),
    'captured.markRead': ({ ids, read: asRead }) => {
      for (const id of ids) {
        if (asRead) read.add(id);
        else read.delete(id);
      }
      return {};
    },
    'captured.delete': ({ ids }) => {
      for (const id of ids) deleted.add(id);
      return { deleted: ids.length };
    },
    'captured.restore': ({ ids }) => {
      for (const id of ids) deleted.delete(id);
      return { restored: ids.length };
    },
  });
}

test('the newest mail is shown in a frame that may do nothing, and is read from then on', async () => {
  const { bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  const frame = await screen.findByTitle('The mail as its reader sees it');
  expect(frame.getAttribute('sandbox')).toBe('');
  expect(frame.getAttribute('src')).toBe('/preview/abc');
  expect(screen.getByText(/2 pictures from elsewhere not loaded/)).toBeDefined();
  await waitFor(() =>
    expect(bridge.inputsOf('captured.markRead')).toEqual([{ ids: [2], read: true }]),
  );
});

test('the link in the text opens in a page of its own that knows nothing of the console', async () => {
  const { user } = openCaptured([capturedMail(1)]);
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  const link = screen.getByRole('link', { name: LINK });
  expect(link.getAttribute('href')).toBe(LINK);
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  expect(link.getAttribute('target')).toBe('_blank');
});

test('markup in a subject or a text is shown as text', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const { user } = openCaptured([capturedMail(1, { subject: hostile, text: hostile, links: [] })]);
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  expect(screen.getAllByText(hostile).length).toBeGreaterThan(1);
  expect(document.querySelector('img')).toBeNull();
});

test('a deleted mail comes back', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  await user.click(await screen.findByRole('button', { name: 'Delete the mail' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(bridge.inputsOf('captured.delete')).toEqual([{ ids: [2] }]);
  expect(bridge.inputsOf('captured.restore')).toEqual([{ ids: [2] }]);
});

test('without mails the screen says what will appear', async () => {
  openCaptured([]);
  expect(await screen.findByText('No mail yet.')).toBeDefined();
});

const UNCERTAIN: OutboxRow = {
  id: 5,
  state: 'uncertain',
  kind: 'activation',
  to: 'anna@people.example',
  subject: 'Account activation',
  createdAt: '2026-05-03T10:00:00.000Z',
  nextAttemptAt: null,
  finishedAt: '2026-05-03T10:00:05.000Z',
  attempts: 1,
  destination: 'mail.shop.example:587',
  why: 'The connection broke while the mail was on its way.',
  advice: 'It may have arrived.',
  reply: null,
  accountId: 1,
};

test('an uncertain mail is sent again only on a second word', async () => {
  const { user, bridge } = renderApp('/mail/outbox', {
    ...madeUpSite({}),
    'outbox.list': () => ({
      total: 1,
      rows: [UNCERTAIN],
      views: { all: 1, waiting: 0, sent: 0, failed: 1 },
    }),
    'outbox.sendNow': () => ({ queued: 1, skipped: 0 }),
  });
  (await screen.findByRole('grid', { name: 'Mails in the outbox' })).focus();
  await user.keyboard('{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Mail to anna@people.example' });
  expect(within(panel).getByText('It may have arrived.')).toBeDefined();
  await user.click(within(panel).getByRole('button', { name: 'Send again' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(bridge.inputsOf('outbox.sendNow')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(bridge.inputsOf('outbox.sendNow')).toEqual([{ ids: [5] }]));
});
