import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { invalidFields } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { capturedMail, openCaptured } from './captured-mails.ts';

const oneToRelease: Answers = {
  'captured.releasePlan': () => ({
    mails: 1,
    recipients: ['person1@people.example'],
    servers: [{ id: 'p1', name: 'Production', where: 'mail.test:587', colour: 'red', live: false }],
    allowed: [],
    barred: null,
    changed: 0,
    signed: 0,
  }),
};

test('a recipient that is refused is told beside the field', async () => {
  const { user } = openCaptured([capturedMail(1)], {
    ...oneToRelease,
    'captured.release': () => {
      throw invalidFields({ to: ['“nobody” is no address.'] });
    },
  });
  await user.click(await screen.findByRole('button', { name: /^Release to real people/ }));
  await user.click(await screen.findByRole('button', { name: /^Release to person1/ }));
  const field = await screen.findByLabelText('Recipients');
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getAllByText('“nobody” is no address.')).toHaveLength(1);
});

test('a release that is refused after its dialog was closed says so, and why', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const { user } = openCaptured([capturedMail(1)], {
    ...oneToRelease,
    'captured.release': () => promise,
  });
  await user.click(await screen.findByRole('button', { name: /^Release to real people/ }));
  await user.click(await screen.findByRole('button', { name: /^Release to person1/ }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  reject(invalidFields({ to: ['person1@people.example is not allowed.'] }));
  expect(await screen.findAllByText('person1@people.example is not allowed.')).not.toEqual([]);
});

test('recipients that are typed are asked about before their dialog is closed', async () => {
  const { user } = openCaptured([capturedMail(1)], oneToRelease);
  await user.click(await screen.findByRole('button', { name: /^Release to real people/ }));
  await user.type(await screen.findByLabelText('Recipients'), '\nb@people.example');
  await user.keyboard('{Escape}');
  await screen.findByRole('dialog', { name: 'The list of recipients is not saved.' });
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
