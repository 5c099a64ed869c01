import { Progress } from '../../ui/progress.tsx';
import type { Deck } from './deck.ts';
import styles from './triage.module.css';

/** How far through the deck one is. */
export function TriageProgress({ deck: { left, decided } }: { readonly deck: Deck }) {
  const all = left.length + decided.length;
  return (
    <span className={styles['progress']}>
      <Progress label="Decided" value={decided.length} max={all} />
      {decided.length.toLocaleString('en-GB')} of {all.toLocaleString('en-GB')}
    </span>
  );
}
