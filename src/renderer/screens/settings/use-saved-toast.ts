import { useActs } from '../../app/acts/acts.tsx';
import type { ToastMessage } from '../../ui/toast.tsx';

/** What is told besides, where what was saved does not count from that moment. */
export type SavedWords = Pick<ToastMessage, 'description' | 'action'> & {
  /** What it speaks of: what was told of that before goes. */
  readonly about?: string;
  /** It can’t be taken back. */
  readonly isFinal?: boolean;
  /** It is seen where it was done. */
  readonly quiet?: boolean;
};

/** Says that settings are saved; they count from that moment unless said otherwise. */
export function useSavedToast(): (
  what: string,
  operationId: number | null,
  words?: SavedWords,
) => void {
  const { tell } = useActs();
  return (what, undo, words) =>
    tell({ title: `${what} saved.`, description: 'It counts from now on.', undo, ...words });
}
