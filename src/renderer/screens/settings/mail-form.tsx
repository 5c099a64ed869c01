import { Inbox, Send } from 'lucide-react';
import { useState } from 'react';

import type { MailSettingsInput } from '../../../shared/contract/settings.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { MailTests } from './mail-tests.tsx';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { SmtpFields } from './smtp-fields.tsx';
import { useDraft } from './use-draft.ts';
import { useSavedToast } from './use-saved-toast.ts';

type Password = MailSettingsInput['password'];

const KEEP: Password = { change: 'keep' };

/** Where mail goes and whom it is from. */
export function MailForm({ settings, blocked }: SettingsPageProps) {
  const { passwordSet, ...stored } = settings.mail;
  const draft = useDraft(stored);
  const [password, setPassword] = useState(KEEP);
  const form = useCommandForm('settings.saveMail');
  const saved = useSavedToast();
  const { values, isChanged } = draft;
  const set = (changes: Partial<typeof values>) => {
    draft.set(changes);
    for (const field of Object.keys(changes)) form.clear(field);
  };
  const reset = () => {
    draft.reset();
    setPassword(KEEP);
    form.clear();
  };
  const save = async () => {
    if ((await form.submit({ ...values, password })) === null) return;
    reset();
    saved('The mail settings are');
  };
  return (
    <SettingsForm
      title="Mail"
      {...{ form, blocked }}
      changed={draft.changed || password !== KEEP}
      onSave={() => void save()}
      onReset={reset}
      effect={
        <MailTests
          draft={{ ...values, password }}
          testRecipient={settings.testRecipient}
          blocked={blocked}
        />
      }
    >
      <RadioCards
        label="Delivery"
        items={[
          {
            value: 'capture',
            title: 'Capture here',
            text: 'Every mail is caught in this console. Nothing leaves the computer.',
            icon: Inbox,
          },
          {
            value: 'smtp',
            title: 'SMTP server',
            text: 'Mails leave through your provider and reach people.',
            icon: Send,
          },
        ]}
        value={values.delivery}
        changed={isChanged('delivery')}
        onChange={(delivery) => set({ delivery })}
      />
      {values.delivery === 'smtp' && (
        <SmtpFields
          {...{ values, set, stored, passwordSet, password }}
          errors={form.fieldErrors}
          onPassword={(next) => {
            setPassword(next);
            form.clear('password');
          }}
        />
      )}
      <TextField
        label="Sender’s address"
        type="email"
        value={values.fromAddress}
        error={form.fieldErrors['fromAddress']}
        changed={isChanged('fromAddress')}
        onChange={(fromAddress) => set({ fromAddress })}
      />
      <TextField
        label="Sender’s name"
        description="Empty, it is the site’s name."
        value={values.fromName}
        error={form.fieldErrors['fromName']}
        changed={isChanged('fromName')}
        onChange={(fromName) => set({ fromName })}
      />
      <p className={styles['quiet']}>
        People will see: <bdi>{values.fromName || settings.site.name}</bdi>{' '}
        <bdi>&lt;{values.fromAddress}&gt;</bdi>
      </p>
    </SettingsForm>
  );
}
