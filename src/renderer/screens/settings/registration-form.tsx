import { useState } from 'react';

import { useCommandForm } from '../../query/use-command-form.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useDraft } from './use-draft.ts';
import { useSavedToast } from './use-saved-toast.ts';

/** Who may sign up, and for how long links work. */
export function RegistrationForm({ settings, blocked }: SettingsPageProps) {
  const draft = useDraft(settings.registration);
  const [days, setDays] = useState<number | null>(settings.registration.activationDays);
  const form = useCommandForm('settings.saveRegistration');
  const saved = useSavedToast();
  const { values, isChanged } = draft;
  const save = async () => {
    if ((await form.submit({ ...values, activationDays: days ?? Number.NaN })) === null) return;
    draft.reset();
    saved('Registration is');
  };
  return (
    <SettingsForm
      title="Registration"
      {...{ form, blocked }}
      changed={draft.changed || days !== settings.registration.activationDays}
      onSave={() => void save()}
      onReset={() => {
        draft.reset();
        setDays(settings.registration.activationDays);
      }}
      effect={
        <>
          <h3 className={styles['heading']}>What visitors see</h3>
          <p>
            {values.open
              ? 'The register page shows its form. Who signs up gets a mail and follows its link.'
              : 'The register page leads to a page that says that registration is closed.'}
          </p>
          <p className={styles['quiet']}>
            Links that are out already follow the number of days too, from the moment they were
            sent.
          </p>
        </>
      }
    >
      <Switch
        label="Registration is open"
        description="Closed, a form that was opened before is refused too."
        checked={values.open}
        onChange={(open) => draft.set({ open })}
      />
      <NumberField
        label="Activation links work for"
        unit="days"
        min={1}
        max={365}
        value={days}
        error={form.fieldErrors['activationDays'] && 'Enter a number from 1 to 365.'}
        changed={days !== settings.registration.activationDays}
        onChange={(next) => {
          setDays(next);
          form.clear('activationDays');
        }}
      />
      <Switch
        label="Tell people when you activate them"
        description="They get a mail that says that they can sign in."
        checked={values.tellWhenActivated}
        onChange={(tellWhenActivated) => draft.set({ tellWhenActivated })}
      />
      {isChanged('open') && !values.open && (
        <p className={styles['quiet']}>Who waits already can still follow their link.</p>
      )}
    </SettingsForm>
  );
}
