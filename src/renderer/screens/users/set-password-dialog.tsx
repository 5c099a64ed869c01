import { useState } from 'react';

import { useActs } from '../../app/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';

interface SetPasswordDialogProps {
  readonly id: number;
  readonly onClose: () => void;
}

export function SetPasswordDialog({ id, onClose }: SetPasswordDialogProps) {
  const { data } = useQueryOf('accounts.get', { id });
  const [password, setPassword] = useState('');
  const acts = useActs();
  const form = useCommandForm('accounts.setPassword');
  const name = data?.username ?? '';
  const submit = async () => {
    const outcome = await form.submit({ id, password });
    if (outcome === null) return;
    onClose();
    acts.report(outcome, { done: 'given the new password', name });
  };
  const error = form.fieldErrors['password'];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={`Set a password for ${isolated(name)}`}
      description="The old one stops working at once. Nobody is told: hand the new one over yourself."
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={form.pending}>
            Set the password
          </Button>
        </>
      }
    >
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        description="At least 8 characters. Not only digits, not a common one, not like the name."
        value={password}
        error={error}
        onChange={(value) => {
          setPassword(value);
          form.clear('password');
        }}
      />
      {form.message !== null && error === undefined && (
        <Notice tone="danger" title={form.message}>
          {form.advice}
        </Notice>
      )}
    </Dialog>
  );
}
