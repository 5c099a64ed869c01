import { act, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test('links that come late wait until the dialog that was opened meanwhile is closed', async () => {
  const { promise, resolve } = Promise.withResolvers<OutputOf<'registrations.links'>>();
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2)] }),
    'registrations.links': () => promise,
  });
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('Not allowed'));
  (await screen.findByRole('grid')).focus();
  await screen.findByText('person2');
  await user.keyboard('c');
  await waitFor(() => expect(bridge.inputsOf('registrations.links')).toHaveLength(1));
  await user.keyboard('n');
  const note = await screen.findByLabelText<HTMLTextAreaElement>('Note');
  await user.type(note, 'Rang twice');
  const url = 'https://people.example/activate/2/';
  await act(async () => resolve({ links: [{ id: 2, username: 'person2', url }], skipped: [] }));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Rang twice');
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Discard' }));
  expect(await screen.findByDisplayValue(url)).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
