import type { ReactNode } from 'react';

import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Facts } from '../ui/facts.tsx';

export interface LeftOut {
  readonly title: string;
  /** How many; the items may be only the first of them. */
  readonly count: number;
  readonly items: readonly { readonly name: string; readonly reason: string }[];
}

interface LeftOutDialogProps {
  readonly leftOut: LeftOut;
  readonly onClose: () => void;
}

/** Whom an act left out, each with its reason. */
export function LeftOutDialog({ leftOut: { title, count, items }, onClose }: LeftOutDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${title}: ${count.toLocaleString('en-GB')}`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <Facts items={items.map(({ name, reason }) => ({ label: name, value: reason }))} />
    </Dialog>
  );
}

/** A text with a button behind it that shows whom an act left out, where there is anybody. */
export function withLeftOut(
  text: ReactNode,
  leftOut: LeftOut,
  show: (leftOut: LeftOut) => void,
): ReactNode {
  if (leftOut.count === 0) return text;
  return (
    <>
      {text}{' '}
      <Button size="small" variant="quiet" onClick={() => show(leftOut)}>
        Show the {leftOut.count.toLocaleString('en-GB')}
      </Button>
    </>
  );
}
