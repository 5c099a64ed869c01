import { CheckCheck } from 'lucide-react';
import { useState } from 'react';

import { useActions } from '../../app/keys/actions.tsx';
import { listTable } from '../../app/list/list-table.tsx';
import { actionsOfGrid } from '../../app/list/list-actions.ts';
import { useListPanel } from '../../app/list/use-list-panel.ts';
import { useListState } from '../../app/list/use-list-state.ts';
import { useCall } from '../../query/use-call.ts';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { capturedActions, capturedTarget, wayActions } from './captured-actions.ts';
import { CAPTURED_COLUMNS } from './captured-columns.tsx';
import { type CapturedSort, NEWEST_FIRST, orderEntries } from './captured-menus.tsx';
import { CapturedMessage } from './captured-message.tsx';
import { CapturedToolbar } from './captured-toolbar.tsx';
import { ImportButton } from './import-button.tsx';
import styles from './mail.module.css';
import { ReleaseDialog } from './release-dialog.tsx';
import { CapturedEmpty } from './captured-empty.tsx';
import { TagsDialog } from './tags-dialog.tsx';
import { useCapturedAccount } from './use-captured-account.ts';
import { useCapturedActs } from './use-captured-acts.ts';

interface CapturedScreenProps {
  /** The mail that was opened, as the address says. */
  readonly selectedId: number | undefined;
  /** Writes it there, in place of the one before where one only moved on. */
  readonly onSelect: (id: number | undefined, inPlace: boolean) => void;
  /** To the list that a mail was opened from. */
  readonly onBack: () => void;
}

/** Mails that the capture server caught: a list beside the message that is read. */
export function CapturedScreen({ selectedId, onSelect, onBack }: CapturedScreenProps) {
  const [search, setSearch] = useState('');
  const [unreadOnly, setUnreadOnly] = useState(false);
  const [sort, setSort] = useState(NEWEST_FIRST);
  // What comes to lie on top is shown, but only what a person goes to or looks into is read.
  const [shownId, setShownId] = useState(selectedId);
  const [isChosen, setIsChosen] = useState(selectedId !== undefined);
  const filter = (changes: {
    readonly search?: string;
    readonly unreadOnly?: boolean;
    readonly sort?: CapturedSort;
  }) => {
    if (changes.search !== undefined) setSearch(changes.search);
    if (changes.unreadOnly !== undefined) setUnreadOnly(changes.unreadOnly);
    if (changes.sort !== undefined) setSort(changes.sort);
    if (openId !== undefined) open(undefined, true);
    setShownId(undefined);
    setIsChosen(false);
  };
  const list = useListOf('captured.list', { search, unreadOnly, sort });
  const state = useListState(JSON.stringify([search, unreadOnly, sort]), list);
  const { active, activeIndex } = state;
  const panel = useListPanel(selectedId, onSelect, list, state);
  const { openId, open } = panel;
  const openedId = openId ?? shownId;
  // Once shown it stays: reading a mail takes it out of the unread ones, and the next is not read.
  if (openId !== undefined && openId !== shownId) {
    setShownId(openId);
    setIsChosen(true);
  } else if (openedId === undefined && active !== undefined && list.settled) {
    setShownId(active.id);
  }
  const isOpened =
    openedId !== undefined && (openId !== undefined || unreadOnly || list.total !== 0);
  const { data: opened } = useQueryOf('captured.get', { id: openedId ?? 1 }, { enabled: isOpened });
  const acts = useCapturedActs((removed) => {
    if (state.selected.size > 0) state.clear();
    if (openedId === undefined || !removed.includes(openedId)) return;
    const beside = [list.getRow(activeIndex + 1), list.getRow(activeIndex - 1)];
    const next = active?.id === openedId ? beside : [active];
    const nextId = next.find((row) => row !== undefined && !removed.includes(row.id))?.id;
    setShownId(nextId);
    if (openId !== undefined) open(nextId, true);
  });
  // Beside what was looked for it would read as if they matched.
  const hidden = search === '' && !unreadOnly ? (list.answer?.hidden ?? 0) : 0;
  const onSort = (next: CapturedSort) => filter({ sort: next });
  const moveTo = (index: number, isRead = true) => {
    panel.moveTo(index);
    setShownId(list.getRow(index)?.id);
    setIsChosen(isRead);
  };
  const read = ({ id }: { readonly id: number }, index: number) => {
    state.setActiveIndex(index);
    if (id !== openId) open(id);
    setShownId(id);
    setIsChosen(true);
  };
  const step = (by: number) =>
    list.getRow(activeIndex + by) === undefined ? undefined : () => moveTo(activeIndex + by);
  const neighbours = { previous: step(-1), next: step(1) };
  const ask = useCall();
  const selectAll = () =>
    state.chooseAll(ask('captured.ids', { search, unreadOnly }).then(({ ids }) => ids));
  const account = useCapturedAccount(isOpened ? openedId : undefined);
  const readMail = active?.id === openedId ? active : opened;
  const target = capturedTarget(state.aim.selected, readMail);
  const chosen = state.selectedCount > 0 ? capturedTarget(state.selected, readMail) : null;
  useActions(
    [
      ...actionsOfGrid('captured', list.total),
      ...wayActions(neighbours, openId === undefined ? undefined : onBack),
      ...capturedActions(target, acts, account),
    ],
    state.aim.coming,
  );
  return (
    <>
      <PageHeader
        title="Captured mail"
        count={list.total}
        action={
          <>
            <ImportButton />
            <Button
              icon={CheckCheck}
              disabledReason={
                acts.blocked ?? (list.answer?.unread ? undefined : 'Everything has been read.')
              }
              onClick={() => void acts.readAll(search, list.answer?.newest)}
            >
              Mark all read
            </Button>
          </>
        }
      />
      <CapturedToolbar
        {...{ search, unreadOnly, state, acts, chosen }}
        unread={list.answer?.unread}
        sort={sort}
        onSort={onSort}
        problem={list.answer?.problem}
        unsearchable={list.answer?.unsearchable}
        onSearch={(next) => filter({ search: next })}
        onUnreadOnly={(next) => filter({ unreadOnly: next })}
      />
      <div className={styles['split']} data-reading={openId !== undefined}>
        <div className={styles['list']}>
          <DataTable
            label="Captured mails"
            columns={CAPTURED_COLUMNS}
            {...listTable(list, state)}
            onActiveIndexChange={(index) => moveTo(index)}
            onMenuMove={(index) => {
              if (list.getRow(index)?.id !== openedId) moveTo(index, false);
            }}
            selection={state.selected}
            onSelectionChange={state.select}
            onSelectAll={selectAll}
            onClearSelection={state.clear}
            onOpen={read}
            onRowClick={read}
            rowHeight={52}
            columnMenu={() => orderEntries(sort, onSort)}
            empty={
              <CapturedEmpty
                {...{ search, unreadOnly }}
                onClear={() => filter({ search: '', unreadOnly: false })}
              />
            }
          />
          {hidden > 0 && <p className={styles['hiddenMails']}>{hiddenWords(hidden)}</p>}
          {isOpened && <p className={styles['howToOpen']}>Enter or a click opens a mail.</p>}
        </div>
        {isOpened && (
          <CapturedMessage
            id={openedId}
            chosen={isChosen}
            onLook={() => setIsChosen(true)}
            {...{ acts, neighbours }}
            onBack={onBack}
          />
        )}
      </div>
      {acts.releasing !== null && <ReleaseDialog ids={acts.releasing} onClose={acts.dropRelease} />}
      {acts.tagEdit !== null && (
        <TagsDialog
          count={acts.tagEdit.ids.length}
          current={acts.tagEdit.current}
          onSave={(add, remove) => void acts.saveTags(add, remove)}
          onClose={() => acts.editTags(null)}
        />
      )}
    </>
  );
}

/** @param hidden Mails that are not listed for whoever looks. */
function hiddenWords(hidden: number): string {
  const more = hidden.toLocaleString('en-GB');
  return hidden === 1
    ? '1 more is for staff: only superusers see it.'
    : `${more} more are for staff: only superusers see them.`;
}
