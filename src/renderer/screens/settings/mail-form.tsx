import { Inbox, Send } from 'lucide-react';
import { useState } from 'react';

import type { MailSettingsInput } from '../../../shared/contract/settings.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { MailTests } from './mail-tests.tsx';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { SmtpFields } from './smtp-fields.tsx';
import { useSettingsForm } from './use-settings-form.ts';

type Password = MailSettingsInput['password'];

const KEEP: Password = { change: 'keep' };

/** Where mail goes and whom it is from. */
export function MailForm({ settings, blocked }: SettingsPageProps) {
  const { passwordSet, ...stored } = settings.mail;
  const page = useSettingsForm({ section: 'mail', command: 'settings.saveMail', stored });
  const [password, setPassword] = useState(KEEP);
  const { values, errors, isChanged, form, set } = page;
  const discard = () => {
    page.discard();
    setPassword(KEEP);
  };
  const save = async () => {
    if (await page.save({ ...values, password }, 'The mail settings are')) setPassword(KEEP);
  };
  return (
    <SettingsForm
      title="Mail"
      {...{ form, blocked }}
      changed={page.changed || password !== KEEP}
      onSave={() => void save()}
      onReset={discard}
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
          {...{ values, set, stored, passwordSet, password, errors }}
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
        error={errors['fromAddress']}
        changed={isChanged('fromAddress')}
        onChange={(fromAddress) => set({ fromAddress })}
      />
      <TextField
        label="Sender’s name"
        description="Empty, it is the site’s name."
        value={values.fromName}
        error={errors['fromName']}
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
