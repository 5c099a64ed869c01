import { useActs } from '../../app/acts/acts.tsx';
import { counted } from '../../app/counted.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { useCall } from '../../query/use-call.ts';
import { useCommand } from '../../query/use-command.ts';
import { saveFile } from '../../app/acts/save-file.ts';

/** Mails whose tags are being edited, and those on it when it is one. */
interface TagEdit {
  readonly ids: readonly number[];
  readonly current: readonly string[];
}

/**
 * What can be done with captured mails; a deletion offers the way back.
 *
 * @param onRemoved After mails were deleted.
 */
export function useCapturedActs(onRemoved: (ids: readonly number[]) => void) {
  const { tell, refuse } = useActs();
  const ask = useCall();
  const blocked = useWriteBlock();
  const marking = useCommand('captured.markRead');
  const markingAll = useCommand('captured.markAllRead');
  const starring = useCommand('captured.star');
  const tagging = useCommand('captured.tag');
  const deleting = useCommand('captured.delete');
  const restoring = useCommand('captured.restore');
  const [releasing, setReleasing] = useKept<readonly number[] | null>('mails to release', null);
  const [tagEdit, setTagEdit] = useKept<TagEdit | null>('mails to tag', null);

  const markRead = (ids: readonly number[], read: boolean) =>
    marking.run({ ids: [...ids], read }).catch(refuse);

  const star = (ids: readonly number[], starred: boolean) =>
    starring.run({ ids: [...ids], starred }).catch(refuse);

  const saveTags = async (add: string[], remove: string[]) => {
    if (tagEdit === null) return;
    try {
      await tagging.run({ ids: [...tagEdit.ids], add, remove });
      // Another one may have been opened since.
      setTagEdit((now) => (now === tagEdit ? null : now));
    } catch (error) {
      refuse(error);
    }
  };

  const remove = async (ids: readonly number[]) => {
    try {
      const { deleted } = await deleting.run({ ids: [...ids] });
      onRemoved(ids);
      const undo = () => restoring.run({ ids: [...ids] });
      tell({ title: `${counted(deleted, 'mail')} deleted.`, undo });
    } catch (error) {
      refuse(error);
    }
  };

  const readAll = async (search: string, upTo: number | null | undefined) => {
    if (upTo === undefined || upTo === null) return;
    try {
      const { ids } = await markingAll.run({ search, upTo });
      if (ids.length === 0) return;
      const undo = () => marking.run({ ids: [...ids], read: false });
      tell({ title: `${counted(ids.length, 'mail')} marked as read.`, undo });
    } catch (error) {
      refuse(error);
    }
  };

  const save = async (ids: readonly number[]) => {
    try {
      const { path, filename } = await ask('captured.export', { ids: [...ids] });
      saveFile(path, filename);
    } catch (error) {
      refuse(error);
    }
  };

  return {
    /** Why nothing can be changed, or undefined. */
    blocked,
    markRead,
    star,
    tagEdit,
    editTags: setTagEdit,
    saveTags,
    remove,
    readAll,
    save,
    releasing,
    release: (ids: readonly number[]) => setReleasing([...ids]),
    /** Closes the dialog that is open, and none that was opened in its place. */
    dropRelease: () => setReleasing((now) => (now === releasing ? null : now)),
  };
}

export type CapturedActs = ReturnType<typeof useCapturedActs>;
