// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';

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

function Acts({ onUndo }: { readonly onUndo: (act: string) => void }) {
  const toasts = useToasts();
  return ['first', 'second'].map((act) => (
    <button
      key={act}
      onClick={() =>
        toasts.show({
          title: act,
          tone: 'ok',
          action: { label: 'Undo', onClick: () => onUndo(act) },
        })
      }
    >
      {act}
    </button>
  ));
}

/** The newest toast's comes first. */
const undoButtons = () => screen.queryAllByRole('button', { name: 'Undo', hidden: true });

/** Two acts, the second of which has just been told of, in the place of the first. */
async function tellOfTwo() {
  let now = 10_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  onTestFinished(() => void vi.restoreAllMocks());
  const onUndo = vi.fn<(act: string) => void>();
  renderUi(<Acts onUndo={onUndo} />);
  fireEvent.click(screen.getByText('first', { selector: 'button' }));
  await waitFor(() => expect(undoButtons()).toHaveLength(1));
  now += 2_000;
  fireEvent.click(screen.getByText('second', { selector: 'button' }));
  await waitFor(() => expect(undoButtons()).toHaveLength(2));
  const press = (detail = 1) => fireEvent.click(undoButtons()[0] ?? document.body, { detail });
  return { onUndo, press, wait: (ms: number) => (now += ms) };
}

test('a click takes back no act whose toast came where another one’s was a moment before', async () => {
  const { onUndo, press, wait } = await tellOfTwo();
  press();
  expect(onUndo).not.toHaveBeenCalled();
  wait(500);
  press();
  expect(onUndo.mock.calls).toEqual([['second']]);
  await waitFor(() => expect(undoButtons()).toHaveLength(1));
  press();
  expect(onUndo).toHaveBeenCalledOnce();
  wait(500);
  press();
  expect(onUndo.mock.calls).toEqual([['second'], ['first']]);
});

test('a key takes back at once what it is at', async () => {
  const { onUndo, press } = await tellOfTwo();
  press(0);
  expect(onUndo.mock.calls).toEqual([['second']]);
});
