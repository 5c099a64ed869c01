// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';

import { useToasts, type ToastMessage } from '../../../src/renderer/ui/toast.tsx';
import { renderUi } from './render-ui.tsx';

afterEach(cleanup);

function ShowToast({ message }: { readonly message: ToastMessage }) {
  const toasts = useToasts();
  return <button onClick={() => toasts.show(message)}>show</button>;
}

async function show(message: ToastMessage) {
  renderUi(<ShowToast message={message} />);
  await userEvent.click(screen.getByText('show'));
}

test('the action of a toast acts once and closes it', async () => {
  const undo = vi.fn<() => void>();
  await show({ title: '498 activated', tone: 'ok', action: { label: 'Undo', onClick: undo } });
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
});

test('a toast is announced politely, a danger at once', async () => {
  await show({ title: 'The site is writing.', tone: 'danger' });
  await waitFor(() =>
    expect(screen.getByRole('alert').textContent).toContain('The site is writing.'),
  );
});

test('the same reason is shown once, however often a key asks for what can’t be done', async () => {
  await show({ title: 'Nobody is selected.', tone: 'neutral' });
  await userEvent.click(screen.getByText('show'));
  await userEvent.click(screen.getByText('show'));
  expect(screen.getAllByRole('dialog', { hidden: true })).toHaveLength(1);
});

test('the newest of several says how many earlier ones there are, and leads to them', async () => {
  await show({ title: 'Saved.', tone: 'ok' });
  expect(screen.queryByText(/earlier$/)).toBeNull();
  await userEvent.click(screen.getByText('show'));
  await userEvent.click(screen.getByText('show'));
  await userEvent.click(screen.getByRole('button', { name: 'and 2 earlier' }));
  expect(screen.getByRole('region').contains(document.activeElement)).toBe(true);
});

test('a toast says its description', async () => {
  await show({ title: 'The mail waits', description: 'Next try 14:32.', tone: 'waiting' });
  expect(screen.getAllByText('Next try 14:32.').length).toBeGreaterThan(0);
});
