import { CloudOff } from 'lucide-react';

import type { CallError } from '../query/call-error.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface CallFailedProps {
  readonly error: CallError;
  readonly onRetry: () => void;
}

/** In place of what could not be had: cause, consequence, one act. */
export function CallFailed({ error, onRetry }: CallFailedProps) {
  return (
    <EmptyState
      icon={CloudOff}
      title={error.failure.message}
      text={error.failure.advice}
      action={<Button onClick={onRetry}>Try again</Button>}
    />
  );
}
