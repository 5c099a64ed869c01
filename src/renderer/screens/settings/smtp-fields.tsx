import { useState } from 'react';

import type {
  MailSettingsInput,
  Settings,
  SmtpSecurity,
} from '../../../shared/contract/settings.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './settings.module.css';

type Values = Omit<Settings['mail'], 'passwordSet'>;

interface SmtpFieldsProps {
  readonly values: Values;
  readonly stored: Values;
  readonly set: (changes: Partial<Values>) => void;
  readonly passwordSet: boolean;
  readonly password: MailSettingsInput['password'];
  readonly onPassword: (password: MailSettingsInput['password']) => void;
  readonly errors: Readonly<Record<string, string>>;
}

const SECURITIES: readonly { value: SmtpSecurity; label: string; detail: string; port: number }[] =
  [
    { value: 'starttls', label: 'STARTTLS, required', detail: 'usual, port 587', port: 587 },
    { value: 'tls', label: 'TLS from the start', detail: 'port 465', port: 465 },
    { value: 'starttls-if-offered', label: 'STARTTLS if offered', detail: 'weak', port: 587 },
    { value: 'none', label: 'No encryption', detail: 'this computer only', port: 25 },
  ];

/** The server that takes the mail. The port follows the security until it is typed by hand. */
export function SmtpFields(props: SmtpFieldsProps) {
  const { values, set, errors } = props;
  const [portTyped, setPortTyped] = useState(false);
  const chooseSecurity = (security: SmtpSecurity) => {
    const port = SECURITIES.find(({ value }) => value === security)?.port ?? values.port;
    set(portTyped ? { security } : { security, port });
  };
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          label="Server"
          placeholder="mail.shop.example"
          mono
          value={values.host}
          error={errors['host']}
          changed={values.host !== props.stored.host}
          onChange={(host) => set({ host })}
        />
        <NumberField
          label="Port"
          grouped={false}
          min={1}
          max={65_535}
          value={values.port}
          error={errors['port'] && 'Enter a port.'}
          changed={values.port !== props.stored.port}
          onChange={(port) => {
            setPortTyped(true);
            set({ port: port ?? 0 });
          }}
        />
      </div>
      <Select
        label="Encryption"
        items={SECURITIES}
        value={values.security}
        error={errors['security']}
        changed={values.security !== props.stored.security}
        onChange={chooseSecurity}
      />
      {values.security === 'starttls-if-offered' && (
        <Notice tone="warn" title="Mails could be read on the way.">
          Whoever sits between can make the server seem to offer no encryption.
        </Notice>
      )}
      <TextField
        label="User"
        description="Empty, the server is used without a login."
        autoComplete="off"
        value={values.user}
        error={errors['user']}
        changed={values.user !== props.stored.user}
        onChange={(user) => set({ user })}
      />
      {values.user !== '' && <StoredPassword {...props} />}
    </>
  );
}

/** A password that is stored is never shown; it can be replaced or forgotten. */
function StoredPassword(props: SmtpFieldsProps) {
  const { values, stored, passwordSet, password, onPassword, errors } = props;
  const moved = (['host', 'port', 'security', 'user'] as const).some(
    (name) => values[name] !== stored[name],
  );
  if (passwordSet && !moved && password.change === 'keep' && !errors['password']) {
    return (
      <div className={styles['row']}>
        <p className={styles['grow']}>A password is stored.</p>
        <Button onClick={() => onPassword({ change: 'set', password: '' })}>Change…</Button>
        <Button onClick={() => onPassword({ change: 'forget' })}>Forget</Button>
      </div>
    );
  }
  const again =
    passwordSet && moved
      ? 'The stored one belongs to the server and user it was stored for. Enter it again.'
      : 'It is sealed, and never shown again.';
  return (
    <PasswordField
      label="Password"
      autoComplete="off"
      description={password.change === 'forget' ? 'It is forgotten when you save.' : again}
      value={password.change === 'set' ? password.password : ''}
      error={errors['password']}
      onChange={(text) => onPassword({ change: 'set', password: text })}
    />
  );
}
