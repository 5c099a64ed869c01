import { useRef, useState } from 'react';

import type { SessionState } from '../../../shared/contract/session.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SessionPage } from './session-page.tsx';
import { SignInButton } from './sign-in-button.tsx';
import styles from './session.module.css';

interface SignInScreenProps extends Pick<SessionState, 'siteName' | 'demonstration'> {
  /** The site was set up before this, but nobody could be signed in. */
  readonly isJustSetUp: boolean;
}

/** Who is at the console? Staff of the site, by the site's own passwords. */
export function SignInScreen({ siteName, demonstration, isJustSetUp }: SignInScreenProps) {
  const form = useCommandForm('session.signIn');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  /** What is typed next takes the place of a password that was refused. */
  const selectPassword = () => field.current?.select();
  return (
    <SessionPage
      title="Sign in"
      text={
        <>
          Administration of <bdi>{siteName}</bdi>
        </>
      }
      onSubmit={() => void form.submit({ username, password }, selectPassword)}
    >
      {isJustSetUp && <Notice tone="ok" title="The site is set up. Sign in now." />}
      {demonstration && (
        <Notice tone="waiting" title="This is a demonstration.">
          Everybody in it is made up. Sign in as <code>{demonstration.username}</code> with{' '}
          <code>{demonstration.password}</code>.{' '}
          <Button
            size="small"
            onClick={() => {
              setUsername(demonstration.username);
              setPassword(demonstration.password);
            }}
          >
            Fill in
          </Button>
        </Notice>
      )}
      <div className={styles['group']}>
        <TextField
          label="User name"
          name="username"
          autoComplete="username"
          autoFocus
          value={username}
          onChange={setUsername}
        />
        <PasswordField
          inputRef={field}
          label="Password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      </div>
      <SignInButton label="Sign in" failure={form.failure} pending={form.pending} />
      <p className={styles['hint']}>
        Forgotten the password? Another administrator can mail you a link to a new one. Without one,
        close Gatehouse and run <code>npm start -- --reset-password NAME</code> on this computer.
      </p>
    </SessionPage>
  );
}
