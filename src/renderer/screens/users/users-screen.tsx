import { FileUp, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { AccountRow } from '../../../shared/contract/accounts.ts';
import { useKeymap } from '../../app/keymap.tsx';
import { ListFooter } from '../../app/list-footer.tsx';
import { ListSearch, useListSearch } from '../../app/list-search.tsx';
import { listTable } from '../../app/list-table.tsx';
import { type ListTarget, listTarget, targetOf } from '../../app/list-target.ts';
import { PeopleListEmpty } from '../../app/people-list-empty.tsx';
import {
  type PersonSearch,
  USERS_ORDER,
  type UsersSearch,
  usersSort,
} from '../../app/search-params.ts';
import { columnFilterEntries } from '../../app/people-filters.ts';
import { useBlock } from '../../app/use-block.ts';
import { ViewMenu } from '../../app/view-menu.tsx';
import { useIndexState } from '../../app/use-index-state.ts';
import { useListLayout } from '../../app/use-list-layout.ts';
import { useListPanel } from '../../app/use-list-panel.ts';
import { useListState } from '../../app/use-list-state.ts';
import { usePeopleSelection } from '../../app/use-people-selection.ts';
import { useRowsPainted } from '../../app/use-rows-painted.ts';
import { useStartPlace } from '../../app/use-start-place.ts';
import { changedWords, useSavedViews } from '../../app/use-saved-views.ts';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import layout from '../../ui/list-layout.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { ExportButton } from '../transfer/export-button.tsx';
import { useUserActions } from './use-user-actions.ts';
import { useUserActs } from './use-user-acts.ts';
import { UserDialogs } from './user-dialogs.tsx';
import { UserPanel } from './user-panel.tsx';
import { UserRowActions } from './user-row-actions.tsx';
import { USER_COLUMNS } from './users-columns.tsx';
import { UsersToolbar } from './users-toolbar.tsx';

interface UsersScreenProps {
  readonly search: UsersSearch;
  readonly onSearch: (changes: UsersSearch) => void;
  /** Opens somebody's page, which remembers the list and the place in it. */
  readonly onOpen: (id: number, from: PersonSearch) => void;
  /** Goes where people come from a file. */
  readonly onImport: () => void;
}

/** Everybody with an account. */
export function UsersScreen(props: UsersScreenProps) {
  const { search, onSearch } = props;
  return (
    <ListSearch value={search.q ?? ''} onSettle={(q) => onSearch({ q: q || undefined })}>
      <UsersList {...props} />
    </ListSearch>
  );
}

function UsersList({ search, onSearch, onOpen, onImport }: UsersScreenProps) {
  const keymap = useKeymap();
  const { text, change } = useListSearch();
  const view = useSavedViews().find((saved) => saved.id === search.view);
  const [arranged, arrange] = useListLayout(view ? `view-${view.id}` : 'users', view?.layout);
  const query = text.trim();
  const sorting = { ...USERS_ORDER, ...usersSort.safeParse(arranged.sort).data };
  const found = useListOf('accounts.list', { query, sort: sorting });
  const onText = (next: string) =>
    change(next, found.askAhead({ query: next.trim(), sort: sorting }));
  useRowsPainted(found.fresh ? query : undefined);
  const index = useIndexState();
  const uncounted = found.fresh && found.answer?.total === null;
  const counted = useQueryOf('accounts.count', { query }, { enabled: uncounted });
  const list = { ...found, total: counted.data?.total ?? found.total };
  const matching = counted.data?.total ?? found.answer?.total ?? undefined;
  const { data: counts } = useQueryOf('application.counts', {});
  const startAt = useStartPlace(search.at, () => onSearch({ at: undefined }));
  const state = useListState(JSON.stringify([query, sorting]), list, startAt);
  const views = useQueryOf('views.list', {});
  const isArranged = views.data !== undefined || views.isError;
  const panel = useListPanel(search.id, (id) => onSearch({ id }), list, {
    ...state,
    listKey: isArranged ? state.listKey : undefined,
  });
  const id = panel.openId;
  const person = useQueryOf('accounts.get', { id: id ?? 1 }, { enabled: id !== undefined });
  const { data: session } = useQueryOf('session.state', {});
  const acts = useUserActs(state.clear);
  const blocked = useBlock('accounts.update');
  const createBlocked = useBlock('accounts.create');
  const isSuperuser = session?.person?.isSuperuser ?? false;
  const rightsBlocked = isSuperuser ? blocked : 'Only a superuser may change rights.';

  const isListed = id === undefined || id === state.active?.id;
  // Whose reading was refused is gone, though the list may not know it yet.
  const isGone = id !== undefined && person.error !== null;
  const shown = isGone ? undefined : isListed ? state.active : person.data;
  const target = listTarget(state.aim, shown, query);
  const chosen = state.selectedCount > 0 ? listTarget(state.kept, shown, query) : null;
  const stateOf = (one: ListTarget | null) => (one?.name === undefined ? undefined : shown?.state);
  const closePanel = () => {
    panel.open(undefined);
    state.focusGrid();
  };
  // By the panel that is open when it is known who went, not by the one of before.
  const openId = useRef(id);
  useEffect(() => {
    openId.current = id;
  }, [id]);
  const closeGone = (ids: readonly number[]) => {
    if (openId.current !== undefined && ids.includes(openId.current)) closePanel();
  };
  const openPage = (personId: number, at: number) =>
    onOpen(personId, {
      list: query,
      view: search.view,
      at,
      peek: id === undefined ? undefined : true,
      sort: sorting.column,
      order: sorting.direction,
    });
  useUserActions({
    acts,
    target,
    coming: state.aim.coming,
    accountState: stateOf(target),
    blocked,
    rightsBlocked,
    closePanel: id === undefined ? undefined : closePanel,
  });
  const rows = usePeopleSelection({ state, list, kind: 'accounts', query, sorting });

  const actsOn = (row: AccountRow) => (
    <UserRowActions target={targetOf(row)} state={row.state} {...{ acts, blocked }} />
  );

  return (
    <>
      <PageHeader
        title={view?.name ?? 'Users'}
        count={query === '' ? counts?.accounts : list.error ? undefined : matching}
        secondary={changedWords(view, query)}
        action={
          <>
            <Button icon={FileUp} onClick={onImport}>
              Import…
            </Button>
            <ExportButton list="accounts" query={query} target={chosen} coming={state.coming} />
            <Button
              variant="primary"
              icon={Plus}
              keys={keymap.create}
              disabledReason={createBlocked}
              onClick={() => acts.open({ kind: 'create' })}
            >
              New user
            </Button>
          </>
        }
      />
      <UsersToolbar
        {...{ onText, state, acts, blocked, rightsBlocked }}
        accountState={stateOf(chosen)}
        index={index}
        layout={arranged}
        onLayout={arrange}
        viewMenu={<ViewMenu list="users" {...{ query, view }} layout={arranged} />}
        target={chosen}
      />
      <div className={layout['list']}>
        <div className={layout['table']}>
          <DataTable
            label="Users"
            columns={USER_COLUMNS}
            {...listTable(list, state)}
            sort={sorting}
            onSortChange={(next) => arrange({ sort: next })}
            layout={arranged}
            onLayoutChange={arrange}
            columnMenu={(column) => columnFilterEntries('accounts', column, { text, onText })}
            activeShown={panel.activeShown}
            onActiveIndexChange={panel.moveTo}
            {...rows}
            onPeek={(row) => panel.open(id === row.id ? undefined : row.id)}
            onOpen={(row, index) => openPage(row.id, index)}
            rowActions={actsOn}
            empty={<PeopleListEmpty {...{ text, onText }} list="accounts" />}
          />
          <ListFooter
            one="person"
            many="people"
            all={counts?.accounts}
            matching={matching}
            query={list.error === null ? query : ''}
            index={index}
          />
        </div>
        {id !== undefined && (
          <UserPanel
            {...{ person, acts, blocked }}
            session={session}
            onClose={closePanel}
            onOpen={(shownId) => openPage(shownId, state.activeIndex)}
          />
        )}
      </div>
      <UserDialogs
        acts={acts}
        selfId={session?.person?.id}
        isSuperuser={isSuperuser}
        onDone={state.clear}
        onGone={closeGone}
      />
    </>
  );
}
