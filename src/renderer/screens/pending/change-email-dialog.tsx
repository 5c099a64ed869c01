import { useRef } from 'react';

import { useActs } from '../../app/acts/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { addressChanged } from '../../app/acts/outcome-message.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DeletedMeanwhile } from '../users/deleted-meanwhile.tsx';
import { SharedAddress, useSharedAddress } from '../users/shared-address.tsx';
import { SignUpDateNotice } from '../users/sign-up-date-notice.tsx';

interface ChangeEmailDialogProps {
  readonly id: number;
  /** The address to begin with, in place of the stored one. */
  readonly start?: string | undefined;
  /** The address as it was probably meant. */
  readonly meant?: string | null | undefined;
  readonly onClose: () => void;
  readonly onDone?: (() => void) | undefined;
}

/** A mistyped address, corrected and mailed in one step. */
export function ChangeEmailDialog(props: ChangeEmailDialogProps) {
  const { id, start, onClose } = props;
  const { data, error } = useQueryOf('accounts.get', { id });
  const { data: evidence } = useQueryOf('registrations.evidence', { id });
  const meant = props.meant ?? evidence?.meant ?? null;
  const [typed, setTyped] = useKept(`address of ${id}`, start);
  const acts = useActs();
  const form = useCommandForm('registrations.changeEmail');
  const email = typed ?? data?.email ?? '';
  const shared = useSharedAddress({ id, email, stored: data?.email ?? '' });
  const field = useRef<HTMLInputElement>(null);
  const submit = async (address: string, sharesAddress: boolean) => {
    const outcome = await form.submit({ id, email: address, sharesAddress });
    if (outcome === null) return;
    onClose();
    props.onDone?.();
    const whose = data?.username;
    acts.report(outcome, {
      done: `mailed at ${isolated(address.trim())}`,
      title: whose && addressChanged(whose, address.trim()),
      name: whose,
    });
  };
  const use = (address: string) => {
    // The notice goes with its button; and that it is somebody else's must be seen before.
    field.current?.focus();
    setTyped(address);
    void submit(address, false);
  };
  const leaving = useLeaveQuestion({
    what: `The address of ${isolated(data?.username ?? '')}`,
    changed: !form.pending && typed !== undefined && typed !== (start ?? data?.email),
    discard: onClose,
  });
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      size="small"
      title={`Correct the address of ${isolated(data?.username ?? '')}`}
      description="The link that was sent before ends, and a mail with a new one goes to this address."
      onSubmit={() => void submit(email, shared !== undefined)}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending}>
          Save and mail
        </FormButtons>
      }
    >
      {leaving.question}
      <DeletedMeanwhile {...{ id, error }} username={data?.username} />
      <TextField
        label="E-mail address"
        type="email"
        name="email"
        inputRef={field}
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
          title={`Probably meant ${isolated(meant)}`}
          action={{ label: 'Use it and mail', onClick: () => use(meant) }}
        />
      )}
      <SharedAddress {...{ shared, id }} name={data?.username ?? ''} />
      <SignUpDateNotice />
      {form.fieldErrors['email'] === undefined && <FormRefusal form={form} />}
    </Dialog>
  );
}
