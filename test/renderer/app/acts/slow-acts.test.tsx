import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../../src/shared/errors.ts';
import { madeUpSite, pendingRow } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';

const BUSY = {
  code: 'busy',
  message: 'Another program is writing to the database. Tried for 5 s. Nothing was changed.',
  advice: 'Try again.',
} as const;

async function activate(answer: () => Promise<never>) {
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2)] }),
    'registrations.activate': answer,
  });
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  await user.keyboard('a');
  return { user, bridge, asked: () => bridge.inputsOf('registrations.activate').length };
}

test('an act that takes long says whom it is for, and is not done twice by a second press', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const { user, asked } = await activate(() => promise);
  expect(await screen.findByText(/Under way: .*person2/)).toBeTruthy();
  await user.keyboard('a');
  expect(asked()).toBe(1);
  reject(new RefusedError({ ...BUSY, repeatable: true }));
  await waitFor(() => expect(screen.queryByText(/Under way/)).toBeNull());
});

test('an act that the database was too busy for says for whom, and is done again by its toast', async () => {
  const { user, asked } = await activate(async () => {
    throw new RefusedError({ ...BUSY, repeatable: true });
  });
  expect((await screen.findAllByText(/person2.*: not activated\./)).length).toBeGreaterThan(0);
  await user.click(await screen.findByRole('button', { name: 'Try again', hidden: true }));
  await waitFor(() => expect(asked()).toBe(2));
});

test('what was done in part is not offered once more', async () => {
  await activate(async () => {
    throw new RefusedError({ ...BUSY, advice: 'Look at Audit before you do it again.' });
  });
  await screen.findAllByText('Look at Audit before you do it again.');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});
