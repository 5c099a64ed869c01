import type { InputOf } from '../../../shared/contract/index.ts';
import { useCall } from '../../query/use-call.ts';
import type { RowId } from '../../ui/data-table-columns.tsx';
import type { useListState } from '../list/use-list-state.ts';

type IdsInput = InputOf<'accounts.ids' | 'registrations.ids'>;

interface PeopleSelectionOptions {
  readonly state: ReturnType<typeof useListState>;
  readonly list: { readonly total: number | undefined };
  readonly kind: 'accounts' | 'registrations';
  readonly query: string;
  readonly sorting: NonNullable<IdsInput['range']>['sort'];
}

/** Up to so many, the ids come here and one can take out some; more are frozen as one. */
const MOST_NAMED = 5_000;

/** The selection of a list of people, for its DataTable: by row, by range, or all that match. */
export function usePeopleSelection(options: PeopleSelectionOptions) {
  const { state, list, query } = options;
  const ask = useCall();
  const all = async () =>
    (list.total ?? 0) > MOST_NAMED
      ? ask(`${options.kind}.freeze`, { query })
      : (await ask(`${options.kind}.ids`, { query })).ids;
  const inRange = async (first: number, last: number) => {
    const range = { sort: options.sorting, offset: first, limit: last - first + 1 };
    return (await ask(`${options.kind}.ids`, { query, range } as IdsInput)).ids;
  };
  return {
    selection: state.selected,
    selectionInverted: state.frozen !== null,
    onSelectionChange: state.select,
    onSelectAll: () => state.chooseAll(all()),
    onSelectRange: ([first, last]: readonly [number, number], beside: ReadonlySet<RowId>) =>
      state.chooseAlso(inRange(first, last), beside),
    onClearSelection: state.clear,
  };
}
