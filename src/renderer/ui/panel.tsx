import { X } from 'lucide-react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';
import { useRememberedNumber } from './use-remembered-number.ts';
import styles from './panel.module.css';

const DEFAULT_WIDTH = 420;
const MIN_WIDTH = 320;
const MAX_WIDTH = 760;
const STEP = 16;

export interface PanelProps {
  /** Under this name the width is remembered. */
  readonly storageKey: string;
  readonly title: ReactNode;
  /** Under the title. */
  readonly subtitle?: ReactNode;
  /** Beside the close button. */
  readonly actions?: ReactNode;
  /** Stays at the bottom. */
  readonly footer?: ReactNode;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The peek at the right of a list; its edge moves by pointer, by arrow keys, and resets on double click. */
export function Panel(props: PanelProps) {
  const { storageKey, title, subtitle, actions, footer, label, onClose, children } = props;
  const [width, setWidth] = useRememberedNumber(`panel.${storageKey}`, DEFAULT_WIDTH);
  const resize = (next: number) => setWidth(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, next)));
  return (
    <aside data-panel className={styles['panel']} style={{ width }} aria-label={label}>
      <div
        className={styles['edge']}
        role="separator"
        aria-label="Width of the panel"
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={MIN_WIDTH}
        aria-valuemax={MAX_WIDTH}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => dragTo(event, resize)}
        onDoubleClick={() => resize(DEFAULT_WIDTH)}
        onKeyDown={(event) => stepBy(event, width, resize)}
      />
      <header className={styles['header']}>
        <div className={styles['titles']}>
          <h2 className={styles['title']}>{title}</h2>
          {subtitle !== undefined && <div className={styles['subtitle']}>{subtitle}</div>}
        </div>
        {actions}
        <IconButton icon={X} label="Close the panel" keys="Escape" onClick={onClose} />
      </header>
      <div className={styles['body']}>{children}</div>
      {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
    </aside>
  );
}

function dragTo(event: PointerEvent<HTMLElement>, resize: (width: number) => void) {
  const panel = event.currentTarget.parentElement;
  if (panel === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
  resize(Math.round(panel.getBoundingClientRect().right - event.clientX));
}

function stepBy(event: KeyboardEvent, width: number, resize: (width: number) => void) {
  const widths: Readonly<Record<string, number>> = {
    ArrowLeft: width + STEP,
    ArrowRight: width - STEP,
    Home: MIN_WIDTH,
    End: MAX_WIDTH,
  };
  const next = widths[event.key];
  if (next === undefined) return;
  event.preventDefault();
  resize(next);
}
