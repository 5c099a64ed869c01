import type { Tone } from './tone.ts';
import styles from './filter-chips.module.css';

interface ChipCountProps {
  readonly count: number | undefined;
  readonly tone: Tone | undefined;
}

/** From here on thousands: a chip is no wider for a large number than for a small one. */
const EXACT_BELOW = 10_000;
const short = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

/** How many a filter would leave, coloured when that is a reason to look. */
export function ChipCount({ count, tone }: ChipCountProps) {
  if (count === undefined) return null;
  const exact = count.toLocaleString('en-GB');
  return (
    <span
      className={styles['count']}
      title={count < EXACT_BELOW ? undefined : exact}
      data-tone={count > 0 ? tone : undefined}
    >
      {count < EXACT_BELOW ? exact : short.format(count)}
    </span>
  );
}
