import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/text-area.tsx';

interface LinksDialogProps {
  readonly text: string;
  readonly onClose: () => void;
}

/** The links as text to select, where the clipboard can't be reached. */
export function LinksDialog({ text, onClose }: LinksDialogProps) {
  const lines = text.split('\n').length;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={lines === 1 ? 'Activation link' : 'Activation links'}
      description="The clipboard could not be reached. Select the text and copy it."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <TextArea
        label={lines === 1 ? 'Link' : 'Links'}
        labelHidden
        readOnly
        mono
        rows={Math.min(lines + 2, 12)}
        value={text}
        onChange={() => undefined}
      />
    </Dialog>
  );
}
