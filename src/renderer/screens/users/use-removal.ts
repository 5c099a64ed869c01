import { useAct } from '../../app/acts/use-act.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

/** How somebody who is gone went, by what name, and the way back; asked only of who is gone. */
export function useRemoval(id: number, isGone: boolean, known?: string) {
  const restoring = useAct('trash.restore');
  const blocked = useBlock('trash.restore');
  const { data: story } = useQueryOf(
    'accounts.story',
    { id, kind: 'all', limit: 50 },
    { enabled: isGone },
  );
  const removal = story?.items.find(({ kind }) => kind === 'removed');
  const name = known ?? story?.username;
  // Of whom the same act deleted, only this one: an undo would bring all of them back.
  const restore = () =>
    void restoring.run({ ids: [id] }, { done: 'brought back', name: name ?? `#${id}` });
  return {
    name,
    story,
    removal,
    restore,
    canReturn: (removal?.undoOperationId ?? null) !== null,
    blocked,
    pending: restoring.pending,
  };
}
