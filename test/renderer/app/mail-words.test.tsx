import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { describeDelivery } from '../../../src/renderer/app/mail/describe-delivery.ts';
import { outcomeDetail } from '../../../src/renderer/app/acts/outcome-message.ts';
import { pausedCounts } from '../mail/outbox-mails.ts';
import { madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const CAPTURE = { kind: 'capture', where: '127.0.0.1:1025' } as const;
const PAUSE = {
  title: 'No server.',
  advice: '',
  nextTryAt: '2026-03-01T12:00:00Z',
  way: 'capture',
};

test('captured mail leaves the outbox and reaches nobody', () => {
  const words = describeDelivery({ delivery: CAPTURE, mailPaused: null });
  expect(`${words.title} ${words.consequence}`).toBe('Mail is captured here. Nobody gets it.');
  const counts = { delivery: CAPTURE, mailPaused: null };
  expect(outcomeDetail({ mailsQueued: 2 }, counts)).toBe('2 mails will be captured in a moment.');
});

test('mail that leaves this computer is said to', () => {
  const delivery = { kind: 'smtp', name: 'Production', where: '', colour: 'red' } as const;
  const words = outcomeDetail({ mailsQueued: 2 }, { delivery, mailPaused: null });
  expect(words).toBe('2 mails will leave in a moment.');
});

test('no mail is said to leave while mail stands still', () => {
  const { consequence } = describeDelivery({ delivery: CAPTURE, mailPaused: PAUSE });
  expect(consequence).toBe('It stands still now.');
  const counts = { delivery: CAPTURE, mailPaused: PAUSE };
  expect(outcomeDetail({ mailsQueued: 1 }, counts)).toBe('1 mail waits: mail stands still now.');
  expect(outcomeDetail({ mailsQueued: 2, failed: 'The disk is full.' }, counts)).toBe(
    'The disk is full. 2 mails wait: mail stands still now.',
  );
});

test('an act tells that its mail waits while mail stands still', async () => {
  const { user } = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2)] }),
    ...pausedCounts,
    'registrations.resend': () => outcomeOf([2], { mailsQueued: 1 }),
  });
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  await user.keyboard('m');
  expect(await screen.findByText('1 mail waits: mail stands still now.')).toBeDefined();
});
