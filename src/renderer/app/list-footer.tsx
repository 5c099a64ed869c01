import type { IndexState } from '../../shared/contract/fields.ts';
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
  /** Whether anything was asked for. */
  readonly filtered: boolean;
  readonly index: IndexState | undefined;
}

/** "1,000,000 people · 236,175 match · index 2 s old" */
export function ListFooter({ one, many, all, matching, filtered, index }: ListFooterProps) {
  const parts: string[] = [];
  if (all !== undefined) parts.push(counted(all, one, many));
  if (filtered) {
    parts.push(matching === undefined ? 'counting…' : `${matching.toLocaleString('en-GB')} match`);
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
