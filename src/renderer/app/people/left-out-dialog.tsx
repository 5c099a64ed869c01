import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';

export interface LeftOut {
  readonly title: string;
  /** How many; the items may be only the first of them. */
  readonly count: number;
  readonly items: readonly {
    readonly name: string;
    readonly reason: string;
    /** They could come back from the trash, under another name. */
    readonly isNameTaken?: true | undefined;
  }[];
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
      <Facts
        items={items.map(({ name, reason, isNameTaken }) => ({
          label: name,
          value: isNameTaken ? <NameTaken {...{ name, reason, onClose }} /> : reason,
        }))}
      />
    </Dialog>
  );
}

interface NameTakenProps {
  readonly name: string;
  readonly reason: string;
  readonly onClose: () => void;
}

/** Why somebody can't have their name back, and where both are. */
function NameTaken({ name, reason, onClose }: NameTakenProps) {
  return (
    <>
      {reason}{' '}
      <Link to="/users" search={{ q: `user:"${name}"` }} onClick={onClose}>
        Who has it
      </Link>{' '}
      ·{' '}
      <Link to="/trash" search={{ q: name }} onClick={onClose}>
        Restore under another name
      </Link>
    </>
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
