import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { useFootPart } from './steady-foot.ts';
import { ToneIcon } from './tone-icon.tsx';
import type { Tone } from './tone.ts';
import styles from './notice.module.css';

interface NoticeProps {
  readonly tone: Tone;
  /** The cause, in bold. */
  readonly title: ReactNode;
  /** The consequence. */
  readonly children?: ReactNode;
  readonly action?:
    | { readonly label: string; readonly keys?: string | undefined; readonly onClick: () => void }
    | undefined;
  readonly onDismiss?: (() => void) | undefined;
  /**
   * A strip runs from edge to edge without corners. What may come late is a `foot-strip` below what
   * it is about, so that nothing moves under the pointer.
   */
  readonly variant?: 'card' | 'strip' | 'foot-strip' | undefined;
  /** False for what was there when the page opened: it is read in its place, not called out. */
  readonly announced?: boolean | undefined;
}

export function Notice({
  tone,
  title,
  children,
  action,
  onDismiss,
  variant = 'card',
  announced = true,
}: NoticeProps) {
  const strip = useRef<HTMLDivElement>(null);
  useFootPart(strip, variant === 'foot-strip');
  return (
    <div
      ref={strip}
      className={styles['notice']}
      data-tone={tone}
      data-variant={variant}
      role={announced ? (tone === 'danger' ? 'alert' : 'status') : undefined}
    >
      <ToneIcon tone={tone} />
      <div className={styles['text']}>
        <strong className={styles['title']}>{title}</strong> {children}
      </div>
      {action !== undefined && (
        <Button size="small" keys={action.keys} onClick={action.onClick}>
          {action.label}
        </Button>
      )}
      {onDismiss !== undefined && (
        <IconButton icon={X} label="Dismiss" size="small" onClick={onDismiss} />
      )}
    </div>
  );
}
