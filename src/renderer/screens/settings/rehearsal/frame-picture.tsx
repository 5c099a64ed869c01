import { Mail, UserRoundCheck } from 'lucide-react';

import type { RehearsalFrame } from '../../../../shared/contract/rehearsal.ts';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { Icon } from '../../../ui/icon.tsx';
import styles from './rehearsal.module.css';
import { useFramePath } from './use-frame-path.ts';

interface FramePictureProps {
  readonly run: string;
  readonly place: number;
  readonly frame: RehearsalFrame;
  readonly onOpen: () => void;
}

/** One picture of the strip, small; pressed, it is shown large. */
export function FramePicture({ run, place, frame, onOpen }: FramePictureProps) {
  const { kind, title, address, tookMs } = frame;
  const isPicture = kind !== 'act';
  const path = useFramePath({ run, place }, { isPicture, isLarge: false });
  return (
    <figure className={styles['frame']}>
      <div className={styles['thumb']}>
        {path !== undefined && (
          <iframe
            className={styles['page']}
            title={title}
            sandbox=""
            src={path}
            tabIndex={-1}
            aria-hidden
          />
        )}
        {isPicture ? (
          <button
            type="button"
            className={styles['open']}
            aria-label={`Look at ${place + 1}: ${title}`}
            onClick={onOpen}
          />
        ) : (
          <Icon glyph={UserRoundCheck} size={32} />
        )}
      </div>
      <figcaption className={styles['caption']}>
        <span className={styles['number']}>{place + 1}</span>
        <span className={styles['title']}>{title}</span>
        <span className={styles['address']} title={address}>
          {kind === 'mail' && <Icon glyph={Mail} size={12} />}
          <ForeignText>{address}</ForeignText>
        </span>
        <span className={styles['time']}>{inWords(tookMs)}</span>
      </figcaption>
    </figure>
  );
}

function inWords(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
