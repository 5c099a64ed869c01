import { useEffect, useRef, useState } from 'react';

import type { Profile, ProfileColour } from '../../../../shared/contract/mail-settings.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useActs } from '../../../app/acts/acts.tsx';
import { isolated } from '../../../app/counted.ts';
import { useLeaveQuestion } from '../../../app/leaving/use-leave-question.tsx';
import { DiscardButton } from '../../../app/leaving/discard-button.tsx';
import { useCommandForm } from '../../../query/use-command-form.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { showTurns } from '../../../ui/show-turns.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { MeanwhileNotice, WHOSE_VALUES } from '../meanwhile-saved.tsx';
import styles from '../settings.module.css';
import { AdvancedFields } from './advanced-fields.tsx';
import { DkimFields } from './dkim-fields.tsx';
import { LoginFields } from './login-fields.tsx';
import { PasteButton } from './paste-dialog.tsx';
import { ServerFields } from './server-fields.tsx';
import { profileValues } from './profile-values.ts';
import type { ProfilePage } from './use-profile-page.ts';
import type { SenderPage } from './use-sender-page.ts';

const COLOURS: readonly { value: ProfileColour; label: string }[] = [
  { value: 'green', label: 'Green' },
  { value: 'blue', label: 'Blue' },
  { value: 'violet', label: 'Violet' },
  { value: 'amber', label: 'Amber' },
  { value: 'red', label: 'Red' },
  { value: 'grey', label: 'Grey' },
];

interface ProfileFormProps {
  readonly page: ProfilePage;
  /** Fills in whom mails are from, which has a form of its own. */
  readonly onSender: SenderPage['set'];
  readonly isLive: boolean;
  /** Calls the doctor, who stands below the form where the window is narrow. */
  readonly onExamine: () => void;
  /** Told what opens a form as this one was: the server, or `new` once it is gone. */
  readonly onClose: (opener: string) => void;
}

/** Everything about one mail server. */
export function ProfileForm({ page, isLive, onSender, onExamine, onClose }: ProfileFormProps) {
  const { values, set, errors, changeOf, form, changed, blocked, profile } = page;
  const title = profile ? `Mail server: ${showTurns(profile.name)}` : 'New mail server';
  const open = page.meanwhile && WHOSE_VALUES;
  const reason = blocked ?? (changed ? open : 'Nothing was changed yet.');
  const close = () => onClose(profile?.id ?? 'new');
  const { question, ask } = useLeaveQuestion({
    what: title,
    changed,
    save: page.save,
    cannotSave: reason,
    discard: page.discard,
    keptWithin: page.hasSecrets ? undefined : '/settings/',
  });
  // The button that opened the form has gone, and the focus with it.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <form
      className={`${styles['form']} ${styles['card']}`}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined) void page.save();
      }}
    >
      {question}
      <div className={styles['server']}>
        <h3 ref={heading} className={`${styles['title']} ${styles['grow']}`} tabIndex={-1}>
          {title}
        </h3>
        <PasteButton {...{ page, onSender }} />
      </div>
      <FormRefusal form={form} />
      <MeanwhileNotice meanwhile={page.meanwhile} />
      <div className={styles['pair']}>
        <TextField
          label="Name"
          description="Yours to choose. It stands in the window’s frame while mails go this way."
          placeholder="Production"
          value={values.name}
          error={errors['name']}
          changed={changeOf('name')}
          onChange={(name) => set({ name })}
        />
        <Select
          label="Colour"
          items={COLOURS}
          value={values.colour}
          changed={changeOf('colour')}
          onChange={(colour) => set({ colour })}
        />
      </div>
      <ServerFields page={page} />
      <LoginFields page={page} />
      <AdvancedFields page={page} />
      <DkimFields page={page} />
      <div className={`${styles['buttons']} ${styles['bar']}`}>
        <Button type="submit" variant="primary" pending={form.pending} disabledReason={reason}>
          Save server
        </Button>
        <div className={styles['narrow']}>
          <Button disabledReason={blocked} onClick={onExamine}>
            Examine server
          </Button>
        </div>
        {page.isTouched && <DiscardButton onDiscard={page.discard}>Discard changes</DiscardButton>}
        <Button variant="quiet" onClick={() => (page.hasSecrets ? ask(close) : close())}>
          Close
        </Button>
        {profile && (
          <DeleteButton
            {...{ profile, blocked }}
            refused={isLive ? 'Mails leave through it now.' : undefined}
            onDeleted={() => {
              page.discard();
              onClose('new');
            }}
          />
        )}
      </div>
    </form>
  );
}

interface DeleteButtonProps {
  readonly profile: Profile;
  readonly blocked: string | undefined;
  readonly refused: string | undefined;
  readonly onDeleted: () => void;
}

function DeleteButton({ profile, blocked, refused, onDeleted }: DeleteButtonProps) {
  const { id, name } = profile;
  /** What it is about, as it was when it was asked: an answer closes only its own. */
  const [question, setQuestion] = useState<Profile | null>(null);
  const deleting = useCommandForm('mailSettings.deleteProfile');
  const acts = useActs();
  const remove = async (asked: Profile) => {
    const answer = await deleting.submit({ id, basedOn: profileValues(asked) });
    setQuestion((now) => (now === question ? null : now));
    if (answer === null) return;
    onDeleted();
    acts.tell({ title: `${isolated(name)} deleted.`, undo: answer.operationId });
  };
  return (
    <>
      <Button disabledReason={blocked ?? refused} onClick={() => setQuestion({ ...profile })}>
        Delete…
      </Button>
      <FormRefusal form={deleting} />
      <ConfirmDialog
        open={question !== null}
        onOpenChange={() => setQuestion(null)}
        title={`Delete the mail server ${showTurns(name)}?`}
        description="Its settings come back with an undo in Audit; its password does not."
        confirmLabel="Delete the server"
        tone="danger"
        pending={deleting.pending}
        onConfirm={() => question && void remove(question)}
      />
    </>
  );
}
