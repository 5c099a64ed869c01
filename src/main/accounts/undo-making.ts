import type { UndoOfMaking } from '../operations/undo-operation.ts';
import { deleteAccountRows } from './delete-accounts.ts';
import { findHolders } from './find-accounts.ts';
import type { CancelMails } from './manage-accounts.ts';
import { referenceRefusals, renameRefusals } from './site-references.ts';

/**
 * How the making of accounts is taken back: they are deleted with everything that became theirs
 * since, and so can come back from the trash whole.
 */
export function undoOfMaking({ cancelMails }: { readonly cancelMails: CancelMails }): UndoOfMaking {
  return {
    refusals: referenceRefusals,
    renameRefusals,
    holders: findHolders,
    async remove(operation, ids) {
      await cancelMails(operation, ids, 'all');
      await deleteAccountRows(operation, ids);
    },
  };
}
