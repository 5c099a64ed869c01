import { useState, type KeyboardEvent } from 'react';

import styles from './day-bars.module.css';

export interface DayBar {
  readonly id: string;
  /** Said of the bar: "3 May: 14 signed up". */
  readonly title: string;
  /** Under the axis, where there is room. */
  readonly label: string;
  readonly value: number;
}

interface DayBarsProps {
  readonly label: string;
  readonly items: readonly DayBar[];
  readonly onOpen: (id: string) => void;
}

const HEIGHT = 120;
/** Units of the drawing that one bar has; it is stretched to the width there is. */
const STEP = 10;
const LABELS = 6;

/**
 * One bar for each day. The whole is one stop of Tab; arrows, Home and End go from day to day, and
 * Enter opens the day.
 */
export function DayBars({ label, items, onOpen }: DayBarsProps) {
  const [chosen, setChosen] = useState(items.length - 1);
  const current = Math.min(chosen, items.length - 1);
  const highest = Math.max(1, ...items.map(({ value }) => value));
  const width = items.length * STEP;
  const move = (event: KeyboardEvent<SVGGElement>) => {
    const next = {
      ArrowLeft: current - 1,
      ArrowRight: current + 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = next[event.key as keyof typeof next];
    const item = items[current];
    if (event.key === 'Enter' && item) onOpen(item.id);
    else if (to === undefined) return;
    else {
      const place = Math.min(Math.max(to, 0), items.length - 1);
      setChosen(place);
      event.currentTarget.parentElement?.querySelectorAll<SVGGElement>('g')[place]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const every = Math.ceil(items.length / LABELS);
  return (
    <div className={styles['chart']}>
      <span className={styles['scale']} aria-hidden>
        {highest.toLocaleString('en-GB')}
      </span>
      <svg
        className={styles['plot']}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="group"
        aria-label={label}
      >
        {items.map(({ id, title, value }, index) => (
          <g
            key={id}
            role="link"
            className={styles['day']}
            aria-label={title}
            tabIndex={index === current ? 0 : -1}
            onClick={() => onOpen(id)}
            onKeyDown={move}
            onFocus={() => setChosen(index)}
          >
            <title>{title}</title>
            <rect className={styles['hit']} x={index * STEP} width={STEP} height={HEIGHT} />
            <rect
              className={styles['bar']}
              x={index * STEP + STEP * 0.12}
              width={STEP * 0.76}
              y={HEIGHT - heightOf(value, highest)}
              height={heightOf(value, highest)}
            />
          </g>
        ))}
      </svg>
      <div
        className={styles['axis']}
        style={{ gridTemplateColumns: `repeat(${items.length}, minmax(0, 1fr))` }}
        aria-hidden
      >
        {items.map(({ id, label: words }, index) =>
          index % every === 0 && index + every / 2 <= items.length ? (
            <span key={id} style={{ gridColumnStart: index + 1 }}>
              {words}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}

/** A day with anybody at all is seen. */
function heightOf(value: number, highest: number): number {
  return value === 0 ? 0 : Math.max(2, (value / highest) * (HEIGHT - 4));
}
