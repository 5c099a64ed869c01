import { Link } from '@tanstack/react-router';

import type { ApplicationCounts } from '../../../shared/contract/application.ts';
import type { OutboxRow } from '../../../shared/contract/outbox.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import styles from './mail.module.css';
import { OutboxBadge, whoOf } from './outbox-columns.tsx';
import { UNSENT } from './use-outbox-acts.ts';

/** What is known of one mail: whom it is for, where it goes, how often it was tried, what is next. */
export function OutboxFacts({ row }: { readonly row: OutboxRow }) {
  const { data: counts } = useQueryOf('application.counts', {});
  const isUnsent = UNSENT.includes(row.state);
  const wasTried = row.attempts > 0;
  const facts: readonly (Fact | false)[] = [
    { label: 'State', value: <OutboxBadge row={row} /> },
    { label: 'To', value: <ForeignText>{whoOf(row.to)}</ForeignText>, copy: row.to || undefined },
    row.accountId !== null &&
      row.to !== '' && {
        label: 'Person',
        value: (
          <Link to="/users/$id" params={{ id: row.accountId }} className={styles['link']}>
            Open the account
          </Link>
        ),
      },
    { label: 'Goes to', value: destinationOf(row, counts?.delivery) },
    isUnsent && wasTried && { label: 'Last tried at', value: nameOf(row.destination) },
    { label: 'Written', value: <RelativeTime at={row.createdAt} /> },
    row.finishedAt !== null && { label: 'Ended', value: <RelativeTime at={row.finishedAt} /> },
    {
      label: 'Attempts',
      value:
        isUnsent && wasTried
          ? `${row.attempts} of ${row.attemptsMost}`
          : row.attempts.toLocaleString('en-GB'),
    },
    row.nextAttemptAt !== null && {
      label: 'Next try',
      value: <RelativeTime at={row.nextAttemptAt} />,
    },
    isUnsent &&
      wasTried && {
        label: 'Given up',
        value: (
          <>
            after {row.attemptsMost} attempts
            {row.linkEndsAt !== null && (
              <>
                , or when its link ends <RelativeTime at={row.linkEndsAt} />
              </>
            )}
          </>
        ),
      },
    row.reply !== null && {
      label: 'The server said',
      value: <ForeignText>{row.reply}</ForeignText>,
      copy: row.reply,
      mono: true,
    },
  ];
  return <Facts items={facts.filter((fact) => fact !== false)} />;
}

/** Where a mail went or will go: one that waits follows what is live, unless it has its own server. */
function destinationOf(
  { destination, state, ownServer }: OutboxRow,
  delivery: ApplicationCounts['delivery'] | undefined,
): string {
  const followsLive = (UNSENT.includes(state) || destination === '') && !ownServer;
  if (!followsLive) return nameOf(destination);
  if (delivery === undefined) return 'wherever mail goes when it leaves';
  return delivery.kind === 'capture'
    ? 'the capture server here, as all mail does now'
    : `${showTurns(delivery.name)}, ${delivery.where}`;
}

function nameOf(destination: string): string {
  if (destination === '') return 'the server that was chosen for it';
  return destination === 'capture' ? 'the capture server here' : destination;
}
