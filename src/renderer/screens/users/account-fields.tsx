import type { ReactNode } from 'react';

import { TextField } from '../../ui/text-field.tsx';
import styles from '../../app/people/account.module.css';
import type { AccountTexts } from './account-texts.ts';

interface AccountFieldsProps {
  readonly values: AccountTexts;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (name: keyof AccountTexts, value: string) => void;
  /** Below the address. */
  readonly children?: ReactNode;
}

/** The texts of an account, for the new and for the old. */
export function AccountFields({ values, errors, onChange, children }: AccountFieldsProps) {
  const field = (name: keyof AccountTexts) => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: (value: string) => onChange(name, value),
  });
  return (
    <div className={styles['fields']}>
      <TextField {...field('username')} label="User name" autoFocus />
      <TextField {...field('email')} label="E-mail address" type="email" />
      {children}
      <TextField {...field('firstName')} label="First name" />
      <TextField {...field('lastName')} label="Last name" />
    </div>
  );
}
