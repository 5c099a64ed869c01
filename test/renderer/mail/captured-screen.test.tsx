import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { CapturedMail } from '../../../src/shared/contract/mail.ts';
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
      .toSorted((one, other) => other.id - one.id)
      .filter(({ id }) => !deleted.has(id))
      .map((mail) => ({ ...mail, read: read.has(mail.id) }));
  const app = renderApp('/mail/captured', {
    ...madeUpSite({}),
    'captured.list': ({ unreadOnly }) => {
      const rows = now().filter((mail) => !unreadOnly || !mail.read);
      return { total: rows.length, unread: now().filter((mail) => !mail.read).length, rows };
    },
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
  const arrive = (mail: CapturedMail) => {
    mails.push(mail);
    app.bridge.emit(['captured']);
  };
  return { ...app, arrive };
}

const subject = () => screen.findByRole('heading', { level: 2 });

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

test('a mail that comes leaves open what is being read, and what the keys act on', async () => {
  const { user, bridge, arrive } = openCaptured([capturedMail(2), capturedMail(1)]);
  expect((await subject()).textContent).toBe('Account activation 2');
  arrive(capturedMail(3));
  await screen.findByText('Account activation 3');
  expect((await subject()).textContent).toBe('Account activation 2');
  screen.getByRole('grid').focus();
  await user.keyboard('{Delete}');
  expect(bridge.inputsOf('captured.delete')).toEqual([{ ids: [2] }]);
});

test('the cursor goes on from the mail that is read when another has come', async () => {
  const { user, arrive } = openCaptured([capturedMail(2), capturedMail(1)]);
  await subject();
  arrive(capturedMail(3));
  await screen.findByText('Account activation 3');
  screen.getByRole('grid').focus();
  await user.keyboard('j');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 1'));
});

test('the next mail is shown after one was deleted', async () => {
  const { user } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  (await screen.findByRole('grid')).focus();
  await user.keyboard('j{Delete}');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 1'));
});

test('reading an unread mail does not read the next one', async () => {
  const { user, bridge } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  await subject();
  await user.click(await screen.findByRole('button', { name: /^Unread/ }));
  await waitFor(() =>
    expect(within(screen.getByRole('grid')).queryByText('Account activation 2')).toBeNull(),
  );
  expect((await subject()).textContent).toBe('Account activation 2');
  await user.keyboard('u');
  await waitFor(() =>
    expect(bridge.inputsOf('captured.markRead').at(-1)).toEqual({ ids: [2], read: false }),
  );
  expect(screen.getByText('Account activation 1')).toBeDefined();
});

test('without mails the screen says what will appear', async () => {
  openCaptured([]);
  expect(await screen.findByText('No mail yet.')).toBeDefined();
});
