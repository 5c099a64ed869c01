import { useRef, useState, type ReactNode } from 'react';

import type { SessionState } from '../../../shared/contract/session.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { usePasswordHint } from '../../query/use-password-hint.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { type RadioCard, RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { OpeningFields } from '../database/opening-fields.tsx';
import { useOpening } from '../database/use-opening.ts';
import { LinkPreview } from './link-preview.tsx';
import { SessionPage } from './session-page.tsx';
import { TryIt } from './try-it.tsx';
import styles from './session.module.css';

const EMPTY = { username: '', email: '', password: '' };

type Start = 'new' | 'project';

const STARTS: readonly RadioCard<Start>[] = [
  { value: 'new', title: 'A new site', text: 'With an accounts site of its own, built in.' },
  {
    value: 'project',
    title: 'An existing Django project',
    text: 'Its database is inspected first; nothing is written to it.',
  },
];

type FirstRunScreenProps = Pick<SessionState, 'suggestedSite'>;

/** The first start: what is to be looked after? */
export function FirstRunScreen({ suggestedSite }: FirstRunScreenProps) {
  const [start, setStart] = useState<Start>('new');
  const choice = (
    <RadioCards
      label="What do you want to look after?"
      columns={2}
      items={STARTS}
      value={start}
      onChange={setStart}
    />
  );
  if (start === 'project') return <ExistingProject>{choice}</ExistingProject>;
  return <NewSite suggestedSite={suggestedSite}>{choice}</NewSite>;
}

/** A project's database, which has its own administrators. */
function ExistingProject({ children }: { readonly children: ReactNode }) {
  const opening = useOpening();
  return (
    <SessionPage
      wide
      title="Set up Gatehouse"
      text="You sign in as a superuser of the project, with the password you have there."
      onSubmit={() => void opening.inspect()}
    >
      {children}
      <OpeningFields opening={opening} autoFocus />
    </SessionPage>
  );
}

/** The site and its first administrator. */
function NewSite({
  suggestedSite: { name: siteName, domain },
  children,
}: FirstRunScreenProps & { readonly children: ReactNode }) {
  const form = useCommandForm('session.setUp');
  const [values, setValues] = useState({ ...EMPTY, siteName, domain });
  const domainField = useRef<HTMLInputElement>(null);
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
      {children}
      <fieldset className={styles['group']}>
        <legend className={styles['heading']}>Your site</legend>
        <div className={styles['pair']}>
          <TextField {...field('siteName')} label="Site name" autoFocus />
          <TextField
            {...field('domain')}
            label="Domain of links in mails"
            mono
            inputRef={domainField}
          />
        </div>
        <LinkPreview
          domain={values.domain}
          onMeant={(meant) => {
            field('domain').onChange(meant);
            // The button goes with its warning.
            domainField.current?.focus();
          }}
        />
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
      {/* What is about a field stands beside it, and pushes the button out of no low window. */}
      {Object.keys(form.fieldErrors).length === 0 && <FormRefusal form={form} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" size="large" pending={form.pending}>
          Set up and sign in
        </Button>
        <TryIt />
      </div>
    </SessionPage>
  );
}
