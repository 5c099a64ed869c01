import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { capturedMail, openCaptured } from './captured-mails.ts';
import { openOutbox, outboxRow, panelOf } from './outbox-mails.ts';

/** The page of somebody whose only mail became this captured one, or none. */
function openPerson(capturedId: number | null) {
  return renderApp('/users/5', {
    ...madeUpSite({}),
    'accounts.get': () => {
      const account = accountDetail(5);
      const sentence = 'Activation mail was captured.';
      return { ...account, mailVerdict: { ...account.mailVerdict, sentence, mailId: 9 } };
    },
    'accounts.story': () => ({
      items: [
        {
          key: 'mail 8',
          at: '2026-05-03T10:00:00.000Z',
          kind: 'mail',
          tone: 'ok',
          title: 'Reset mail',
          detail: null,
          by: null,
          changes: [],
          mailId: 8,
          undoOperationId: null,
          undoBlocked: null,
        },
      ],
      more: false,
    }),
    'outbox.captured': () => ({ capturedId }),
  });
}

test('“Did the mail arrive?” opens the mail as it was captured, by key too', async () => {
  const { user, address, bridge, goBack } = openPerson(3);
  await user.click(await screen.findByRole('button', { name: 'Open the mail' }));
  await waitFor(() => expect(address()).toBe('/mail/captured?id=3'));
  goBack();
  await screen.findByRole('button', { name: 'Open the mail' });
  await user.keyboard('v');
  await waitFor(() => expect(address()).toBe('/mail/captured?id=3'));
  expect(bridge.inputsOf('outbox.captured')).toEqual([{ id: 9 }, { id: 9 }]);
});

test('a mail of the story that was not captured is opened in the outbox', async () => {
  const { user, address } = openPerson(null);
  await user.click(await screen.findByRole('button', { name: 'Open: Reset mail' }));
  await waitFor(() => expect(address()).toBe('/mail/outbox?id=8'));
});

const sent = () => [outboxRow(1, { state: 'sent', destination: 'capture' })];

test('a captured mail of the outbox is shown as it was captured', async () => {
  const { user, address } = await openOutbox(sent(), '/mail/outbox', {
    'outbox.captured': () => ({ capturedId: 4 }),
  });
  await user.keyboard(' ');
  const panel = within(await panelOf(1));
  await user.click(panel.getByRole('button', { name: /^Show in captured mail/ }));
  await waitFor(() => expect(address()).toBe('/mail/captured?id=4'));
});

test('one that was deleted there says so', async () => {
  const { user } = await openOutbox(sent(), '/mail/outbox', {
    'outbox.captured': () => ({ capturedId: null }),
  });
  await user.keyboard('c');
  expect(await screen.findByText('It is no more in the captured mail.')).toBeDefined();
});

test('a captured mail names the account whose mail it is, and leads there', async () => {
  const { user, address } = openCaptured([capturedMail(1)], {
    'captured.people': () => ({ people: [{ id: 5, username: 'frieda' }] }),
  });
  expect((await screen.findByRole('link', { name: 'frieda' })).getAttribute('href')).toMatch(
    /\/users\/5$/,
  );
  await user.keyboard('a');
  await waitFor(() => expect(address()).toBe('/users/5'));
});
