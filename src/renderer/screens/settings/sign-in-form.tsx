import type { Settings } from '../../../shared/contract/settings.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordTry } from './password-try.tsx';
import { putSettings } from './put-stored.ts';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { SigningKeySection } from './signing-key-section.tsx';
import { useSettingsForm } from './use-settings-form.ts';

type Input = Settings['signIn'];
/** Numbers are null while their field is empty. */
type SignInValues = {
  readonly [Name in keyof Input]: Input[Name] extends number ? number | null : Input[Name];
};

/** What NIST SP 800-63B-4 asks where the password is the only factor. */
const ADVISED_LENGTH = 15;

/** Passwords, reset links and sessions of the accounts site, and the key that signs them. */
export function SignInForm({ settings, blocked }: SettingsPageProps) {
  const page = useSettingsForm({
    section: 'sign-in',
    command: 'settings.saveSignIn',
    stored: settings.signIn,
    valuesOf: (signIn): SignInValues => signIn,
    putStored: putSettings('signIn'),
  });
  const { values, errors, changeOf, changed, form, set } = page;
  const {
    passwordMinimumLength: length,
    resetHours,
    sessionDays,
    passwordsByAdministrators,
  } = values;
  const input: Input = {
    passwordMinimumLength: length ?? Number.NaN,
    resetHours: resetHours ?? Number.NaN,
    sessionDays: sessionDays ?? Number.NaN,
    passwordsByAdministrators,
  };
  return (
    <>
      <SettingsForm
        title="Sign-in"
        {...{ form, blocked, changed, meanwhile: page.meanwhile }}
        onSave={async () => page.save(input, 'Sign-in is')}
        onReset={page.discard}
        effect={<SignInEffect />}
      >
        <NumberField
          label="Shortest password"
          unit="characters"
          min={8}
          max={64}
          value={length}
          error={errors['passwordMinimumLength'] && 'Enter a number from 8 to 64.'}
          changed={changeOf('passwordMinimumLength')}
          onChange={(passwordMinimumLength) => set({ passwordMinimumLength })}
        />
        {length !== null && length < ADVISED_LENGTH && (
          <Notice tone="warn" title="Shorter passwords are guessed more easily.">
            Here the password is the only factor, and for that NIST asks for {ADVISED_LENGTH}.
          </Notice>
        )}
        <NumberField
          label="Reset links work for"
          unit="hours"
          min={1}
          max={168}
          value={resetHours}
          error={errors['resetHours'] && 'Enter a number from 1 to 168.'}
          changed={changeOf('resetHours')}
          onChange={(next) => set({ resetHours: next })}
        />
        <NumberField
          label="A session lasts"
          unit="days"
          min={1}
          max={365}
          value={sessionDays}
          error={errors['sessionDays'] && 'Enter a number from 1 to 365.'}
          changed={changeOf('sessionDays')}
          onChange={(next) => set({ sessionDays: next })}
        />
        <Checkbox
          label="Superusers may choose passwords for others"
          description="Better left off: who chooses a password knows it. A reset link needs no one to know it. Each time is in Audit."
          checked={passwordsByAdministrators}
          onChange={(next) => set({ passwordsByAdministrators: next })}
        />
      </SettingsForm>
      <PasswordTry minimumLength={length} />
      <SigningKeySection origin={settings.signingKey} blocked={blocked} />
    </>
  );
}

function SignInEffect() {
  return (
    <>
      <h3 className={styles['heading']}>Whom this concerns</h3>
      <p>
        Everybody who signs in at the accounts site, and the passwords that are set here. Passwords
        that exist already stay, whatever their length.
      </p>
    </>
  );
}
