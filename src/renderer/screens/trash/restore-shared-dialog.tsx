import type { TrashRow } from '../../../shared/contract/trash.ts';
import { isolated } from '../../app/counted.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SharedAddress } from '../users/shared-address.tsx';
import { useAddressOfOthers } from './use-address-of-others.ts';

interface RestoreSharedDialogProps {
  readonly row: TrashRow;
  readonly pending: boolean;
  readonly onClose: () => void;
  /** @param sharesAddress Whether it was told that others have the address by now. */
  readonly onRestore: (sharesAddress: boolean) => void;
}

/** Asks before somebody comes back whose address another account has by now. */
export function RestoreSharedDialog({
  row,
  pending,
  onClose,
  onRestore,
}: RestoreSharedDialogProps) {
  const { username } = row;
  const { shared, isComing } = useAddressOfOthers(row);
  const name = isolated(username);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Restore ${name}`}
      description={
        shared?.mayShare === false
          ? `${name} can come back once ${isolated(shared.accounts[0]?.username ?? '')} has another address.`
          : 'All comes back as it was, the address too.'
      }
      confirmLabel="Restore"
      nothingToDo={shared?.mayShare === false}
      loading={isComing}
      pending={pending}
      onConfirm={() => onRestore(shared !== undefined)}
    >
      <SharedAddress shared={shared} id={null} name={username} />
    </ConfirmDialog>
  );
}
