import { useToasts } from '../../ui/toast.tsx';

/** Says that settings are saved; they count from that moment. */
export function useSavedToast(): (what: string) => void {
  const { show } = useToasts();
  return (what) =>
    void show({ tone: 'ok', title: `${what} saved.`, description: 'It counts from now on.' });
}
