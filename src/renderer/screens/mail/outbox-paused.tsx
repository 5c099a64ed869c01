import { Link } from '@tanstack/react-router';

import type { ApplicationCounts } from '../../../shared/contract/application.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { useBlock } from '../../app/acts/use-block.ts';
import { useCommand } from '../../query/use-command.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

/** Why every mail stands still, when the server is tried again, and the ways to hurry that up. */
export function OutboxPaused({
  title,
  advice,
  nextTryAt,
  way,
}: NonNullable<ApplicationCounts['mailPaused']>) {
  const { refuse } = useActs();
  const blocked = useBlock('outbox.tryNow');
  const trying = useCommand('outbox.tryNow');
  const tryNow = { label: 'Try now', onClick: () => void trying.run({}).catch(refuse) };
  return (
    <Notice
      tone="warn"
      title={title}
      variant="foot-strip"
      action={blocked === undefined ? tryNow : undefined}
    >
      {advice}{' '}
      {nextTryAt !== null && (
        <>
          Next try <RelativeTime at={nextTryAt} />.{' '}
        </>
      )}
      {way === null ? (
        <Link to="/settings/$section" params={{ section: 'database' }}>
          Look at the database
        </Link>
      ) : (
        <Link to="/settings/$section" params={{ section: 'mail' }} search={{ examine: way }}>
          Open the doctor
        </Link>
      )}
    </Notice>
  );
}
