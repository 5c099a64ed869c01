import { useNavigate } from '@tanstack/react-router';
import { Eraser, GalleryVerticalEnd } from 'lucide-react';

import { PENDING_VIEWS, type PendingRow } from '../../../shared/contract/registrations.ts';
import { pendingSearch, type PendingSearch } from '../../app/search-params.ts';
import { listTable } from '../../app/list-table.tsx';
import { listTarget } from '../../app/list-target.ts';
import { useActs } from '../../app/acts.tsx';
import { useListState } from '../../app/use-list-state.ts';
import { useWriteBlock } from '../../app/use-write-block.ts';
import { useCall } from '../../query/use-call.ts';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import layout from '../users/account.module.css';
import { HeldMailsNotice } from './held-mails-notice.tsx';
import { PENDING_COLUMNS } from './pending-columns.tsx';
import { PendingDialogs } from './pending-dialogs.tsx';
import { PendingEmpty } from './pending-empty.tsx';
import { PendingPanel } from './pending-panel.tsx';
import { PendingRowActions } from './pending-row-actions.tsx';
import { PendingToolbar } from './pending-toolbar.tsx';
import { usePendingActions } from './use-pending-actions.ts';
import { usePendingActs } from './use-pending-acts.ts';

interface PendingScreenProps {
  readonly search: PendingSearch;
  readonly onSearch: (changes: PendingSearch) => void;
}

/** Sign-ups that wait for their link to be followed, or for somebody here. */
export function PendingScreen({ search, onSearch }: PendingScreenProps) {
  const { sort = 'signedUpAt', order = 'descending', peek = false } = search;
  const typed = search.q ?? '';
  const query = `${typed} ${PENDING_VIEWS[search.view ?? 'all']}`.trim();
  const sorting = { column: sort, direction: order } as const;
  const list = useListOf('registrations.list', { query, sort: sorting });
  const { data: counted } = useQueryOf('registrations.views', { query: typed });
  const views = counted?.views;
  const state = useListState(JSON.stringify([query, sorting]), list);
  const ask = useCall();
  const { refuse } = useActs();
  const acts = usePendingActs(state.clear);
  const blocked = useWriteBlock();
  const { data: session } = useQueryOf('session.state', {});
  const cleanUpBlocked = session?.person?.isSuperuser ? blocked : 'Only a superuser may clean up.';

  const navigate = useNavigate();
  const openTriage = () =>
    void navigate({ to: '/pending/one-by-one', search: { query: search.q } });
  const { active } = state;
  const target = listTarget(state.selected, active);
  // Selections are made in one view, so that one of people to approve holds nobody else.
  const one = target?.name === undefined ? undefined : active?.stage;
  const stage = search.view === 'to-approve' ? search.view : one;
  const setPeek = (open: boolean) => onSearch({ peek: open || undefined });
  const closePanel = () => {
    setPeek(false);
    state.focusGrid();
  };
  const panelPerson = peek ? active : undefined;
  usePendingActions({
    acts,
    target,
    stage,
    blocked,
    cleanUpBlocked,
    openTriage,
    closePanel: panelPerson && closePanel,
  });
  const selectAll = () =>
    void ask('registrations.ids', { query }).then(({ ids }) => state.selectFrozen(ids), refuse);

  const actsOn = (row: PendingRow) => <PendingRowActions {...{ row, acts, blocked }} />;

  return (
    <>
      <PageHeader
        title="Pending"
        count={views?.all}
        action={
          <>
            <Button
              icon={Eraser}
              disabledReason={cleanUpBlocked}
              onClick={() => acts.open({ kind: 'clean-up' })}
            >
              Clean up…
            </Button>
            <Button variant="primary" icon={GalleryVerticalEnd} keys="t" onClick={openTriage}>
              One by one
            </Button>
          </>
        }
      />
      <PendingToolbar
        {...{ search, onSearch, state, acts, blocked, stage, views }}
        target={state.selected.size > 0 ? target : null}
      />
      <HeldMailsNotice onShow={() => onSearch({ view: 'mail-held' })} />
      <div className={layout['list']}>
        <div className={layout['table']}>
          <DataTable
            label="Pending sign-ups"
            columns={PENDING_COLUMNS}
            {...listTable(list, state)}
            sort={sorting}
            onSortChange={({ column, direction }) =>
              onSearch({ sort: pendingSearch.shape.sort.parse(column), order: direction })
            }
            onActiveIndexChange={state.setActiveIndex}
            selection={state.selected}
            onSelectionChange={state.select}
            onSelectAll={selectAll}
            onClearSelection={state.clear}
            onPeek={() => setPeek(!peek)}
            onOpen={() => setPeek(true)}
            rowActions={actsOn}
            empty={<PendingEmpty {...{ search, onSearch, views }} />}
          />
        </div>
        {panelPerson && (
          <PendingPanel row={panelPerson} {...{ acts, blocked }} onClose={closePanel} />
        )}
      </div>
      <PendingDialogs {...{ acts }} onDone={state.clear} />
    </>
  );
}
