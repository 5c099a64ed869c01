import { useConnection } from '../bridge/bridge-provider.tsx';
import type { CallError } from '../query/call-error.ts';
import { AppMark } from '../ui/app-mark.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import type { WayOut } from './leaving/going-away.ts';
import styles from './no-token-page.module.css';
import { useReadyMark } from './use-ready-mark.ts';

const WORDS = {
  'session.lock': { title: 'Locked here.', later: 'The console is locked once it is back.' },
  'session.signOut': { title: 'Signed out here.', later: 'You are signed out once it is back.' },
} as const satisfies Record<WayOut, unknown>;

interface HiddenPageProps {
  readonly way: WayOut;
  readonly error: CallError | null;
  readonly onRetry: () => void;
}

/** In place of all that was on the screen, until the application has heard that one went away. */
export function HiddenPage({ way, error, onRetry }: HiddenPageProps) {
  const { state, retry } = useConnection();
  const isLost = state.kind === 'lost';
  useReadyMark(true);
  return (
    <main className={styles['page']}>
      <EmptyState
        icon={AppMark}
        title={WORDS[way].title}
        text={isLost ? `The connection is lost. ${WORDS[way].later}` : error?.message}
        action={<Button onClick={isLost ? retry : onRetry}>Try now</Button>}
      />
    </main>
  );
}
