import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { IndexState } from '../../shared/contract/fields.ts';
import type { DayCount } from './joined-per-day.ts';
import type { PeopleSort } from './sql-order.ts';

/** Whom to look for. */
export interface PeopleSearch {
  /** As typed; parts that are not understood do not count. */
  readonly query: string;
  /** Only those who wait for their link or for an approval, as in Pending. */
  readonly waiting?: boolean;
}

export interface PeopleWindowRequest extends PeopleSearch {
  readonly sort: PeopleSort;
  readonly offset: number;
  readonly limit: number;
}

export interface PeopleWindow {
  /** In order; fewer than asked for at the end. */
  readonly ids: readonly number[];
  /** Null while it is being counted. */
  readonly total: number | null;
}

/** Finds people: by an index in memory where there are many, else by SQL; both find the same. */
export interface People {
  /** @param signal Aborted when nobody waits for the answer; `count` and `similar` take it too. */
  window(request: PeopleWindowRequest, signal?: AbortSignal): Promise<PeopleWindow>;
  /** What is searched with now. */
  index(): IndexState;
  /** Exactly how many match. */
  count(search: PeopleSearch, signal?: AbortSignal): Promise<number>;
  /** How many joined on each day of a span that has any. */
  joinedPerDay(span: DaySpan, signal?: AbortSignal): Promise<readonly DayCount[]>;
  /** Everybody who matches at this moment, by id. */
  ids(search: PeopleSearch): Promise<Float64Array>;
  /** Who has a name close to what is searched for, the closest first: for a search without success. */
  similar(search: PeopleSearch, signal?: AbortSignal): Promise<readonly number[]>;
  /** These accounts are no longer as they were; whatever is asked afterwards knows. */
  changed(ids: ReadonlySet<number> | 'all'): void;
  /** Mails have another fate, or groups another name. */
  besideChanged(): void;
  /** Somebody has signed in: makes an index if there are many. */
  open(): Promise<void>;
  /** The console was left: nothing of anybody stays in memory. */
  close(): Promise<void>;
}
