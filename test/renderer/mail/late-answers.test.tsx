import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { Outcome } from '../../../src/shared/contract/operations.ts';
import { accountDetail, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { capturedMail, openCaptured } from './captured-mails.ts';
import { openOutbox, outboxRow } from './outbox-mails.ts';

const valueOf = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;

test('a corrected address that is saved late closes no other correction', async () => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const accounts = [1, 2].map((id) => accountDetail(id));
  const mails = [1, 2].map((id) => outboxRow(id, { state: 'failed' }));
  const { user, bridge } = await openOutbox(mails, undefined, {
    'accounts.get': madeUpSite({ accounts })['accounts.get'],
    'registrations.evidence': madeUpSite({ accounts })['registrations.evidence'],
    'registrations.changeEmail': () => promise,
  });
  await user.keyboard('e');
  await user.type(await screen.findByLabelText('E-mail address'), 'x{Enter}');
  await waitFor(() => expect(bridge.inputsOf('registrations.changeEmail')).toHaveLength(1));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('je');
  await user.type(await screen.findByLabelText('E-mail address'), 'yyy');
  const typed = valueOf('E-mail address');
  await act(async () => resolve(outcomeOf([2])));
  await screen.findByText(/^The address of .* is now/);
  expect(valueOf('E-mail address')).toBe(typed);
});

test('tags that are saved late close no other dialog of tags', async () => {
  const { promise, resolve } = Promise.withResolvers<Record<string, never>>();
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)], {
    'captured.tags': () => ({ tags: [] }),
    'captured.tag': () => promise,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('t');
  await user.type(await screen.findByLabelText('New tags'), 'later');
  await user.click(screen.getByRole('button', { name: 'Save tags' }));
  await waitFor(() => expect(bridge.inputsOf('captured.tag')).toHaveLength(1));
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('t');
  await user.type(await screen.findByLabelText('New tags'), 'soon');
  await act(async () => resolve({}));
  expect(valueOf('New tags')).toBe('soon');
});

test('mails that leave late close no other question about leaving', async () => {
  const { promise, resolve } = Promise.withResolvers<OutputOf<'captured.release'>>();
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)], {
    'captured.releasePlan': () => ({
      mails: 1,
      recipients: ['a@people.example'],
      servers: [{ id: 'p1', name: 'Relay', where: 'mail.test:587', colour: 'red', live: false }],
      allowed: [],
      barred: null,
      changed: 0,
      signed: 0,
    }),
    'captured.release': () => promise,
  });
  await user.click(await screen.findByRole('button', { name: /^Release to real people/ }));
  await user.click(await screen.findByRole('button', { name: /^Release to a@/ }));
  await waitFor(() => expect(bridge.inputsOf('captured.release')).toHaveLength(1));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: /^Release to real people/ }));
  await user.type(await screen.findByLabelText('Recipients'), ', b@people.example');
  await act(async () => resolve({ operationId: 7, queued: 1 }));
  await screen.findByText(/^1 mail on the way/);
  expect(valueOf('Recipients')).toContain('b@people.example');
});
