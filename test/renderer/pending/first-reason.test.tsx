import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test('spam is the first reason only where a signal speaks for it, and nobody is mailed by a reason that nobody chose', async () => {
  const signals = [{ kind: 'disposable', text: 'disposable', detail: '' } as const];
  const { user } = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2), pendingRow(3)] }),
    'registrations.signals': ({ ids }) => ({
      people: ids.map((id) => ({ id, signals: id === 3 ? signals : [] })),
    }),
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('r');
  const dialog = await screen.findByRole('dialog', { name: /Reject/ });
  const reason = (name: string) => within(dialog).getByRole('button', { name });
  expect(reason('Other').getAttribute('aria-pressed')).toBe('false');
  expect(reason('Reject')).toBeTruthy();
  await user.keyboard('{Escape}jr');
  const other = within(await screen.findByRole('dialog', { name: /person3/ }));
  await waitFor(() =>
    expect(other.getByRole('button', { name: 'Spam' }).getAttribute('aria-pressed')).toBe('true'),
  );
});

test('a reason that one has written about stays, whatever the signals say then', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const signals = [{ kind: 'disposable', text: 'disposable', detail: '' } as const];
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2)] }),
    'registrations.signals': async ({ ids }) => {
      await promise;
      answered.resolve();
      return { people: ids.map((id) => ({ id, signals })) };
    },
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('r');
  const dialog = within(await screen.findByRole('dialog', { name: /Reject/ }));
  await user.type(dialog.getByLabelText('Note'), 'Traders.');
  resolve();
  await answered.promise;
  await user.type(dialog.getByLabelText('Note'), ' Again.');
  expect(dialog.getByRole('button', { name: 'Other' }).getAttribute('aria-pressed')).toBe('true');
  await user.click(dialog.getByRole('button', { name: 'Reject' }));
  await waitFor(() =>
    expect(bridge.inputsOf('registrations.reject')).toMatchObject([
      { reason: 'other', note: 'Traders. Again.', tell: false },
    ]),
  );
});
