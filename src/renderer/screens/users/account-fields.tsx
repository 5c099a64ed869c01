import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';

export interface AccountTexts {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

interface AccountFieldsProps {
  readonly values: AccountTexts;
  /** What is stored now, where it differs from what the form began with. */
  readonly now?: Partial<AccountTexts> | undefined;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (name: keyof AccountTexts, value: string) => void;
}

/** The texts of an account, for the new and for the old. */
export function AccountFields({ values, now, errors, onChange }: AccountFieldsProps) {
  const field = (name: keyof AccountTexts) => ({
    name,
    value: values[name],
    error: errors[name],
    description: now?.[name] === undefined ? undefined : <StoredNow value={now[name]} />,
    onChange: (value: string) => onChange(name, value),
  });
  return (
    <div className={styles['fields']}>
      <TextField {...field('username')} label="User name" autoFocus />
      <TextField {...field('email')} label="E-mail address" type="email" />
      <TextField {...field('firstName')} label="First name" />
      <TextField {...field('lastName')} label="Last name" />
    </div>
  );
}

function StoredNow({ value }: { readonly value: string }) {
  return value === '' ? (
    'Is empty now.'
  ) : (
    <>
      Is <bdi>{value}</bdi> now.
    </>
  );
}
