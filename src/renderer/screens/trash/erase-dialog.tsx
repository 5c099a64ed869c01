import { counted, isolated, withCount } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface EraseDialogProps {
  readonly target: ListTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Nobody is deleted for good by a slip: the name has to be typed, or how many they are. */
export function EraseDialog({ target: { ids, count, name }, onClose, onDone }: EraseDialogProps) {
  const erasing = useAct('trash.erase');
  const erase = async () => {
    const words = { done: 'deleted for good', name, count };
    if (await erasing.run({ ids: [...ids] }, words)) onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      title={`Delete ${name === undefined ? counted(count, 'person', 'people') : isolated(name)} for good`}
      description="For a request to be erased. Their accounts, and what mails said to them, are gone at once. This can’t be taken back. Audit keeps the user names and what was done, and who was refused as a sign-up stays refused."
      confirmLabel={withCount('Delete for good', count)}
      pending={erasing.pending}
      typeToConfirm={name ?? String(count)}
      onConfirm={() => void erase()}
    />
  );
}
