import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Eraser, GalleryVerticalEnd } from 'lucide-react';

import { parsePeopleQuery } from '../../../shared/people-query.ts';
import { PENDING_VIEWS, type PendingRow } from '../../../shared/contract/registrations.ts';
import { useKeymap } from '../../app/keymap.tsx';
import {
  PENDING_ORDER,
  type PendingSearch,
  pendingSort,
  type PersonSearch,
} from '../../app/search-params.ts';
import { ListFooter } from '../../app/list-footer.tsx';
import { ListSearch, useListSearch } from '../../app/list-search.tsx';
import { listTable } from '../../app/list-table.tsx';
import { listTarget } from '../../app/list-target.ts';
import { isOn } from '../../app/query-chips.ts';
import { columnFilterEntries } from '../../app/people-filters.ts';
import { useBlock } from '../../app/use-block.ts';
import { ViewMenu } from '../../app/view-menu.tsx';
import { useIndexState } from '../../app/use-index-state.ts';
import { useListLayout } from '../../app/use-list-layout.ts';
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
import { HeldMailsNotice } from './held-mails-notice.tsx';
import { withoutChips } from './pending-chips.ts';
import { PENDING_COLUMNS } from './pending-columns.tsx';
import { PendingDialogs } from './pending-dialogs.tsx';
import { PendingEmpty } from './pending-empty.tsx';
import { PendingPanel } from './pending-panel.tsx';
import { PendingRowActions } from './pending-row-actions.tsx';
import { PendingToolbar } from './pending-toolbar.tsx';
import { useKeptPerson } from './use-kept-person.ts';
import { usePendingActions } from './use-pending-actions.ts';
import { usePendingActs } from './use-pending-acts.ts';

const TO_APPROVE = { label: '', part: PENDING_VIEWS['to-approve'] };

interface PendingScreenProps {
  readonly search: PendingSearch;
  readonly onSearch: (changes: PendingSearch) => void;
  /** Opens somebody's page, which remembers the list and the place in it. */
  readonly onOpen: (id: number, from: PersonSearch) => void;
}

/** Sign-ups that wait for their link to be followed, or for somebody here. */
export function PendingScreen(props: PendingScreenProps) {
  const { search, onSearch } = props;
  return (
    <ListSearch value={search.q ?? ''} onSettle={(q) => onSearch({ q: q || undefined })}>
      <PendingList {...props} />
    </ListSearch>
  );
}

function PendingList({ search, onSearch, onOpen }: PendingScreenProps) {
  const keymap = useKeymap();
  const { peek = false } = search;
  const { text, change } = useListSearch();
  const view = useSavedViews().find((saved) => saved.id === search.view);
  const [arranged, arrange] = useListLayout(view ? `view-${view.id}` : 'pending', view?.layout);
  const query = text.trim();
  const sorting = { ...PENDING_ORDER, ...pendingSort.safeParse(arranged.sort).data };
  const found = useListOf('registrations.list', { query, sort: sorting });
  const onText = (next: string) =>
    change(next, found.askAhead({ query: next.trim(), sort: sorting }));
  useRowsPainted(found.fresh ? query : undefined);
  const index = useIndexState();
  const uncounted = found.fresh && found.answer?.total === null;
  const counted = useQueryOf('registrations.count', { query }, { enabled: uncounted });
  const list = { ...found, total: counted.data?.total ?? found.total };
  const matching = counted.data?.total ?? found.answer?.total ?? undefined;
  const { data: counts } = useQueryOf('application.counts', {});
  const chipped = useQueryOf(
    'registrations.views',
    { query: withoutChips(query) },
    { placeholderData: keepPreviousData },
  );
  const views = chipped.data?.views;
  const startAt = useStartPlace(search.at, () => onSearch({ at: undefined }));
  const state = useListState(JSON.stringify([query, sorting]), list, startAt);
  const acts = usePendingActs(state.clear);
  const blocked = useBlock('registrations.activate');
  const { data: session } = useQueryOf('session.state', {});
  const cleanUpBlocked = session?.person?.isSuperuser ? blocked : 'Only a superuser may clean up.';

  const navigate = useNavigate();
  const openTriage = () =>
    void navigate({ to: '/pending/one-by-one', search: { query: query || undefined } });
  const { person: active, left, keep, release } = useKeptPerson(state.active, query, peek);
  const target = listTarget(state.aim, active, query);
  const chosen = state.selectedCount > 0 ? listTarget(state.kept, active, query) : null;
  // Selections are made in one view, so that one of people to approve holds nobody else.
  const one = target?.name === undefined ? undefined : active?.stage;
  const stage = isOn(parsePeopleQuery(text), TO_APPROVE) ? 'to-approve' : one;
  const setPeek = (open: boolean) => onSearch({ peek: open || undefined });
  const closePanel = () => {
    setPeek(false);
    state.focusGrid();
  };
  const openPage = (id: number, at: number) =>
    onOpen(id, {
      from: 'pending',
      list: query,
      view: search.view,
      at,
      peek: peek || undefined,
      sort: sorting.column,
      order: sorting.direction,
    });
  const panelPerson = peek ? active : undefined;
  usePendingActions({
    acts,
    target,
    coming: state.aim.coming,
    stage,
    blocked,
    cleanUpBlocked,
    openTriage,
    closePanel: panelPerson && closePanel,
  });
  const rows = usePeopleSelection({ state, list, kind: 'registrations', query, sorting });

  const actsOn = (row: PendingRow) => <PendingRowActions {...{ row, acts, blocked }} />;

  return (
    <>
      <PageHeader
        title={view?.name ?? 'Pending'}
        count={query === '' ? counts?.pending : list.error ? undefined : matching}
        secondary={changedWords(view, query)}
        action={
          <>
            <ExportButton
              list="registrations"
              query={query}
              target={chosen}
              coming={state.coming}
            />
            <Button
              icon={Eraser}
              disabledReason={cleanUpBlocked}
              onClick={() => acts.open({ kind: 'clean-up' })}
            >
              Clean up…
            </Button>
            <Button
              variant="primary"
              icon={GalleryVerticalEnd}
              keys={keymap.triage}
              onClick={openTriage}
            >
              One by one
            </Button>
          </>
        }
      />
      <PendingToolbar
        {...{ onText, state, acts, blocked, stage, views }}
        index={index}
        layout={arranged}
        onLayout={arrange}
        viewMenu={<ViewMenu list="pending" {...{ query, view }} layout={arranged} />}
        target={chosen}
      />
      <div className={layout['list']}>
        <div className={layout['table']}>
          <DataTable
            label="Pending sign-ups"
            columns={PENDING_COLUMNS}
            {...listTable(list, state)}
            sort={sorting}
            onSortChange={(next) => arrange({ sort: next })}
            layout={arranged}
            onLayoutChange={arrange}
            columnMenu={(column) => columnFilterEntries('registrations', column, { text, onText })}
            activeShown={!left}
            onActiveIndexChange={(index) => {
              release();
              state.setActiveIndex(index);
            }}
            {...rows}
            onPeek={() => setPeek(!peek)}
            onOpen={(row, index) => openPage(row.id, index)}
            rowActions={actsOn}
            empty={<PendingEmpty {...{ text, onText }} />}
          />
          <ListFooter
            one="waiting"
            many="waiting"
            all={counts?.pending}
            matching={matching}
            query={list.error === null ? query : ''}
            index={index}
          />
        </div>
        {panelPerson && (
          <PendingPanel
            row={panelPerson}
            {...{ acts, blocked, left }}
            onOpen={() => openPage(panelPerson.id, state.activeIndex)}
            onClose={closePanel}
          />
        )}
      </div>
      <HeldMailsNotice onShow={() => onText(PENDING_VIEWS['mail-held'])} />
      <PendingDialogs
        {...{ acts }}
        onDone={state.clear}
        onCorrected={(id) => {
          if (active?.id === id) keep(active);
        }}
      />
    </>
  );
}
