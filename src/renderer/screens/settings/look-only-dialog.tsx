import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface LookOnlyDialogProps {
  readonly file: string;
  readonly onClose: () => void;
}

/** Nothing is written to the database any more, until that is turned off. */
export function LookOnlyDialog({ file, onClose }: LookOnlyDialogProps) {
  const form = useCommandForm('database.open');
  const look = async () => {
    if ((await form.submit({ file, mode: 'look' })) !== null) onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Only look at this database?"
      description="Gatehouse begins anew and you sign in again. Then nothing can be changed, the accounts site and the capture server are closed and no mail is sent, until you turn that off here."
      confirmLabel="Only look"
      pending={form.pending}
      onConfirm={() => void look()}
    >
      <FormRefusal
        form={{ message: form.fieldErrors['file'] ?? form.message, advice: form.advice }}
      />
    </ConfirmDialog>
  );
}
