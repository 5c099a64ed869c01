import { useState } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useActs } from '../../app/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AccountFields, type AccountTexts } from './account-fields.tsx';

interface EditAccountDialogProps {
  readonly id: number;
  readonly onClose: () => void;
}

export function EditAccountDialog({ id, onClose }: EditAccountDialogProps) {
  const { data, error } = useQueryOf('accounts.get', { id });
  if (data) return <EditForm account={data} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={onClose} title="Edit">
      {error ? <p role="alert">{error.message}</p> : <SkeletonRows count={4} />}
    </Dialog>
  );
}

interface EditFormProps {
  /** As it is now; it may change while the form is open. */
  readonly account: AccountDetail;
  readonly onClose: () => void;
}

/**
 * Begins with the account as it was when the form opened. When somebody else was faster, the typed
 * values stay, the stored ones are shown beside them, and saving again overwrites.
 */
function EditForm({ account, onClose }: EditFormProps) {
  const [begun] = useState(account);
  const [values, setValues] = useState<AccountTexts>(textsOf(account));
  const [conflicted, setConflicted] = useState(false);
  const acts = useActs();
  const form = useCommandForm('accounts.update');
  const submit = async () => {
    const { id, isStaff, isSuperuser } = account;
    const { revision } = conflicted ? account : begun;
    const outcome = await form.submit({ id, revision, ...values, isStaff, isSuperuser });
    if (outcome === null) return;
    onClose();
    if (outcome.done > 0) acts.report(outcome, { done: 'changed', name: values.username });
  };
  const isConflict = form.failure?.code === 'conflict';
  if (isConflict && !conflicted) setConflicted(true);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Edit ${isolated(begun.username)}`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={form.pending}>
            {conflicted ? 'Save mine' : 'Save'}
          </Button>
        </>
      }
    >
      {form.message !== null && (
        <Notice tone={isConflict ? 'warn' : 'danger'} title={form.message}>
          {isConflict ? 'What you typed is still here. Save again to keep yours.' : form.advice}
        </Notice>
      )}
      <AccountFields
        values={values}
        now={conflicted ? changedSince(begun, account) : undefined}
        errors={form.fieldErrors}
        onChange={(name, value) => {
          setValues((before) => ({ ...before, [name]: value }));
          form.clear(name);
        }}
      />
    </Dialog>
  );
}

function textsOf({ username, email, firstName, lastName }: AccountDetail): AccountTexts {
  return { username, email, firstName, lastName };
}

function changedSince(begun: AccountDetail, now: AccountDetail): Partial<AccountTexts> {
  const before = new Map(Object.entries(textsOf(begun)));
  return Object.fromEntries(
    Object.entries(textsOf(now)).filter(([name, value]) => before.get(name) !== value),
  );
}
