import { SearchX, Send } from 'lucide-react';
import { useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { type Action, useActions } from '../../app/actions.tsx';
import { listTable } from '../../app/list-table.tsx';
import { PLAIN_LIST_ACTIONS } from '../../app/list-actions.ts';
import { useListState } from '../../app/use-list-state.ts';
import { useSearchText } from '../../app/use-search-text.ts';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import styles from './mail.module.css';
import { OUTBOX_COLUMNS } from './outbox-columns.tsx';
import { OutboxPanel } from './outbox-panel.tsx';
import { useOutboxActs } from './use-outbox-acts.ts';

type View = keyof OutputOf<'outbox.list'>['views'];

const VIEWS: readonly (readonly [View, string])[] = [
  ['all', 'All'],
  ['waiting', 'Waiting'],
  ['failed', 'Failed'],
  ['sent', 'Sent'],
];

/** Every mail that leaves or was to leave, and why it has not. */
export function OutboxScreen({ selectedId }: { readonly selectedId: number | undefined }) {
  const [search, setSearch] = useState('');
  const [view, setView] = useState<View>('all');
  const [text, setText] = useSearchText(search, setSearch);
  const list = useListOf('outbox.list', { search, view });
  const state = useListState(`${search} ${view}`);
  const [openId, setOpenId] = useState(selectedId);
  const { data: counts } = useQueryOf('application.counts', {});
  const active = list.getRow(state.activeIndex);
  const acts = useOutboxActs();
  const closePanel = () => {
    setOpenId(undefined);
    state.focusGrid();
  };
  const shown = openId === active?.id ? active : undefined;
  const back: Action = {
    id: 'close-panel',
    group: 'Outbox',
    label: 'Close the panel',
    keys: 'Escape',
    run: closePanel,
  };
  useActions([...PLAIN_LIST_ACTIONS, ...acts.actions(active), ...(shown ? [back] : [])]);
  const moveTo = (index: number) => {
    state.setActiveIndex(index);
    if (openId !== undefined) setOpenId(list.getRow(index)?.id);
  };
  const views = list.answer?.views;
  const paused = counts?.mailPaused;
  return (
    <>
      <PageHeader title="Outbox" count={views?.all} />
      <Toolbar label="Search and filter">
        <SearchField
          label="Search the outbox"
          placeholder="Recipient, subject or the server’s words"
          value={text}
          onChange={setText}
          onLeave={state.focusGrid}
        />
        <FilterChips
          label="Show"
          items={VIEWS.map(([value, label]) => ({ value, label, count: views?.[value] }))}
          value={view}
          onChange={setView}
        />
      </Toolbar>
      {paused && (
        <Notice tone="warn" title={paused.title} variant="strip">
          {paused.advice}
        </Notice>
      )}
      <div className={styles['split']}>
        <div className={styles['table']}>
          <DataTable
            label="Mails in the outbox"
            columns={OUTBOX_COLUMNS}
            {...listTable(list, state)}
            onActiveIndexChange={moveTo}
            onPeek={(row) => setOpenId(openId === row.id ? undefined : row.id)}
            onOpen={(row) => setOpenId(row.id)}
            onRowClick={(row) => setOpenId(row.id)}
            empty={
              <OutboxEmpty
                filtered={search !== '' || view !== 'all'}
                onClear={() => {
                  setSearch('');
                  setView('all');
                }}
              />
            }
          />
        </div>
        {shown && <OutboxPanel row={shown} acts={acts} onClose={closePanel} />}
      </div>
      <ConfirmDialog
        open={acts.doubtful !== null}
        onOpenChange={(open) => !open && acts.dropDoubt()}
        title="Send this mail again?"
        description="It may have arrived the first time. The person would then have it twice."
        confirmLabel="Send again"
        onConfirm={acts.sendDoubtful}
      />
    </>
  );
}

function OutboxEmpty({
  filtered,
  onClear,
}: {
  readonly filtered: boolean;
  readonly onClear: () => void;
}) {
  return filtered ? (
    <EmptyState
      icon={SearchX}
      title="No mail matches."
      action={<Button onClick={onClear}>Show all mails</Button>}
    />
  ) : (
    <EmptyState
      icon={Send}
      title="Nothing has been sent yet."
      text="Every mail of the site passes through here, with what became of it."
    />
  );
}
