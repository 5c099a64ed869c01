import { FileUp, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { AccountRow } from '../../../shared/contract/accounts.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { ListSearch } from '../../app/list/list-search.tsx';
import { type ListTarget, targetOf } from '../../app/list/list-target.ts';
import { PeopleListEmpty } from '../../app/people/people-list-empty.tsx';
import { PeopleTable } from '../../app/people/people-table.tsx';
import { PeopleToolbar } from '../../app/people/people-toolbar.tsx';
import type { PersonSearch, UsersSearch } from '../../app/search-params.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { useListPanel } from '../../app/list/use-list-panel.ts';
import { targetsIn, usePeopleList } from '../../app/people/use-people-list.ts';
import { changedWords } from '../../app/people/use-saved-views.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import layout from '../../ui/list-layout.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { ExportButton } from '../transfer/export-button.tsx';
import { useUserChips } from './use-user-chips.ts';
import { useUserActions } from './use-user-actions.ts';
import { useUserActs } from './use-user-acts.ts';
import { UserDialogs } from './user-dialogs.tsx';
import { UserPanel } from './user-panel.tsx';
import { UserRowActions } from './user-row-actions.tsx';
import { USER_COLUMNS } from './users-columns.tsx';
import { UsersSelection } from './users-selection.tsx';

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
  const people = usePeopleList('accounts', { search, onSearch });
  const { list, state, text, onText, query, view } = people;
  const chips = useUserChips(query);
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
  const { target, chosen } = targetsIn(people, shown);
  const stateOf = (one: ListTarget | null) => (one?.name === undefined ? undefined : shown?.state);
  // By the panel that is open when it is known who went, not by the one of before.
  const openId = useRef(id);
  useEffect(() => {
    openId.current = id;
  }, [id]);
  const closeGone = (ids: readonly number[]) => {
    if (openId.current !== undefined && ids.includes(openId.current)) panel.close();
  };
  const openPage = (personId: number, at: number) =>
    onOpen(personId, { ...people.wayBack(at), peek: id === undefined ? undefined : true });
  useUserActions({
    acts,
    target,
    total: list.total,
    coming: state.aim.coming,
    accountState: stateOf(target),
    blocked,
    rightsBlocked,
    closePanel: id === undefined ? undefined : panel.close,
  });

  const actsOn = (row: AccountRow) => (
    <UserRowActions target={targetOf(row)} state={row.state} {...{ acts, blocked }} />
  );

  return (
    <>
      <PageHeader
        title={view?.name ?? 'Users'}
        count={people.count}
        secondary={changedWords(view, query)}
        action={
          <>
            <Button icon={FileUp} onClick={onImport}>
              Import…
            </Button>
            <ExportButton people={people} target={chosen} />
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
      <PeopleToolbar
        people={people}
        columns={USER_COLUMNS}
        label="Search users"
        chips={chips}
        selection={
          chosen && (
            <UsersSelection
              {...{ state, acts, blocked, rightsBlocked }}
              target={chosen}
              accountState={stateOf(chosen)}
            />
          )
        }
      />
      <div className={layout['list']}>
        <PeopleTable
          people={people}
          label="Users"
          one="person"
          many="people"
          columns={USER_COLUMNS}
          activeShown={panel.activeShown}
          onActiveIndexChange={panel.moveTo}
          onPeek={(row) => panel.open(id === row.id ? undefined : row.id)}
          onOpen={(row, index) => openPage(row.id, index)}
          rowActions={actsOn}
          empty={<PeopleListEmpty {...{ text, onText }} list="accounts" />}
        />
        {id !== undefined && (
          <UserPanel
            {...{ person, acts, blocked }}
            session={session}
            onClose={panel.close}
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
