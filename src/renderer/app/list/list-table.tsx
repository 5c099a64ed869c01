import type { CallError } from '../../query/call-error.ts';
import { CallFailed, RowsMissing } from '../acts/call-failed.tsx';
import { RowMenu } from './row-menu.tsx';
import type { useListState } from './use-list-state.ts';

interface ShownList<Row> {
  readonly total: number | undefined;
  readonly getRow: (index: number) => Row | undefined;
  readonly onRange: (first: number, last: number) => void;
  readonly error: CallError | null;
  readonly missing?: CallError | null;
  readonly retry: () => void;
}

/** What every screen hands from its list, and from where one is in it, to the DataTable. */
export function listTable<Row extends { readonly id: number }>(
  list: ShownList<Row>,
  state: Pick<
    ReturnType<typeof useListState>,
    'listKey' | 'activeIndex' | 'gridRef' | 'aimCount' | 'pointAt'
  >,
) {
  return {
    total: list.total,
    getRow: list.getRow,
    getRowId: ({ id }: Row) => id,
    onRange: list.onRange,
    listKey: state.listKey,
    activeIndex: state.activeIndex,
    gridRef: state.gridRef,
    rowMenu: <RowMenu count={state.aimCount} />,
    onMenuRow: state.pointAt,
    missing: list.missing && <RowsMissing error={list.missing} onRetry={list.retry} />,
    error: list.error && <CallFailed error={list.error} onRetry={list.retry} />,
  };
}
