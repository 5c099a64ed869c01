import { useState } from 'react';

import { useCommandForm } from '../../query/use-command-form.ts';
import { usePasswordHint } from '../../query/use-password-hint.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LinkPreview } from './link-preview.tsx';
import { SessionPage } from './session-page.tsx';
import styles from './session.module.css';

const EMPTY = { siteName: '', username: '', email: '', password: '' };

/** The first start: the site and its first administrator. */
export function FirstRunScreen({ suggestedDomain }: { readonly suggestedDomain: string }) {
  const form = useCommandForm('session.setUp');
  const [values, setValues] = useState({ ...EMPTY, domain: suggestedDomain });
  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    error: form.fieldErrors[name],
    onChange: (value: string) => {
      setValues((before) => ({ ...before, [name]: value }));
      form.clear(name);
    },
  });
  return (
    <SessionPage
      wide
      title="Set up Gatehouse"
      text="Everything stays on this computer. Mail is captured until you say where it goes."
      onSubmit={() => void form.submit(values)}
    >
      <fieldset className={styles['group']}>
        <legend className={styles['heading']}>Your site</legend>
        <div className={styles['pair']}>
          <TextField {...field('siteName')} label="Site name" autoFocus />
          <TextField {...field('domain')} label="Domain of links in mails" mono />
        </div>
        <LinkPreview domain={values.domain} />
      </fieldset>
      <fieldset className={styles['group']}>
        <legend className={styles['heading']}>You, its first administrator</legend>
        <div className={styles['pair']}>
          <TextField {...field('username')} label="User name" autoComplete="username" />
          <TextField {...field('email')} label="E-mail address" type="email" autoComplete="email" />
        </div>
        <PasswordField
          {...field('password')}
          label="Password"
          autoComplete="new-password"
          description={usePasswordHint('your name or address')}
        />
      </fieldset>
      {form.message !== null && (
        <Notice tone="danger" title={form.message}>
          {form.advice}
        </Notice>
      )}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" size="large" pending={form.pending}>
          Set up and sign in
        </Button>
      </div>
    </SessionPage>
  );
}
