import type { IndexState } from '../../shared/contract/fields.ts';
import { parsePeopleQuery } from '../../shared/people-query.ts';
import { useNow } from '../ui/clock.tsx';
import { counted } from './counted.ts';
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

/** "1,000,000 people · 236,175 match · index 2 s old" */
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
    <p className={styles['footer']}>
      {parts.join(' · ')}
      {index?.state === 'ready' && index.asOf !== null && <Age of={index.asOf} />}
    </p>
  );
}

function Age({ of }: { readonly of: string }) {
  const seconds = Math.max(0, Math.round((useNow() - Date.parse(of)) / 1_000));
  const age = seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return ` · index ${age} old`;
}

/** What the search can't see yet, for beside the field; undefined when it sees everything. */
export function searchStatus(index: IndexState | undefined): string | undefined {
  if (index?.state !== 'building') return undefined;
  return `Searching ${Math.floor(index.progress * 100)} % of people`;
}
