import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { ToneIcon } from './tone-icon.tsx';
import type { Tone } from './tone.ts';
import styles from './notice.module.css';

interface NoticeProps {
  readonly tone: Tone;
  /** The cause, in bold. */
  readonly title: ReactNode;
  /** The consequence. */
  readonly children?: ReactNode;
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined;
  readonly onDismiss?: (() => void) | undefined;
  /** `strip` runs along the edge of the frame without corners. */
  readonly variant?: 'card' | 'strip' | undefined;
}

export function Notice({
  tone,
  title,
  children,
  action,
  onDismiss,
  variant = 'card',
}: NoticeProps) {
  return (
    <div
      className={styles['notice']}
      data-tone={tone}
      data-variant={variant}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <ToneIcon tone={tone} />
      <div className={styles['text']}>
        <strong className={styles['title']}>{title}</strong> {children}
      </div>
      {action !== undefined && (
        <Button size="small" onClick={action.onClick}>
          {action.label}
        </Button>
      )}
      {onDismiss !== undefined && (
        <IconButton icon={X} label="Dismiss" size="small" onClick={onDismiss} />
      )}
    </div>
  );
}
