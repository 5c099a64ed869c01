import { Link } from '@tanstack/react-router';
import { Columns2 } from 'lucide-react';

import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { StateBadge } from '../../app/people/account-badges.tsx';
import { PersonSection } from '../users/person-section.tsx';
import styles from '../users/person.module.css';

interface PersonAlikeProps {
  readonly id: number;
  readonly onCompare: (otherId: number) => void;
}

/** Who may be the same person, or is made to look like them. It informs and decides nothing. */
export function PersonAlike({ id, onCompare }: PersonAlikeProps) {
  const { data, error, refetch } = useQueryOf('accounts.alike', { id });
  return (
    <PersonSection title="Look-alikes and duplicates" count={data?.accounts.length}>
      {data?.accounts.length === 0 && <p className={styles['none']}>Nobody is like this.</p>}
      {data?.accounts.map((other) => (
        <article key={other.id} className={styles['alike']}>
          <div className={styles['alikeText']}>
            <p className={styles['alikeName']}>
              <Link to="/users/$id" params={{ id: other.id }} className={styles['link']}>
                <ForeignText>{other.username}</ForeignText>
              </Link>
              <StateBadge state={other.state} />
            </p>
            <p className={styles['quiet']}>
              <ForeignText>{other.email}</ForeignText>
            </p>
            <p className={styles['quiet']}>{other.reasons.join(' · ')}</p>
          </div>
          <Button
            size="small"
            variant="quiet"
            icon={Columns2}
            aria-label={`Compare with ${showTurns(other.username)}`}
            onClick={() => onCompare(other.id)}
          >
            Compare
          </Button>
        </article>
      ))}
      {!data &&
        (error ? (
          <PartFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={1} />
        ))}
    </PersonSection>
  );
}
