import { useRef } from 'react';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './invitations.module.css';

interface MadeInvitationDialogProps {
  readonly link: string;
  readonly onClose: () => void;
  readonly onCopy: (link: string) => void;
}

/** Hands over the link of an invitation. */
export function MadeInvitationDialog({ link, onClose, onCopy }: MadeInvitationDialogProps) {
  const copy = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title="The invitation is made"
      description="Hand the link over yourself; nobody gets a mail. You find it in the list too."
      initialFocus={copy}
      onSubmit={() => {
        onCopy(link);
        onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button ref={copy} type="submit" variant="primary">
            Copy the link
          </Button>
        </>
      }
    >
      <p className={styles['link']}>
        <bdi>{link}</bdi>
      </p>
    </Dialog>
  );
}
