import { useState } from 'react';

import type { RehearsalFrame } from '../../../../shared/contract/rehearsal.ts';
import { type Looks, LooksBar, MailFrame, USUAL_LOOKS } from '../../../app/mail/mail-frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import styles from './rehearsal.module.css';
import { useFramePath } from './use-frame-path.ts';

interface FrameDialogProps {
  readonly run: string;
  readonly frames: readonly RehearsalFrame[];
  readonly place: number;
  readonly onPlace: (place: number) => void;
  readonly onClose: () => void;
}

/** A page or a mail as large as its reader sees it, and the way to the ones before and after. */
export function FrameDialog({ run, frames, place, onPlace, onClose }: FrameDialogProps) {
  const [looks, setLooks] = useState<Looks>(USUAL_LOOKS);
  const path = useFramePath({ run, place }, { isPicture: true, isLarge: true });
  const frame = frames[place];
  if (frame === undefined) return null;
  const isPicture = ({ kind }: RehearsalFrame) => kind !== 'act';
  const before = frames.findLastIndex((each, index) => index < place && isPicture(each));
  const after = frames.findIndex((each, index) => index > place && isPicture(each));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="large"
      title={`${place + 1}. ${frame.title}`}
      description={<ForeignText>{frame.address}</ForeignText>}
      footer={
        <>
          <Step name="Previous" to={before} {...{ onPlace }} />
          <Step name="Next" to={after} {...{ onPlace }} />
        </>
      }
    >
      <div className={styles['large']}>
        <LooksBar {...{ looks }} onLooks={setLooks} />
        {path === undefined ? (
          <SkeletonRows count={8} />
        ) : (
          <MailFrame key={path} {...{ path, looks }} title={frame.title} />
        )}
      </div>
    </Dialog>
  );
}

interface StepProps {
  readonly name: string;
  /** The place of the picture, or -1 where there is none. */
  readonly to: number;
  readonly onPlace: (place: number) => void;
}

function Step({ name, to, onPlace }: StepProps) {
  return (
    <Button disabledReason={to < 0 ? 'There is none.' : undefined} onClick={() => onPlace(to)}>
      {name}
    </Button>
  );
}
