import { useNavigate } from '@tanstack/react-router';
import { Stethoscope } from 'lucide-react';

import type { OutboxRow } from '../../../shared/contract/outbox.ts';
import { type Action, useActions } from '../../app/keys/actions.tsx';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { counted } from '../../app/counted.ts';
import { listTable } from '../../app/list/list-table.tsx';
import { actionsOfGrid } from '../../app/list/list-actions.ts';
import type { OutboxSearch } from '../../app/search-params.ts';
import { useListPanel } from '../../app/list/use-list-panel.ts';
import { useListState } from '../../app/list/use-list-state.ts';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangeEmailDialog } from '../pending/change-email-dialog.tsx';
import styles from './mail.module.css';
import { OutgoingMailDialog } from './outgoing-mail-dialog.tsx';
import { OUTBOX_COLUMNS } from './outbox-columns.tsx';
import { OutboxEmpty } from './outbox-empty.tsx';
import { OutboxPaused } from './outbox-paused.tsx';
import { OutboxPanel } from './outbox-panel.tsx';
import { OutboxToolbar, type OutboxView } from './outbox-toolbar.tsx';
import { useOutboxActs, type OutboxTarget } from './use-outbox-acts.ts';
import { useOutboxIds } from './use-outbox-ids.ts';

interface OutboxScreenProps {
  readonly search: OutboxSearch;
  readonly onSearch: (changes: OutboxSearch) => void;
}

/** Every mail that leaves or was to leave, and why it has not. */
export function OutboxScreen({
  search: { id, q: search = '', ...rest },
  onSearch,
}: OutboxScreenProps) {
  const view: OutboxView = rest.view ?? 'all';
  const setSearch = (q: string) => onSearch({ q: q || undefined });
  const list = useListOf('outbox.list', { search, view });
  const state = useListState(`${search} ${view}`, list);
  const { active } = state;
  const { data: counts } = useQueryOf('application.counts', {});
  const collectIds = useOutboxIds();
  const acts = useOutboxActs(state.clear);
  const panel = useListPanel(id, (next) => onSearch({ id: next }), list, state);
  const { openId, open } = panel;
  const isListed = openId === undefined || openId === active?.id;
  const opened = useQueryOf('outbox.get', { id: openId ?? 1 }, { enabled: !isListed });
  const front = isListed ? active : opened.data;
  const closePanel = () => {
    open(undefined);
    state.focusGrid();
  };
  const target = outboxTarget(state.aim.selected, front);
  const chosen = state.selectedCount > 0 ? outboxTarget(state.selected, front) : null;
  const back: Action = {
    id: 'close-panel',
    group: 'Outbox',
    label: 'Close the panel',
    run: closePanel,
  };
  const paused = counts?.mailPaused;
  const navigate = useNavigate();
  const doctor: Action = {
    id: 'outbox.doctor',
    group: 'Outbox',
    label: 'Open the doctor',
    icon: Stethoscope,
    bar: 'doctor',
    run: () =>
      void navigate({
        to: '/settings/$section',
        params: { section: 'mail' },
        search: { examine: paused?.way ?? undefined },
      }),
  };
  useActions(
    [
      ...actionsOfGrid('outbox', list.total),
      ...acts.actions(target),
      ...(paused && paused.way !== null ? [doctor] : []),
      ...(openId === undefined ? [] : [back]),
    ],
    state.aim.coming,
  );
  const selectAll = () => state.chooseAll(collectIds({ search, view }));
  const views = list.answer?.views;
  return (
    <>
      <PageHeader title="Outbox" count={list.error ? undefined : list.total} />
      <OutboxToolbar
        {...{ search, view, views, state, acts, chosen }}
        onSearch={setSearch}
        onView={(next) => onSearch({ view: next === 'all' ? undefined : next })}
      />
      <div className={styles['split']}>
        <div className={styles['table']}>
          <DataTable
            label="Mails in the outbox"
            columns={OUTBOX_COLUMNS}
            {...listTable(list, state)}
            activeShown={panel.activeShown}
            onActiveIndexChange={panel.moveTo}
            selection={state.selected}
            onSelectionChange={state.select}
            onSelectAll={selectAll}
            onClearSelection={state.clear}
            onPeek={(row) => open(openId === row.id ? undefined : row.id)}
            onOpen={(row) => open(row.id)}
            onRowClick={(row, index) => {
              state.setActiveIndex(index);
              open(row.id);
            }}
            empty={
              <OutboxEmpty
                {...{ search, view }}
                onClear={() => {
                  setSearch('');
                  onSearch({ view: undefined });
                }}
              />
            }
          />
        </div>
        {openId !== undefined && front && (
          <OutboxPanel row={front} acts={acts} onClose={closePanel} />
        )}
        {!isListed && opened.error && (
          <Panel storageKey="outbox" label="Mail" title="Mail" onClose={closePanel}>
            <PartFailed error={opened.error} onRetry={() => void opened.refetch()} />
          </Panel>
        )}
      </div>
      {paused && <OutboxPaused {...paused} />}
      {view === 'failed' && views !== undefined && views.failed > 0 && (
        <Notice
          tone="danger"
          title={`${counted(views.failed, 'mail')} did not leave.`}
          variant="foot-strip"
          action={{ label: 'Select all', onClick: selectAll }}
        >
          {views.failed === 1
            ? 'Mend the cause, then send it again. Tests of the doctor are not counted.'
            : 'Mend the cause, select them, then send them again. Tests of the doctor are not counted.'}
        </Notice>
      )}
      {view === 'held' && views !== undefined && views.held > 0 && (
        <Notice
          tone="warn"
          title={`${counted(views.held, 'mail')} ${views.held === 1 ? 'is' : 'are'} held.`}
          variant="foot-strip"
          action={{ label: 'Select all', onClick: selectAll }}
        >
          {views.held === 1
            ? 'Look at it, then release or cancel it.'
            : 'Look at them, select those that are right, then release them.'}
        </Notice>
      )}
      {acts.reading !== null && (
        <OutgoingMailDialog row={acts.reading} onClose={() => acts.read(null)} />
      )}
      {acts.correcting !== null && acts.correcting.accountId !== null && (
        <ChangeEmailDialog
          id={acts.correcting.accountId}
          meant={acts.correcting.meant}
          onClose={acts.dropCorrection}
        />
      )}
      <ConfirmDialog
        open={acts.doubtful !== null}
        onOpenChange={(isOpen) => !isOpen && acts.dropDoubt()}
        title="Send this mail again?"
        description="It may have arrived the first time. The person would then have it twice."
        confirmLabel="Send again"
        onConfirm={acts.sendDoubtful}
      />
    </>
  );
}

function outboxTarget(
  selected: ReadonlySet<number>,
  active: OutboxRow | undefined,
): OutboxTarget | null {
  if (selected.size === 0) return active === undefined ? null : { ids: [active.id], row: active };
  const isActive = selected.size === 1 && active !== undefined && selected.has(active.id);
  return { ids: [...selected], row: isActive ? active : undefined };
}
