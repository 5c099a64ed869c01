import { useActs } from '../acts/acts.tsx';
import { Button } from '../../ui/button.tsx';
import type { PutBack } from './use-draft.ts';

interface DiscardButtonProps {
  /** Forgets what is typed. Returns what puts it back, or null when there was nothing to keep. */
  readonly onDiscard: () => PutBack | null;
  readonly children: string;
}

/** Throws away what is typed, and offers it back. The focus goes to the button beside it. */
export function DiscardButton({ onDiscard, children }: DiscardButtonProps) {
  const { tell } = useActs();
  return (
    <Button
      onClick={({
        currentTarget: { nextElementSibling: next, previousElementSibling: previous },
      }) => {
        const beside = previous ?? next;
        if (beside instanceof HTMLElement) beside.focus();
        const putBack = onDiscard();
        if (putBack === null) return;
        tell({ title: 'What you typed is discarded.', undo: async () => putBack() });
      }}
    >
      {children}
    </Button>
  );
}
