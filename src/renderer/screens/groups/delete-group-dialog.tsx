import { useState } from 'react';

import type { GroupRow } from '../../../shared/contract/groups.ts';
import { counted, countedFirst, isolated } from '../../app/counted.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useGoneGroup } from './use-gone-group.ts';

interface DeleteGroupDialogProps {
  /** As it is now. */
  readonly group: GroupRow;
  readonly isGone: boolean;
  readonly onClose: () => void;
}

/** Says first what becomes of whom. */
export function DeleteGroupDialog({ group, isGone, onClose }: DeleteGroupDialogProps) {
  const deleting = useAct('groups.delete');
  const [isOurs, setIsOurs] = useState(false);
  useGoneGroup(isGone && !isOurs, group.name, onClose);
  const remove = async () => {
    setIsOurs(true);
    const words = { done: 'deleted', name: group.name };
    const outcome = await deleting.run({ id: group.id }, words);
    if (outcome?.failed === undefined && outcome !== null) onClose();
    else setIsOurs(false);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      title={`Delete the group ${isolated(group.name)}`}
      description={`${consequence(group)} Nobody is deleted, and the undo brings it back with everybody who still has an account.`}
      confirmLabel="Delete the group"
      pending={deleting.pending}
      onConfirm={() => void remove()}
    />
  );
}

function consequence({ members, permissions }: GroupRow): string {
  if (members === 0) return 'Nobody is in it.';
  const people = countedFirst(members, 'person', 'people');
  const [leave, lose] = members === 1 ? ['leaves', 'loses'] : ['leave', 'lose'];
  if (permissions === 0) return `${people} ${leave} it; it permits nothing.`;
  const rights = counted(permissions, 'permission');
  return `${people} ${lose} the ${rights} that it gives, unless they have ${permissions === 1 ? 'it' : 'them'} otherwise.`;
}
