import { useState } from 'react';

/**
 * A form's own question before it saves. Whoever waits for the save waits for the answer too.
 *
 * @param save Resolves to null when it was refused.
 */
export function useSaveQuestion(save: () => Promise<object | null>) {
  const [settle, setSettle] = useState<((saved: object | null) => void) | null>(null);
  const close = (saved: object | null) => {
    settle?.(saved);
    setSettle(null);
  };
  return {
    isAsked: settle !== null,
    /** Resolves to null when it was not confirmed. */
    ask: () => new Promise<object | null>((resolve) => setSettle(() => resolve)),
    confirm: async () => close(await save()),
    cancel: () => close(null),
  };
}
