import { isolated } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Notice } from '../../ui/notice.tsx';

interface ProbablyMeantProps {
  readonly id: number;
  /** Why the address can't be corrected now. */
  readonly blocked: string | undefined;
  readonly onUse: (email: string) => void;
}

/** Of an address with a slip of the finger, the one that was probably meant. */
export function ProbablyMeant({ id, blocked, onUse }: ProbablyMeantProps) {
  const { data } = useQueryOf('registrations.evidence', { id });
  const meant = data?.meant ?? null;
  if (meant === null) return null;
  return (
    <Notice
      tone="waiting"
      title={`Probably meant ${isolated(meant)}`}
      action={blocked === undefined ? { label: 'Use it…', onClick: () => onUse(meant) } : undefined}
    >
      Correcting the address ends the old link and mails a new one.
    </Notice>
  );
}
