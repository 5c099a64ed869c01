import type { UseQueryResult } from '@tanstack/react-query';

import type { CallError } from './call-error.ts';

/**
 * A list for a DataTable that one answer holds whole.
 *
 * @param rows Those of the answer that are shown; undefined before it has come.
 */
export function wholeList<Row>(
  rows: readonly Row[] | undefined,
  { error, refetch, isFetching }: UseQueryResult<unknown, CallError>,
) {
  return {
    total: rows?.length,
    getRow: (index: number): Row | undefined => rows?.[index],
    onRange: () => undefined,
    settled: rows !== undefined && !isFetching,
    error: rows === undefined ? error : null,
    retry: () => void refetch(),
  };
}
