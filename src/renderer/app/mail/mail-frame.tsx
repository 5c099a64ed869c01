import { type ReactNode, useState } from 'react';

import { FilterChips, type FilterChip } from '../../ui/filter-chips.tsx';
import styles from './mail-frame.module.css';

export interface Looks {
  readonly width: 'desktop' | 'tablet' | 'phone';
  readonly scheme: 'light' | 'dark';
}

export const USUAL_LOOKS: Looks = { width: 'desktop', scheme: 'light' };

const WIDTHS: readonly FilterChip<Looks['width']>[] = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'tablet', label: 'Tablet, 768' },
  { value: 'phone', label: 'Phone, 375' },
];
const SCHEMES: readonly FilterChip<Looks['scheme']>[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

interface LooksBarProps {
  readonly looks: Looks;
  readonly onLooks: (looks: Looks) => void;
  /** What stands at the end of the bar. */
  readonly children?: ReactNode;
}

/** As wide and as dark as which reader's screen. */
export function LooksBar({ looks, onLooks, children }: LooksBarProps) {
  return (
    <div className={styles['looks']}>
      <FilterChips
        label="Width"
        items={WIDTHS}
        value={looks.width}
        onChange={(width) => onLooks({ ...looks, width })}
      />
      <FilterChips
        label="Colours"
        items={SCHEMES}
        value={looks.scheme}
        onChange={(scheme) => onLooks({ ...looks, scheme })}
      />
      {children}
    </div>
  );
}

const WHOSE_VIEW = 'The mail as its reader sees it';

interface MailFrameProps {
  /** An address of the console's own that shows an inert copy. */
  readonly path: string;
  readonly looks: Looks;
  readonly title?: string;
}

/** A mail's HTML in a frame without script, network or origin. */
export function MailFrame({ path, looks, title = WHOSE_VIEW }: MailFrameProps) {
  const [loadedPath, setLoadedPath] = useState<string>();
  return (
    <div className={styles['desk']}>
      <iframe
        className={styles['frame']}
        title={title}
        sandbox=""
        src={path}
        data-width={looks.width}
        data-scheme={looks.scheme}
        aria-busy={loadedPath !== path}
        onLoad={() => setLoadedPath(path)}
      />
    </div>
  );
}
