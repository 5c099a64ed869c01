import { type Ref, useImperativeHandle, useRef, useState } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DialogContent, DialogFrame } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { SignUpDateNotice } from './sign-up-date-notice.tsx';
import { AccountFields } from './account-fields.tsx';
import { changedFields, rebased, textsOf, type AccountTexts } from './account-texts.ts';
import { DeletedMeanwhile } from './deleted-meanwhile.tsx';
import { EditConflict } from './edit-conflict.tsx';
import { SharedAddress, useSharedAddress } from './shared-address.tsx';
import { signUpStage } from './sign-up-stage.ts';

interface EditAccountDialogProps {
  readonly id: number;
  /** For the title, until the account is there. */
  readonly name: string | undefined;
  readonly onClose: () => void;
}

export function EditAccountDialog({ id, name, onClose }: EditAccountDialogProps) {
  const { data, error, refetch } = useQueryOf('accounts.get', { id });
  const leave = useRef<() => void>(null);
  return (
    <DialogFrame open onOpenChange={() => (leave.current ?? onClose)()}>
      {data ? (
        <EditForm account={data} {...{ error, leave, onClose }} onStale={() => void refetch()} />
      ) : (
        <DialogContent title={name === undefined ? 'Edit' : `Edit ${isolated(name)}`}>
          {error ? <p role="alert">{error.message}</p> : <SkeletonRows count={4} />}
        </DialogContent>
      )}
    </DialogFrame>
  );
}

interface EditFormProps {
  /** As it is now; it may change while the form is open. */
  readonly account: AccountDetail;
  /** Why it could not be read again. */
  readonly error: CallError | null;
  /** What closing the dialog does. */
  readonly leave: Ref<() => void>;
  readonly onClose: () => void;
  /** What is stored is newer than what was told so far. */
  readonly onStale: () => void;
}

/**
 * Begins with the account as it was when the form opened, and follows it while nothing is typed. When
 * somebody else was faster, also another program, the typed values stay until the person says whose
 * count.
 */
function EditForm({ account, error, leave, onClose, onStale }: EditFormProps) {
  const stored = textsOf(account);
  const [draft, setDraft] = useKept(`edit ${account.id}`, { begun: account, values: stored });
  const isTyped = changedFields(textsOf(draft.begun), draft.values).length > 0;
  const { begun, values } = isTyped ? draft : { begun: account, values: stored };
  const [tellOldAddress, setTellOldAddress] = useKept(`edit ${account.id} tell`, true);
  const [showsDetails, setShowsDetails] = useState(false);
  const acts = useActs();
  const form = useCommandForm('accounts.update');
  const conflict = useRef<HTMLElement>(null);
  const hasConflict = changedFields(textsOf(begun), stored).length > 0;
  const isSignUp = signUpStage(account) === 'unconfirmed';
  const newAddress = values.email.trim();
  const shared = useSharedAddress({ id: account.id, email: values.email, stored: stored.email });
  // A sign-up's old address was never confirmed: it may be a stranger's.
  const changesAddress = begun.email !== '' && newAddress !== stored.email && !isSignUp;
  const sendsLink = isSignUp && newAddress !== stored.email && newAddress !== '';
  const mails = sendsLink || (changesAddress && tellOldAddress);

  const save = async (texts: AccountTexts, base: AccountDetail): Promise<boolean> => {
    const { id, isStaff, isSuperuser } = account;
    const outcome = await form.submit({
      id,
      revision: base.revision,
      ...texts,
      isStaff,
      isSuperuser,
      tellOldAddress: changesAddress && tellOldAddress,
      sharesAddress: shared !== undefined,
    });
    if (outcome === null) {
      onStale();
      return false;
    }
    onClose();
    if (outcome.done > 0) acts.report(outcome, { done: 'changed', name: texts.username });
    return true;
  };
  const leaving = useLeaveQuestion({
    what: isolated(begun.username),
    changed: !form.pending && isTyped,
    save: mails ? undefined : async () => save(values, begun),
    cannotSave: hasConflict ? 'Say first whose values count.' : undefined,
    discard: onClose,
  });
  useImperativeHandle(leave, () => () => leaving.ask(onClose));
  const applyMine = () => {
    const texts = rebased({ begun: textsOf(begun), stored, typed: values });
    setDraft({ begun: account, values: texts });
    void save(texts, account);
  };
  const dropMine = () => {
    setDraft({ begun: account, values: stored });
    form.clear();
  };
  const showConflict = () => {
    setShowsDetails(true);
    conflict.current?.focus();
  };
  const set = (name: keyof AccountTexts, value: string) => {
    setDraft({ begun, values: { ...values, [name]: value } });
    form.clear(name);
  };
  return (
    <DialogContent
      title={`Edit ${isolated(begun.username)}`}
      onSubmit={() => (hasConflict ? showConflict() : void save(values, begun))}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending}>
          Save
        </FormButtons>
      }
    >
      {leaving.question}
      <DeletedMeanwhile id={account.id} username={begun.username} error={error} />
      {hasConflict && (
        <EditConflict
          {...{ begun, account, values }}
          section={conflict}
          showsDetails={showsDetails}
          onDetails={() => setShowsDetails(!showsDetails)}
          onTake={set}
          onApply={applyMine}
          onDrop={dropMine}
        />
      )}
      {!hasConflict && <FormRefusal form={form} />}
      <AccountFields values={values} errors={form.fieldErrors} onChange={set}>
        <SharedAddress {...{ shared }} id={account.id} name={begun.username} />
      </AccountFields>
      {isSignUp && newAddress !== stored.email && (
        <Notice tone="neutral" title="The activation link that was sent before ends.">
          {newAddress === ''
            ? 'Without an address no new one can be sent.'
            : `A mail with a new one goes to ${isolated(newAddress)}. The old address is told nothing: it was never confirmed.`}
        </Notice>
      )}
      {isSignUp && newAddress !== stored.email && <SignUpDateNotice />}
      {changesAddress && (
        <Checkbox
          label="Tell the old address"
          description={`A mail to ${isolated(stored.email)} says that mails go elsewhere now, so that the owner notices a change they did not ask for.`}
          checked={tellOldAddress}
          onChange={setTellOldAddress}
        />
      )}
    </DialogContent>
  );
}
