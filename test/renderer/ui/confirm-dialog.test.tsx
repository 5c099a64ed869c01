// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';

import {
  ConfirmDialog,
  type ConfirmDialogProps,
} from '../../../src/renderer/ui/confirm-dialog.tsx';
import { renderUi } from './render-ui.tsx';

afterEach(cleanup);

function renderDialog(props: Partial<ConfirmDialogProps>) {
  const onConfirm = vi.fn<() => void>();
  const onOpenChange = vi.fn<(open: boolean) => void>();
  renderUi(
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title="412 will go to the trash"
      description="14 were left out."
      confirmLabel="Clean up 412"
      onConfirm={onConfirm}
      {...props}
    />,
  );
  return { onConfirm, onOpenChange };
}

test('the focus starts on Cancel when the act is dangerous', async () => {
  renderDialog({ tone: 'danger' });
  const cancel = screen.getByRole('button', { name: 'Cancel' });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
});

test('the focus starts on the act when it is harmless', async () => {
  renderDialog({ tone: 'primary' });
  const confirm = screen.getByRole('button', { name: 'Clean up 412' });
  await waitFor(() => expect(document.activeElement).toBe(confirm));
});

test('the act is impossible until the words are typed', async () => {
  const { onConfirm } = renderDialog({ tone: 'danger', typeToConfirm: '412' });
  const input = screen.getByRole('textbox', { name: 'Type 412 to go on' });
  await userEvent.type(input, '41{Enter}');
  expect(onConfirm).not.toHaveBeenCalled();
  await userEvent.type(input, '2{Enter}');
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('the words are typed below what scrolls, so that the focus moves nothing out of sight', () => {
  renderDialog({ typeToConfirm: '412', children: <p>Who goes</p> });
  expect(screen.getByText('Who goes').closest('.body')).not.toBeNull();
  expect(screen.getByRole('textbox').closest('.body')).toBeNull();
});

test('Escape closes without the act', async () => {
  const { onConfirm, onOpenChange } = renderDialog({ tone: 'danger' });
  await userEvent.keyboard('{Escape}');
  expect(onOpenChange).toHaveBeenCalledWith(false);
  expect(onConfirm).not.toHaveBeenCalled();
});

test('a pending act is not started twice', async () => {
  const { onConfirm } = renderDialog({ pending: true });
  await userEvent.click(screen.getByRole('button', { name: 'Clean up 412' }));
  expect(onConfirm).not.toHaveBeenCalled();
});

test('a number may be typed with its thousands apart, and nothing else may', async () => {
  const { onConfirm } = renderDialog({ typeToConfirm: '36138' });
  const user = userEvent.setup();
  const field = screen.getByLabelText('Type 36138 to go on');
  await user.type(field, '3,613{Enter}');
  expect(onConfirm).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, '36,138{Enter}');
  expect(onConfirm).toHaveBeenCalledOnce();
});
