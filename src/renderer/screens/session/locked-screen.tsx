import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { useCommand } from '../../query/use-command.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import type { SessionState } from '../../../shared/contract/session.ts';
import type { Failure } from '../../../shared/errors.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { lockWords } from './lock-words.ts';
import { SessionPage } from './session-page.tsx';
import { SignInButton } from './sign-in-button.tsx';

interface LockedScreenProps extends Pick<
  SessionState,
  'demonstration' | 'locked' | 'idleLockMinutes'
> {
  readonly siteName: string;
  readonly username: string;
  /** The console was open in this window until it was locked. */
  readonly wasOpen: boolean;
}

/** How long a call to lock may be under way, in milliseconds. */
const JUST_NOW_MS = 10_000;

/** Locked: whose console it is, and nothing of what it shows. */
export function LockedScreen(props: LockedScreenProps) {
  const { siteName, username, demonstration, wasOpen } = props;
  const [isHere] = useLockedHere(props.locked?.at);
  const form = useCommandForm('session.signIn');
  const signOut = useCommand('session.signOut');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  /** What is typed next takes the place of a password that was refused. */
  const selectPassword = () => field.current?.select();
  return (
    <SessionPage
      title={<bdi>{username}</bdi>}
      text={
        <>
          The console of <bdi>{siteName}</bdi> is locked. {lockWords(props, wasOpen && !isHere)}
        </>
      }
      onSubmit={() => void form.submit({ username, password }, selectPassword)}
    >
      <PasswordField
        inputRef={field}
        label="Password"
        name="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={setPassword}
      />
      {demonstration?.username === username && (
        <Button variant="quiet" onClick={() => setPassword(demonstration.password)}>
          Fill in the password of the demonstration
        </Button>
      )}
      {signOut.error !== null && <p role="alert">It stays locked: {signOut.error.message}</p>}
      <SignInButton label="Unlock" failure={unlockFailure(form.failure)} pending={form.pending} />
      <Button
        variant="quiet"
        pending={signOut.pending}
        onClick={() => void signOut.run({}).catch(() => {})}
      >
        Sign in as somebody else
      </Button>
    </SessionPage>
  );
}

/** Whether it was this window that locked it just now. */
function useLockedHere(at: string | undefined) {
  const client = useQueryClient();
  return useState(() =>
    client
      .getMutationCache()
      .findAll({ mutationKey: ['session.lock'] })
      .some(({ state }) => at !== undefined && state.submittedAt > Date.parse(at) - JUST_NOW_MS),
  );
}

/** Only a password was asked for. */
function unlockFailure(failure: Failure | null): Failure | null {
  if (failure?.code !== 'invalid-input') return failure;
  return { ...failure, message: 'This is not the password. Capitals and small letters count.' };
}
