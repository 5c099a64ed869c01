import type { ReactNode } from 'react';

import { Icon, type Glyph } from './icon.tsx';
import type { Tone } from './tone.ts';
import styles from './badge.module.css';

interface BadgeProps {
  readonly tone?: Tone | undefined;
  /** `soft` has a ground, `plain` is text with its sign, for dense tables. */
  readonly variant?: 'soft' | 'plain' | undefined;
  readonly icon?: Glyph | undefined;
  readonly dot?: boolean | undefined;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

export function Badge({
  tone = 'neutral',
  variant = 'soft',
  icon,
  dot,
  title,
  children,
}: BadgeProps) {
  return (
    <span className={styles['badge']} data-tone={tone} data-variant={variant} title={title}>
      {dot && <span className={styles['dot']} aria-hidden />}
      {icon !== undefined && <Icon glyph={icon} size={12} />}
      <span className={styles['text']} dir="auto">
        {children}
      </span>
    </span>
  );
}
