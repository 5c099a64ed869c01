import { useEffect, useState } from 'react';

import type { Failure } from '../../../shared/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface SignInButtonProps {
  readonly label: string;
  readonly failure: Failure | null;
  readonly pending: boolean;
}

/** Why a sign-in was refused, and the button, which waits as long as the application says. */
export function SignInButton({ label, failure, pending }: SignInButtonProps) {
  const waitMs = useWait(failure);
  const seconds = Math.ceil(waitMs / 1_000);
  const wait = `Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`;
  return (
    <>
      {failure !== null && failure.code !== 'throttled' && (
        <Notice tone="danger" title={failure.message}>
          {failure.advice}
        </Notice>
      )}
      {failure?.code === 'throttled' && (
        <Notice tone="warn" title="Too many wrong passwords.">
          {waitMs > 0 ? <span aria-live="off">{wait}</span> : 'You can try again now.'}
        </Notice>
      )}
      <Button
        type="submit"
        variant="primary"
        size="large"
        pending={pending}
        disabledReason={waitMs > 0 ? wait : undefined}
      >
        {label}
      </Button>
    </>
  );
}

/** Milliseconds that are left of a refusal's wait, counted down each second. */
function useWait(failure: Failure | null): number {
  const total = failure?.retryAfterMs ?? 0;
  const [passed, setPassed] = useState({ failure, ms: 0 });
  if (passed.failure !== failure) setPassed({ failure, ms: 0 });
  useEffect(() => {
    if (total === 0) return;
    const begun = performance.now();
    const timer = setInterval(() => {
      const ms = performance.now() - begun;
      setPassed({ failure, ms });
      if (ms >= total) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [failure, total]);
  return Math.max(0, total - passed.ms);
}
