import { DoorClosed, DoorOpen, Ticket, UserRoundCheck } from 'lucide-react';

import type { RegistrationPolicy } from '../../../shared/contract/settings.ts';
import { counted } from '../../app/counted.ts';
import { POLICY_LOOKS } from '../../app/registration-policy.ts';
import { useOfProject } from '../../app/use-of-project.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Switch } from '../../ui/switch.tsx';
import { RegistrationEffect } from './registration-effect.tsx';
import { RegistrationFields } from './registration-fields.tsx';
import { mattersUnder, registrationInput, registrationValues } from './registration-values.ts';
import { putSettings } from './put-stored.ts';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useSettingsForm } from './use-settings-form.ts';

const POLICIES = [
  {
    value: 'open',
    text: 'Anybody signs up and confirms the address by a mail.',
    icon: DoorOpen,
  },
  {
    value: 'approval',
    text: 'Anybody signs up and confirms the address; then you approve or reject.',
    icon: UserRoundCheck,
  },
  {
    value: 'invitation',
    text: 'Only who comes by the link of an invitation can sign up.',
    icon: Ticket,
  },
  { value: 'closed', text: 'Nobody can sign up.', icon: DoorClosed },
] as const satisfies readonly { readonly value: RegistrationPolicy; [other: string]: unknown }[];

const ASSUMED = 'Assumed: nobody has said how many days this project uses. ';

/** Who may sign up, and by which rules. */
export function RegistrationForm({ settings, blocked }: SettingsPageProps) {
  const ofProject = useOfProject();
  const page = useSettingsForm({
    section: 'registration',
    command: 'settings.saveRegistration',
    stored: settings.registration,
    valuesOf: registrationValues,
    putStored: putSettings('registration'),
  });
  const { values, errors, isChanged, changeOf, changed, form, set } = page;
  /** A refused field is in sight, wherever it matters. */
  const shows = (name: keyof typeof values) =>
    mattersUnder(values.policy, name) ||
    Object.keys(errors).some((key) => key === name || key.startsWith(`${name}.`));
  return (
    <SettingsForm
      title="Registration"
      {...{ form, blocked, changed, meanwhile: page.meanwhile }}
      confirms={
        settings.daysAssumed && values.activationDays !== null
          ? `Saving says that links work ${counted(values.activationDays, 'day')}, as in the project’s settings.py (ACCOUNT_ACTIVATION_DAYS).`
          : undefined
      }
      onSave={async () => page.save(registrationInput(values), 'Registration is')}
      onReset={page.discard}
      effect={<RegistrationEffect values={values} />}
    >
      <RadioCards
        label="Who may register"
        items={POLICIES.map((item) => ({ ...item, title: POLICY_LOOKS[item.value][1] }))}
        value={values.policy}
        changed={changeOf('policy')}
        onChange={(policy) => set({ policy })}
      />
      {isChanged('policy') && values.policy !== 'open' && (
        <p className={styles['quiet']}>Who has signed up already can still follow their link.</p>
      )}
      <NumberField
        label="Activation links work for"
        description={
          ofProject
            ? `${settings.daysAssumed ? ASSUMED : ''}Has to be ACCOUNT_ACTIVATION_DAYS of the project’s settings.py: its site counts by that, from the sign-up date.`
            : undefined
        }
        unit="days"
        min={1}
        max={365}
        value={values.activationDays}
        error={errors['activationDays'] && 'Enter a number from 1 to 365.'}
        changed={changeOf('activationDays')}
        onChange={(activationDays) => set({ activationDays })}
      />
      <Switch
        label={
          values.policy === 'approval'
            ? 'Tell people when you approve them'
            : 'Tell people when you activate them'
        }
        description="They get a mail that says that they can sign in."
        checked={values.tellWhenActivated}
        onChange={(tellWhenActivated) => set({ tellWhenActivated })}
      />
      <RegistrationFields {...{ page, shows }} />
    </SettingsForm>
  );
}
