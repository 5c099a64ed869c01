import { CloudOff, Lock } from 'lucide-react';
import type { ReactNode } from 'react';

import { callError } from '../../query/call-error.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';

interface FailedProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

interface CallFailedProps extends FailedProps {
  /** Another way on. */
  readonly children?: ReactNode;
}

/** In place of what could not be had: cause, consequence, one act. */
export function CallFailed({ error, onRetry, children }: CallFailedProps) {
  const { failure } = callError(error);
  return (
    <EmptyState
      icon={failure.code === 'not-allowed' ? Lock : CloudOff}
      title={failure.message}
      text={failure.advice}
      action={
        <>
          <Button onClick={onRetry}>Try again</Button>
          {children}
        </>
      }
    />
  );
}

/** In place of a part of what is shown. */
export function PartFailed({ error, onRetry }: FailedProps) {
  return (
    <p role="alert">
      {callError(error).failure.message}{' '}
      <Button size="small" variant="quiet" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}

/** Below a list that is shown in part: the rest of it could not be had. */
export function RowsMissing({ error, onRetry }: FailedProps) {
  return (
    <Notice
      tone="danger"
      variant="strip"
      title="Some rows of this list are missing."
      action={{ label: 'Try again', onClick: onRetry }}
    >
      {callError(error).failure.message}
    </Notice>
  );
}
