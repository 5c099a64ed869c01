import { type ToastMessage, useToasts } from '../../ui/toast.tsx';

/** What is told besides, where what was saved does not count from that moment. */
export type SavedWords = Pick<ToastMessage, 'description' | 'action'>;

/** Says that settings are saved; they count from that moment unless said otherwise. */
export function useSavedToast(): (what: string, words?: SavedWords) => void {
  const { show } = useToasts();
  return (what, words = { description: 'It counts from now on.' }) =>
    void show({ tone: 'ok', title: `${what} saved.`, ...words });
}
