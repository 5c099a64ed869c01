import { Progress } from '../../ui/progress.tsx';
import { countOf, type Deck } from './deck.ts';
import styles from './triage.module.css';

/** How far through the deck one is. */
export function TriageProgress({ deck }: { readonly deck: Deck }) {
  const all = deck.left.length + deck.decided.length;
  const later = countOf(deck, 'skipped');
  const decided = deck.decided.length - later;
  return (
    <span className={styles['progress']}>
      <Progress label="Decided" value={decided} max={all} />
      {decided.toLocaleString('en-GB')} of {all.toLocaleString('en-GB')} decided
      {later > 0 && `, ${later.toLocaleString('en-GB')} later`}
    </span>
  );
}
