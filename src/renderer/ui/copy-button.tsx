import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState } from 'react';

import { IconButton } from './icon-button.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

const SHOWN_MS = 1_500;

type Outcome = 'copied' | 'refused';

interface CopyButtonProps {
  readonly value: string;
  /** What is copied: `Copy the link`. */
  readonly label: string;
}

export function CopyButton({ value, label }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  return (
    <>
      <IconButton icon={glyphOf(outcome)} label={label} size="small" onClick={copy} />
      <VisuallyHidden>
        <span role="status">{sentenceOf(outcome)}</span>
      </VisuallyHidden>
    </>
  );
}

function glyphOf(outcome: Outcome | undefined) {
  if (outcome === undefined) return Copy;
  return outcome === 'copied' ? Check : X;
}

function sentenceOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '';
  return outcome === 'copied' ? 'Copied' : 'The system did not allow copying';
}
