import type { IndexState } from '../../../shared/contract/fields.ts';
import { parsePeopleQuery } from '../../../shared/people-query.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { useNow } from '../../ui/clock.tsx';
import { describeDuration } from '../../ui/describe-time.ts';
import { counted } from '../counted.ts';
import styles from './list-footer.module.css';

interface ListFooterProps {
  /** What one and many of the list are called. */
  readonly one: string;
  readonly many: string;
  readonly all: number | undefined;
  /** How many match; undefined while it is being counted. */
  readonly matching: number | undefined;
  /** What was asked for, or ''. */
  readonly query: string;
  readonly index: IndexState | undefined;
}

/** "1,000,000 people · 236,175 match · the search is 3 min behind" */
export function ListFooter({ one, many, all, matching, query, index }: ListFooterProps) {
  const parts: string[] = [];
  if (all !== undefined) parts.push(counted(all, one, many));
  const { words, conditions, problems } = parsePeopleQuery(query);
  if (words.length + conditions.length > 0) {
    parts.push(matching === undefined ? 'counting…' : `${matching.toLocaleString('en-GB')} match`);
  }
  if (problems.length > 0) {
    parts.push(`${counted(problems.length, 'term is', 'terms are')} left out of the search`);
  }
  return (
    <p className={styles['footer']} data-index={index?.state}>
      {parts.join(' · ')}
      {index?.state === 'ready' && index.asOf !== null && <Lag since={index.asOf} />}
    </p>
  );
}

/** Said only where it matters: another program's changes are taken in within seconds. */
function Lag({ since }: { readonly since: string }) {
  const lag = useNow() - Date.parse(since);
  return lag < MINUTE_MS ? null : ` · the search is ${describeDuration(lag)} behind`;
}

/** What the search can't see yet, for beside the field; undefined when it sees everything. */
export function searchStatus(index: IndexState | undefined): string | undefined {
  if (index?.state !== 'building') return undefined;
  return `Searching ${Math.floor(index.progress * 100)} % of people`;
}
