import type { InputOf } from '../../shared/contract/index.ts';
import { useCall } from '../query/use-call.ts';
import type { useListState } from './use-list-state.ts';

type ListInput = InputOf<'accounts.list' | 'registrations.list'>;

interface PeopleSelectionOptions {
  readonly state: ReturnType<typeof useListState>;
  readonly list: { readonly total: number | undefined };
  readonly kind: 'accounts' | 'registrations';
  readonly query: string;
  readonly sorting: ListInput['sort'];
}

/** Up to so many, the ids come here and one can take out some; more are frozen as one. */
const MOST_NAMED = 5_000;
/** What a list answers at once. */
const WINDOW = 500;

/** The selection of a list of people, for its DataTable: by row, by range, or all that match. */
export function usePeopleSelection(options: PeopleSelectionOptions) {
  const { state, list, query } = options;
  const ask = useCall();
  const all = async () =>
    (list.total ?? 0) > MOST_NAMED
      ? ask(`${options.kind}.freeze`, { query })
      : (await ask(`${options.kind}.ids`, { query })).ids;
  const range = async (first: number, last: number) => {
    const windows = Array.from({ length: Math.ceil((last - first + 1) / WINDOW) }, (_, at) => {
      const offset = first + at * WINDOW;
      return { offset, limit: Math.min(WINDOW, last - offset + 1) };
    });
    const ids: number[] = [];
    for (const window of windows) {
      const input = { query, sort: options.sorting, ...window } as ListInput;
      const { rows } = await ask(`${options.kind}.list`, input);
      ids.push(...rows.map(({ id }) => id));
    }
    return ids;
  };
  return {
    selection: state.selected,
    selectionInverted: state.frozen !== null,
    onSelectionChange: state.select,
    onSelectAll: () => state.chooseAll(all()),
    onSelectRange: (first: number, last: number) => state.chooseAlso(range(first, last)),
    onClearSelection: state.clear,
  };
}
