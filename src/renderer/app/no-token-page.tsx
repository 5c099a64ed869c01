import { AppMark } from '../ui/app-mark.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useReadyMark } from './use-ready-mark.ts';
import styles from './no-token-page.module.css';

/** For an address without its token: whoever can read the terminal can open the console. */
export function NoTokenPage({ restarted = false }: { readonly restarted?: boolean | undefined }) {
  useReadyMark(true);
  return (
    <main className={styles['page']}>
      <EmptyState
        icon={AppMark}
        title={
          restarted ? 'Gatehouse was started anew.' : 'This address lacks the key to the console.'
        }
        text="Open the address that Gatehouse printed when it started. It is good for one start."
      />
    </main>
  );
}
