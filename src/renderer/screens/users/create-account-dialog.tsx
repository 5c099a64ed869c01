import { useState } from 'react';

import { useActs } from '../../app/acts/acts.tsx';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useNoActivation } from '../../app/use-of-project.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { usePasswordHint } from '../../query/use-password-hint.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import styles from '../../app/people/account.module.css';
import { STATE_WORDS } from '../../app/people/state-words.ts';
import { AccountFields } from './account-fields.tsx';
import { SharedAddress, useSharedAddress } from './shared-address.tsx';
import { usePasswordBlock } from './use-password-block.ts';

interface CreateAccountDialogProps {
  /** Only superusers make staff. */
  readonly isSuperuser: boolean;
  readonly onClose: () => void;
}

/** Who chooses the password when no administrator does. */
const NO_PASSWORD = {
  active: 'The person gets a mail with a link to choose a password.',
  staff: 'The person gets a mail that invites them to the staff, with a link to choose a password.',
  pending: 'After the activation the person chooses a password by “Forgot password?” at sign-in.',
};

const EMPTY = {
  username: '',
  email: '',
  firstName: '',
  lastName: '',
  isStaff: false,
  isSuperuser: false,
  start: 'active' as 'active' | 'pending',
};

/** How an account begins is no loss. */
function isBegun(values: typeof EMPTY): boolean {
  return Object.entries(values).some(
    ([name, value]) => name !== 'start' && value !== '' && value !== false,
  );
}

export function CreateAccountDialog({ isSuperuser, onClose }: CreateAccountDialogProps) {
  const [values, setValues] = useKept('new user', EMPTY);
  const { start } = values;
  /** Typed anew after a lock, as every secret. */
  const [password, setPassword] = useState('');
  const acts = useActs();
  const form = useCommandForm('accounts.create');
  const hint = usePasswordHint('the name');
  const passwordBlock = usePasswordBlock();
  const isStaff = values.isStaff || values.isSuperuser;
  const noPassword = NO_PASSWORD[isStaff && start === 'active' ? 'staff' : start];
  const sendsMail = start === 'pending' || password === '';
  const set = (changes: Partial<typeof EMPTY>) => {
    setValues((before) => ({ ...before, ...changes }));
    for (const field of Object.keys(changes)) form.clear(field);
  };
  const leaving = useLeaveQuestion({
    what: 'The new user',
    changed: !form.pending && (password !== '' || isBegun(values)),
    discard: onClose,
  });
  const shared = useSharedAddress({ id: null, email: values.email, stored: '' });
  const submit = async () => {
    const outcome = await form.submit({ ...values, password, sharesAddress: shared !== undefined });
    if (outcome === null) return;
    onClose();
    acts.report(outcome, { done: 'made', name: values.username.trim() });
  };
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      title="New user"
      onSubmit={() => void submit()}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending}>
          {sendsMail ? 'Make the account and mail' : 'Make the account'}
        </FormButtons>
      }
    >
      {leaving.question}
      <FormRefusal form={form} />
      <AccountFields
        values={values}
        errors={form.fieldErrors}
        onChange={(name, value) => set({ [name]: value })}
      >
        <SharedAddress {...{ shared }} id={null} name={values.username.trim() || 'the new user'} />
      </AccountFields>
      {passwordBlock === undefined ? (
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          description={`${hint} Left empty: ${noPassword}`}
          value={password}
          error={form.fieldErrors['password']}
          onChange={(next) => {
            setPassword(next);
            form.clear('password');
          }}
        />
      ) : (
        <p className={styles['before-after']}>{noPassword}</p>
      )}
      <RadioCards
        label="Starts as"
        columns={2}
        value={start}
        error={form.fieldErrors['start']}
        onChange={(next) => set({ start: next })}
        items={[
          { value: 'active', title: STATE_WORDS.active, text: 'May sign in at once.' },
          {
            value: 'pending',
            title: STATE_WORDS.pending,
            text: 'Gets an activation mail first.',
            disabledReason: useNoActivation(),
          },
        ]}
      />
      {isSuperuser && (
        <>
          <Checkbox
            label="Staff: may sign in to this console"
            checked={values.isStaff}
            onChange={(isStaff) => set({ isStaff })}
          />
          <Checkbox
            label="Superuser: may do everything"
            checked={values.isSuperuser}
            onChange={(next) => set({ isSuperuser: next })}
          />
        </>
      )}
    </Dialog>
  );
}
