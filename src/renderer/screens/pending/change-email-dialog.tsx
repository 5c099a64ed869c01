import { useState } from 'react';

import { useActs } from '../../app/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface ChangeEmailDialogProps {
  readonly id: number;
  /** The address as it was probably meant. */
  readonly meant?: string | null | undefined;
  readonly onClose: () => void;
}

/** A mistyped address, corrected and mailed in one step. */
export function ChangeEmailDialog({ id, meant = null, onClose }: ChangeEmailDialogProps) {
  const { data } = useQueryOf('accounts.get', { id });
  const [typed, setTyped] = useState<string>();
  const acts = useActs();
  const form = useCommandForm('registrations.changeEmail');
  const email = typed ?? data?.email ?? '';
  const submit = async () => {
    const outcome = await form.submit({ id, email });
    if (outcome === null) return;
    onClose();
    acts.report(outcome, { done: 'mailed at the new address', name: data?.username });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={`Correct the address of ${isolated(data?.username ?? '')}`}
      description="The link that was sent before ends, and a mail with a new one goes to this address."
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={form.pending}>
            Save and mail
          </Button>
        </>
      }
    >
      <TextField
        label="E-mail address"
        type="email"
        name="email"
        value={email}
        error={form.fieldErrors['email']}
        onChange={(value) => {
          setTyped(value);
          form.clear('email');
        }}
      />
      {meant !== null && email !== meant && (
        <Notice
          tone="neutral"
          title={`Did you mean ${isolated(meant)}?`}
          action={{ label: 'Take it', onClick: () => setTyped(meant) }}
        />
      )}
      {form.message !== null && form.fieldErrors['email'] === undefined && (
        <Notice tone="danger" title={form.message}>
          {form.advice}
        </Notice>
      )}
    </Dialog>
  );
}
