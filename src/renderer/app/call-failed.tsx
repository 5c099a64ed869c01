import { CloudOff } from 'lucide-react';

import { callError } from '../query/call-error.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface CallFailedProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** In place of what could not be had: cause, consequence, one act. */
export function CallFailed({ error, onRetry }: CallFailedProps) {
  const { failure } = callError(error);
  return (
    <EmptyState
      icon={CloudOff}
      title={failure.message}
      text={failure.advice}
      action={<Button onClick={onRetry}>Try again</Button>}
    />
  );
}
