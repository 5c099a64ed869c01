import { LogOut } from 'lucide-react';

import type { AccountRow, SiteSession } from '../../../shared/contract/accounts.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from '../../app/people/account.module.css';
import { PersonSection } from './person-section.tsx';
import { useEndSessions } from './use-end-sessions.ts';

interface SiteSessionsProps {
  readonly account: Pick<AccountRow, 'id' | 'username'>;
  readonly blocked: string | undefined;
}

/** Where somebody is signed in at the accounts site, each with its end. */
export function SiteSessions({ account, blocked }: SiteSessionsProps) {
  const { data, error, refetch } = useQueryOf('accounts.sessions', { id: account.id });
  const { end, pending } = useEndSessions();
  const endOne = (session: SiteSession) => (
    <Button
      size="small"
      variant="quiet"
      aria-label={showTurns(`End: ${session.browser}, ${session.address}`)}
      disabledReason={blocked}
      pending={pending}
      onClick={() => end(account.id, [session.id])}
    >
      End
    </Button>
  );
  const endAll = (
    <Button
      size="small"
      variant="quiet"
      icon={LogOut}
      disabledReason={blocked}
      pending={pending}
      onClick={() => end(account.id, null)}
    >
      End all
    </Button>
  );
  return (
    <PersonSection
      title="Signed in at the accounts site"
      action={data && data.sessions.length > 1 ? endAll : undefined}
    >
      {data?.sessions.length === 0 && <p className={styles['quiet']}>Nowhere.</p>}
      {data && data.sessions.length > 0 && (
        <ul className={styles['section']}>
          {data.sessions.map((session) => (
            <li key={session.id} className={styles['session']}>
              <div>
                <p>
                  <ForeignText>{session.browser}</ForeignText>
                </p>
                <p className={styles['before-after']}>
                  <ForeignText>{session.address}</ForeignText>, seen{' '}
                  <RelativeTime at={session.lastSeenAt} />
                </p>
              </div>
              {endOne(session)}
            </li>
          ))}
        </ul>
      )}
      {!data &&
        (error ? (
          <PartFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={2} />
        ))}
    </PersonSection>
  );
}
