import { useMemo, useState } from 'react';

import type { InputOf, OutputOf, QueryName } from '../../shared/contract/index.ts';
import type { CallError } from './call-error.ts';
import { useQueryOf } from './use-query-of.ts';

/** Queries that answer one window of a list. */
type ListName = {
  [Name in QueryName]: OutputOf<Name> extends { total: number; rows: readonly unknown[] }
    ? Name
    : never;
}[QueryName];
type ListInput<Name extends ListName> = Omit<InputOf<Name>, 'offset' | 'limit'>;
type RowOf<Name extends ListName> = OutputOf<Name>['rows'][number];

/** More rows than any window shows, so that two pages always cover it. */
const PAGE_SIZE = 200;

export interface ListOf<Name extends ListName> {
  /** The newest answer, for what it says beside its rows. */
  readonly answer: OutputOf<Name> | undefined;
  readonly total: number | undefined;
  readonly getRow: (index: number) => RowOf<Name> | undefined;
  readonly onRange: (first: number, last: number) => void;
  /** False while rows of an older answer are shown. */
  readonly settled: boolean;
  /** Set when there is nothing to show instead. */
  readonly error: CallError | null;
  readonly retry: () => void;
}

/**
 * A list of any length for a DataTable, of which only the pages on screen are asked for. The old
 * rows stay until the new ones have come.
 */
export function useListOf<Name extends ListName>(name: Name, input: ListInput<Name>): ListOf<Name> {
  const [{ first, last }, setPages] = useState({ first: 0, last: 0 });
  const pageInput = (page: number) =>
    ({ ...input, offset: page * PAGE_SIZE, limit: PAGE_SIZE }) as InputOf<Name>;
  const upper = useQueryOf(name, pageInput(first));
  const lower = useQueryOf(name, pageInput(last), { enabled: last !== first });

  const current = useMemo(() => {
    if (upper.data === undefined) return undefined;
    const pages = new Map<number, readonly RowOf<Name>[]>([[first, upper.data.rows]]);
    if (last !== first && lower.data !== undefined) pages.set(last, lower.data.rows);
    return { answer: upper.data, pages };
  }, [first, last, upper.data, lower.data]);
  const [shown, setShown] = useState(current);
  if (current !== undefined && current !== shown) setShown(current);
  const view = current ?? shown;

  return {
    answer: view?.answer,
    total: view?.answer.total,
    getRow: (index) => view?.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
    onRange: (from, to) => {
      const next = { first: Math.floor(from / PAGE_SIZE), last: Math.floor(to / PAGE_SIZE) };
      if (next.first !== first || next.last !== last) setPages(next);
    },
    settled: current !== undefined && !upper.isFetching && !lower.isFetching,
    error: current === undefined ? upper.error : null,
    retry: () => void upper.refetch(),
  };
}
