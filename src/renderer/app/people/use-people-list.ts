import type { AccountRow } from '../../../shared/contract/accounts.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import type { IndexState } from '../../../shared/contract/fields.ts';
import type { PendingRow } from '../../../shared/contract/registrations.ts';
import type { ListLayout, SavedView } from '../../../shared/contract/views.ts';
import { type ListOf, useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import type { FollowedList } from '../list/follow-row.ts';
import { useListSearch } from '../list/list-search.tsx';
import { type ListTarget, listTarget } from '../list/list-target.ts';
import type { PeopleList } from './people-filters.ts';
import {
  PENDING_ORDER,
  pendingSort,
  type PersonSearch,
  USERS_ORDER,
  usersSort,
} from '../search-params.ts';
import { useIndexState } from './use-index-state.ts';
import { useListLayout } from '../list/use-list-layout.ts';
import { useListState } from '../list/use-list-state.ts';
import { usePeopleSelection } from './use-people-selection.ts';
import { useRowsPainted } from './use-rows-painted.ts';
import { useSavedViews } from './use-saved-views.ts';
import { useStartPlace } from '../use-start-place.ts';

/** How each list is called among the saved views, how everybody in it is counted, and its own order. */
const LISTS = {
  accounts: { name: 'users', counted: 'accounts', order: USERS_ORDER, sort: usersSort },
  registrations: { name: 'pending', counted: 'pending', order: PENDING_ORDER, sort: pendingSort },
} as const;

/** Whom each list shows. */
interface PersonRows {
  readonly accounts: AccountRow;
  readonly registrations: PendingRow;
}

type Order = InputOf<`${PeopleList}.list`>['sort'];

interface PeopleListOptions {
  /** The saved view that the address opens, and the place in the list that one comes back to. */
  readonly search: { readonly view?: number | undefined; readonly at?: number | undefined };
  /** Takes the place out of the address. */
  readonly onSearch: (changes: { readonly at: undefined }) => void;
}

export interface PeopleListState<Row extends { readonly id: number }> {
  readonly kind: PeopleList;
  /** Its name among the saved views. */
  readonly name: SavedView['list'];
  /** The saved view that is open. */
  readonly view: SavedView | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What is asked for by the text. */
  readonly query: string;
  readonly sorting: Order;
  readonly layout: ListLayout;
  readonly arrange: (changes: Partial<ListLayout>) => void;
  readonly list: Omit<ListOf<`${PeopleList}.list`>, 'getRow'> & FollowedList<Row>;
  /** How many are in the list, and how many of them match; undefined while they are counted. */
  readonly everybody: number | undefined;
  readonly matching: number | undefined;
  /** What stands beside the title: all, or those that match. */
  readonly count: number | undefined;
  readonly index: IndexState | undefined;
  readonly state: ReturnType<typeof useListState<Row>>;
  readonly selection: ReturnType<typeof usePeopleSelection>;
  /** What somebody's page has to know to lead back to this list. @param at Their place in it. */
  readonly wayBack: (at: number) => PersonSearch;
}

/**
 * A list of people as a screen shows it: what is searched for, in which order and arrangement, who
 * was found and how many, where one is among them and who is selected.
 */
export function usePeopleList<Kind extends PeopleList>(
  given: Kind,
  { search, onSearch }: PeopleListOptions,
): PeopleListState<PersonRows[Kind]> {
  // Either list, so that their queries are one here; who is in it, the caller's kind tells.
  const kind: PeopleList = given;
  const { name, counted, order, sort } = LISTS[kind];
  const { text, change } = useListSearch();
  const view = useSavedViews().find((saved) => saved.id === search.view);
  const [layout, arrange] = useListLayout(view ? `view-${view.id}` : name, view?.layout);
  const query = text.trim();
  const sorting = { ...order, ...sort.safeParse(layout.sort).data };
  const found = useListOf(`${kind}.list`, { query, sort: sorting });
  useRowsPainted(found.fresh ? query : undefined);
  const isUncounted = found.fresh && found.answer?.total === null;
  const exact = useQueryOf(`${kind}.count`, { query }, { enabled: isUncounted }).data?.total;
  const list = {
    ...found,
    total: exact ?? found.total,
    getRow: found.getRow as (index: number) => PersonRows[Kind] | undefined,
  };
  const matching = exact ?? found.answer?.total ?? undefined;
  const everybody = useQueryOf('application.counts', {}).data?.[counted];
  const startAt = useStartPlace(search.at, () => onSearch({ at: undefined }));
  const state = useListState(JSON.stringify([query, sorting]), list, startAt);
  return {
    kind,
    name,
    view,
    text,
    onText: (next) => change(next, found.askAhead({ query: next.trim(), sort: sorting })),
    query,
    sorting,
    layout,
    arrange,
    list,
    everybody,
    matching,
    count: query === '' ? everybody : list.error ? undefined : matching,
    index: useIndexState(),
    state,
    selection: usePeopleSelection({ state, list, kind, query, sorting }),
    wayBack: (at) => ({
      list: query,
      view: search.view,
      at,
      sort: sorting.column,
      order: sorting.direction,
    }),
  };
}

/** Whom keys and menus act on, and whom the selection holds; null for nobody. */
export function targetsIn(
  { state, query }: Pick<PeopleListState<AccountRow | PendingRow>, 'state' | 'query'>,
  active: Pick<AccountRow, 'id' | 'username'> | undefined,
): { readonly target: ListTarget | null; readonly chosen: ListTarget | null } {
  return {
    target: listTarget(state.aim, active, query),
    chosen: state.selectedCount > 0 ? listTarget(state.kept, active, query) : null,
  };
}
