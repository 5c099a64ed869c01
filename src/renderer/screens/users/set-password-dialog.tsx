import { useState } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { usePasswordHint } from '../../query/use-password-hint.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';

interface SetPasswordDialogProps {
  readonly id: number;
  readonly onClose: () => void;
  /** Instead, for the one who opened it by habit. */
  readonly onSendReset: (account: AccountDetail) => void;
}

export function SetPasswordDialog({ id, onClose, onSendReset }: SetPasswordDialogProps) {
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
        <FormButtons onCancel={onClose} pending={form.pending}>
          Set the password
        </FormButtons>
      }
    >
      {data && (
        <Notice
          tone="neutral"
          title="A reset link is the better way."
          action={{ label: 'Send a reset link…', onClick: () => onSendReset(data) }}
        >
          Then nobody but the person learns the password.
        </Notice>
      )}
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        description={usePasswordHint('the name')}
        value={password}
        error={error}
        onChange={(value) => {
          setPassword(value);
          form.clear('password');
        }}
      />
      {error === undefined && <FormRefusal form={form} />}
    </Dialog>
  );
}
