import { RotateCcw, SearchX, Trash2 } from 'lucide-react';
import { useState } from 'react';

import type { TrashRow } from '../../../shared/contract/trash.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { listTable } from '../../app/list/list-table.tsx';
import { listTarget, type ListTarget, targetOf } from '../../app/list/list-target.ts';
import type { TrashSearch } from '../../app/search-params.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useListPanel } from '../../app/list/use-list-panel.ts';
import { useListState } from '../../app/list/use-list-state.ts';
import { useSearchText } from '../../app/people/use-search-text.ts';
import { WayBackButton } from '../../app/leaving/way-back-button.tsx';
import { useCall } from '../../query/use-call.ts';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import layout from '../../ui/list-layout.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar, ToolbarPlace } from '../../ui/toolbar.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { RestoreAsDialog } from './restore-as-dialog.tsx';
import { RestoreSharedDialog } from './restore-shared-dialog.tsx';
import { TRASH_COLUMNS } from './trash-columns.tsx';
import { TrashPanel } from './trash-panel.tsx';
import { useTrashActs } from './use-trash-acts.ts';

interface TrashScreenProps {
  readonly search: TrashSearch;
  readonly onSearch: (changes: TrashSearch) => void;
}

/** Who was deleted, rejected or cleaned up, for as long as they can come back. */
export function TrashScreen({ search: { q = '', id }, onSearch }: TrashScreenProps) {
  const keymap = useKeymap();
  const list = useListOf('trash.list', { search: q });
  const state = useListState(q, list);
  const panel = useListPanel(id, (next) => onSearch({ id: next }), list, state);
  const [text, setText] = useSearchText(q, (next) => onSearch({ q: next || undefined }));
  const ask = useCall();
  const blocked = useBlock('trash.restore');
  const target = listTarget(state.aim, state.active, q);
  const chosen = state.selectedCount > 0 ? listTarget(state, state.active, q) : null;
  const [erased, setErased] = useState<ListTarget | null>(null);
  const closeErase = () => setErased((now) => (now === erased ? null : now));
  const [asked, setAsked] = useKept<TrashRow | null>('asked before restoring', null);
  const closeQuestion = () => setAsked((now) => (now === asked ? null : now));
  const { data: session } = useQueryOf('session.state', {});
  const eraseBlocked = session?.person?.isSuperuser
    ? (blocked ?? (state.frozen === null ? undefined : 'Select them one by one.'))
    : 'Only a superuser may delete people for good.';
  // Whoever came back or is gone for good is not there to be shown.
  const shown = panel.openId === state.active?.id ? state.active : undefined;
  /** Whether somebody comes back only after a question: their name or their address is taken. */
  const asksFirst = (row: TrashRow): boolean => {
    const asks = row.takenBy !== null || row.addressTaken;
    if (asks) setAsked(row);
    return asks;
  };
  const { restore, pending } = useTrashActs({
    target,
    // By key: of the row under the cursor it is known what is free.
    restoreOne: (id) => state.active?.id === id && asksFirst(state.active),
    total: list.total,
    coming: state.aim.coming,
    blocked,
    eraseBlocked,
    onErase: setErased,
    closePanel: shown && panel.close,
    onDone: state.clear,
  });
  const restoreRow = (row: TrashRow) => {
    if (!asksFirst(row)) void restore(targetOf(row));
  };
  const selectAll = () => state.chooseAll(ask('trash.freeze', { search: q }));
  const actsOn = (row: TrashRow) => (
    <IconButton
      icon={RotateCcw}
      label={`Restore ${targetOf(row).label}`}
      keys={keymap['trash.restore']}
      size="small"
      disabledReason={blocked}
      onClick={() => restoreRow(row)}
    />
  );
  return (
    <>
      <PageHeader title="Trash" count={list.total} />
      <ToolbarPlace
        toolbar={
          <Toolbar label="Search">
            <SearchField
              keys={keymap.search}
              label="Search the trash"
              placeholder="Name or e-mail"
              wide
              value={text}
              onChange={setText}
              onLeave={state.focusGrid}
            />
          </Toolbar>
        }
        selection={
          chosen && (
            <SelectionBar {...state.selectionBar} search={chosen.search}>
              <Button
                size="small"
                icon={RotateCcw}
                keys={keymap['trash.restore']}
                pending={pending}
                disabledReason={blocked}
                onClick={() => void restore(chosen)}
              >
                Restore
              </Button>
              <Button
                size="small"
                icon={Trash2}
                keys={keymap['trash.erase']}
                disabledReason={eraseBlocked}
                onClick={() => setErased(chosen)}
              >
                Delete for good…
              </Button>
            </SelectionBar>
          )
        }
      />
      <div className={layout['list']}>
        <div className={layout['table']}>
          <DataTable
            label="People in the trash"
            columns={TRASH_COLUMNS}
            {...listTable(list, state)}
            onActiveIndexChange={panel.moveTo}
            selection={state.selected}
            selectionInverted={state.frozen !== null}
            onSelectAll={selectAll}
            onSelectionChange={state.select}
            onClearSelection={state.clear}
            onPeek={(row) => panel.open(shown === undefined ? row.id : undefined)}
            onOpen={(row) => panel.open(row.id)}
            rowActions={actsOn}
            empty={<TrashEmpty q={q} onClear={() => onSearch({ q: undefined })} />}
          />
        </div>
        {shown && (
          <TrashPanel
            row={shown}
            {...{ pending, blocked, eraseBlocked }}
            onRestore={() => restoreRow(shown)}
            onErase={() => setErased(targetOf(shown))}
            onClose={panel.close}
          />
        )}
      </div>
      {asked !== null && asked.takenBy !== null && (
        <RestoreAsDialog row={asked} onClose={closeQuestion} onDone={state.clear} />
      )}
      {asked !== null && asked.takenBy === null && (
        <RestoreSharedDialog
          row={asked}
          pending={pending}
          onClose={closeQuestion}
          onRestore={(shares) => void restore(targetOf(asked), shares).then(closeQuestion)}
        />
      )}
      {erased !== null && (
        <EraseDialog
          target={erased}
          onClose={closeErase}
          onDone={() => {
            closeErase();
            state.clear();
          }}
        />
      )}
    </>
  );
}

interface TrashEmptyProps {
  readonly q: string;
  readonly onClear: () => void;
}

function TrashEmpty({ q, onClear }: TrashEmptyProps) {
  if (q === '') {
    return (
      <EmptyState
        icon={Trash2}
        title="The trash is empty."
        text="Whoever is deleted, rejected or cleaned up stays here for 30 days and can come back whole."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={`Nobody in the trash matches “${q}”.`}
      text="The search looks at names and addresses."
      action={<WayBackButton onClick={onClear}>Clear the search</WayBackButton>}
    />
  );
}
