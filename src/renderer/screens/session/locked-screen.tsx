import { useState } from 'react';

import { useCommand } from '../../query/use-command.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SessionPage } from './session-page.tsx';
import { SignInButton } from './sign-in-button.tsx';

interface LockedScreenProps {
  readonly siteName: string;
  readonly username: string;
}

/** Locked: whose console it is, and nothing of what it shows. */
export function LockedScreen({ siteName, username }: LockedScreenProps) {
  const form = useCommandForm('session.signIn');
  const signOut = useCommand('session.signOut');
  const [password, setPassword] = useState('');
  return (
    <SessionPage
      title={<bdi>{username}</bdi>}
      text={
        <>
          The console of <bdi>{siteName}</bdi> is locked.
        </>
      }
      onSubmit={() => void form.submit({ username, password })}
    >
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={setPassword}
      />
      <SignInButton label="Unlock" failure={form.failure} pending={form.pending} />
      <Button
        variant="quiet"
        pending={signOut.pending}
        onClick={() => void signOut.run({}).catch(() => signOut.reset())}
      >
        Sign in as somebody else
      </Button>
    </SessionPage>
  );
}
