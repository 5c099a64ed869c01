import { hashKey, useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import type { InputOf, OutputOf, QueryName } from '../../shared/contract/index.ts';
import { useBridge } from '../bridge/bridge-provider.tsx';
import type { CallError } from './call-error.ts';
import { call } from './call.ts';
import { arePages, FIRST_PAGES, isWithin, pageNumbers, pageOf, PAGE_SIZE } from './list-pages.ts';
import { useNewestRange } from './use-newest-range.ts';

/** Queries that answer one window of a list. */
type ListName = {
  [Name in QueryName]: OutputOf<Name> extends { total: number | null; rows: readonly unknown[] }
    ? Name
    : never;
}[QueryName];
type ListInput<Name extends ListName> = Omit<InputOf<Name>, 'offset' | 'limit'>;
type RowOf<Name extends ListName> = OutputOf<Name>['rows'][number];

/** Pages out of sight are soon forgotten: there may be ten thousand of them. */
const KEPT_MS = 20_000;

export interface ListOf<Name extends ListName> {
  /** The newest answer, for what it says beside its rows. */
  readonly answer: OutputOf<Name> | undefined;
  /** As long as nobody has counted, as many as are known; undefined before anything has come. */
  readonly total: number | undefined;
  readonly getRow: (index: number) => RowOf<Name> | undefined;
  readonly onRange: (first: number, last: number) => void;
  /**
   * Asks for the beginning of another list that is about to be shown, before anything is drawn. The
   * one that was asked ahead before is taken back, unless it is shown. Settles once it is there, has
   * failed or was taken back.
   */
  readonly askAhead: (input: ListInput<Name>) => Promise<void>;
  /** Whether rows of this question are shown, and not those of the one before. */
  readonly fresh: boolean;
  /** False while a newer answer is on its way. */
  readonly settled: boolean;
  /** Set when there is nothing to show instead. */
  readonly error: CallError | null;
  /** Why some of the rows in sight could not be had, while others of this list are known. */
  readonly missing: CallError | null;
  readonly retry: () => void;
}

/**
 * A list of any length for a DataTable, of which only the pages around the window are asked for.
 * The old rows stay until the new ones have come.
 */
export function useListOf<Name extends ListName>(name: Name, input: ListInput<Name>): ListOf<Name> {
  const bridge = useBridge();
  const client = useQueryClient();
  const [wish, setWish] = useState({ key: '', ...FIRST_WISH });
  const key = JSON.stringify(input);
  const { pages, inSight } = wish.key === key ? wish : FIRST_WISH;
  const numbers = pageNumbers(pages);
  const pageOfList = (list: ListInput<Name>, page: number) => {
    const asked = { ...list, offset: page * PAGE_SIZE, limit: PAGE_SIZE } as InputOf<Name>;
    return {
      queryKey: [name, asked],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(bridge, name, asked, signal),
      gcTime: KEPT_MS,
    };
  };
  const ahead = useRef<readonly unknown[]>(undefined);
  const askAhead = (list: ListInput<Name>): Promise<void> => {
    const next = pageOfList(list, 0);
    const { current: last } = ahead;
    if (last !== undefined && hashKey(last) !== hashKey(next.queryKey)) {
      void client.cancelQueries({ queryKey: last, exact: true, type: 'inactive' });
    }
    ahead.current = next.queryKey;
    return client.prefetchQuery(next);
  };
  const queries: readonly UseQueryResult<OutputOf<Name>, CallError>[] = useQueries({
    queries: numbers.map((page) => pageOfList(input, page)),
  });

  const loaded = queries.flatMap(({ data }, at) =>
    data === undefined ? [] : [{ page: pages.first + at, data }],
  );
  const [shown, setShown] = useState({ key: '', pages: loaded });
  const view = loaded.length > 0 ? loaded : shown.pages;
  if (loaded.length > 0 && (shown.key !== key || !isSame(loaded, shown.pages)))
    setShown({ key, pages: loaded });
  const answer = view[0]?.data;
  const isKnown = loaded.length > 0 || shown.key === key;
  const failed = queries.find(
    ({ data, error }, at) =>
      data === undefined && error !== null && (!isKnown || isWithin(pages.first + at, inSight)),
  );
  const failure = failed?.error ?? null;
  const isFetching = queries.some((query) => query.isFetching);
  const onRange = useNewestRange({ key, pages, isBusy: isFetching }, (next, seen) => {
    const total = answer?.total ?? null;
    const end = total === null ? next.last : pageOf(Math.max(0, total - 1));
    const within = { first: Math.min(next.first, end), last: Math.min(next.last, end) };
    if (!arePages(within, pages) || !arePages(seen, inSight))
      setWish({ key, pages: within, inSight: seen });
  });

  return {
    answer,
    total: answer?.total ?? knownTotal(view),
    getRow: (index) =>
      view.find(({ page }) => page === pageOf(index))?.data.rows[index % PAGE_SIZE],
    onRange,
    askAhead,
    fresh: loaded.length > 0,
    settled: loaded.length > 0 && !isFetching,
    error: isKnown ? null : failure,
    missing: isKnown ? failure : null,
    retry: () => {
      for (const query of queries) if (query.error !== null) void query.refetch();
    },
  };
}

const FIRST_WISH = { pages: FIRST_PAGES, inSight: FIRST_PAGES };

interface LoadedPage {
  readonly page: number;
  readonly data: { readonly rows: readonly unknown[] };
}

/** A page that is full has another one behind it, for all one knows. */
function knownTotal(view: readonly LoadedPage[]): number | undefined {
  const last = view.at(-1);
  if (last === undefined) return undefined;
  const { length } = last.data.rows;
  return last.page * PAGE_SIZE + length + (length === PAGE_SIZE ? 1 : 0);
}

function isSame(one: readonly LoadedPage[], other: readonly LoadedPage[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ page, data }, at) => page === other[at]?.page && data === other[at].data)
  );
}
