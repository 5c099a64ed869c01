import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Facts } from '../ui/facts.tsx';

export interface LeftOut {
  readonly title: string;
  readonly items: readonly { readonly name: string; readonly reason: string }[];
}

interface LeftOutDialogProps {
  readonly leftOut: LeftOut;
  readonly onClose: () => void;
}

/** How many are listed: past this a person reads no further. */
const SHOWN = 200;

/** Whom an act left out, each with its reason. */
export function LeftOutDialog({ leftOut: { title, items }, onClose }: LeftOutDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${title}: ${items.length.toLocaleString('en-GB')}`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <Facts
        items={items.slice(0, SHOWN).map(({ name, reason }) => ({ label: name, value: reason }))}
      />
    </Dialog>
  );
}
