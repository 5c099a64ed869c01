import { ScrollText, SearchX, Undo2 } from 'lucide-react';
import { useRef } from 'react';

import { parseAuditQuery } from '../../../shared/audit-query.ts';
import type { OperationRow } from '../../../shared/contract/operations.ts';
import { type Action, useActions } from '../../app/keys/actions.tsx';
import { useActs } from '../../app/acts/acts.tsx';
import { listTable } from '../../app/list/list-table.tsx';
import { actionsOfGrid, closePanelAction } from '../../app/list/list-actions.ts';
import type { ActivitySearch } from '../../app/search-params.ts';
import { useListPanel } from '../../app/list/use-list-panel.ts';
import { useListState } from '../../app/list/use-list-state.ts';
import { useSearchText } from '../../app/people/use-search-text.ts';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { WayBackButton } from '../../app/leaving/way-back-button.tsx';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import layout from '../../ui/list-layout.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { ACTIVITY_COLUMNS } from './activity-columns.tsx';
import { AuditQueryBar } from './audit-query-bar.tsx';
import { ChainState } from './chain-state.tsx';
import { ExportLogButton } from './export-log-button.tsx';
import { OperationPanel } from './operation-panel.tsx';

interface ActivityScreenProps {
  readonly search: ActivitySearch;
  readonly onSearch: (changes: ActivitySearch) => void;
}

/** Everything that was done to accounts and settings, newest first, with the way back. */
export function ActivityScreen({ search, onSearch }: ActivityScreenProps) {
  const { q = '' } = search;
  const list = useListOf('operations.list', { search: q });
  const state = useListState(q, list);
  const panel = useListPanel(search.id, (id) => onSearch({ id }), list, state);
  const { openId: id, open: show } = panel;
  const acts = useActs();
  const blocked = useWriteBlock();
  const [text, setText] = useSearchText(q, (next) => onSearch({ q: next || undefined }));
  const changes = useRef<HTMLOListElement>(null);
  /** Opens the panel; once it is open, leads to the first person in it. */
  const openOrEnter = (row: OperationRow) => {
    if (row.id !== id) show(row.id);
    else changes.current?.querySelector('a')?.focus();
  };
  const closePanel = () => {
    show(undefined);
    state.focusGrid();
  };
  const opened = useQueryOf('operations.get', { id: id ?? 1 }, { enabled: id !== undefined });
  /** The act whose panel is open, also where the list does not show it, or else the one of the row. */
  const shown = id === undefined || id === state.active?.id ? state.active : opened.data?.operation;
  const undoAction = (row: OperationRow | undefined): readonly Action[] =>
    row === undefined
      ? []
      : [
          {
            id: 'audit.undo',
            group: 'Audit',
            label: `Take back: ${showTurns(row.title)}`,
            bar: 'take this back',
            icon: Undo2,
            disabledReason: row.undoBlocked ?? blocked,
            run: () => void acts.undo(row.id),
          },
        ];
  useActions([
    ...actionsOfGrid('audit', list.total),
    ...closePanelAction('Audit', id === undefined ? undefined : closePanel),
    ...undoAction(shown),
  ]);
  const actsOn = (row: OperationRow) => (
    <IconButton
      icon={Undo2}
      label={`Undo: ${showTurns(row.title)}`}
      size="small"
      disabledReason={row.undoBlocked ?? blocked}
      onClick={() => void acts.undo(row.id)}
    />
  );
  return (
    <>
      <PageHeader
        title="Audit"
        count={list.total}
        secondary={<ChainState />}
        action={<ExportLogButton search={q} />}
      />
      <Toolbar label="Search and filter">
        <AuditQueryBar text={text} onText={setText} onLeave={state.focusGrid} />
      </Toolbar>
      <div className={layout['list']}>
        <div className={layout['table']}>
          <DataTable
            label="Acts"
            columns={ACTIVITY_COLUMNS}
            {...listTable(list, state)}
            activeShown={panel.activeShown}
            onActiveIndexChange={panel.moveTo}
            onPeek={(row) => show(id === row.id ? undefined : row.id)}
            onOpen={openOrEnter}
            rowActions={actsOn}
            empty={<ActivityEmpty q={q} onClear={() => onSearch({ q: undefined })} />}
          />
        </div>
        {id !== undefined && <OperationPanel {...{ id, blocked, changes }} onClose={closePanel} />}
      </div>
    </>
  );
}

interface ActivityEmptyProps {
  readonly q: string;
  readonly onClear: () => void;
}

function ActivityEmpty({ q, onClear }: ActivityEmptyProps) {
  if (q === '') {
    return (
      <EmptyState
        icon={ScrollText}
        title="Nothing was done yet."
        text="Every change to an account or a setting appears here, with who made it and the way back."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={`Nothing matches “${q}”.`}
      text={
        parseAuditQuery(q).conditions.some(({ operator }) => operator === 'kind')
          ? 'kind: takes words of what was done, such as activated, rejected, imported or signed up.'
          : 'The search looks at administrators, acts and the beginning of user names.'
      }
      action={<WayBackButton onClick={onClear}>Clear the search</WayBackButton>}
    />
  );
}
