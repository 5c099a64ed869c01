import { CheckCheck, Inbox, SearchX } from 'lucide-react';
import { useState } from 'react';

import { useActions } from '../../app/actions.tsx';
import { listTable } from '../../app/list-table.tsx';
import { PLAIN_LIST_ACTIONS } from '../../app/list-actions.ts';
import { useListState } from '../../app/use-list-state.ts';
import { useSearchText } from '../../app/use-search-text.ts';
import { useListOf } from '../../query/use-list-of.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CAPTURED_COLUMNS } from './captured-columns.tsx';
import { CapturedMessage } from './captured-message.tsx';
import styles from './mail.module.css';
import { useCapturedActs } from './use-captured-acts.ts';

interface CapturedScreenProps {
  readonly selectedId: number | undefined;
}

/** Mails that the capture server caught: a list beside the message that is read. */
export function CapturedScreen({ selectedId }: CapturedScreenProps) {
  const [search, setSearch] = useState('');
  const [unreadOnly, setUnreadOnly] = useState(false);
  const [openedId, setOpenedId] = useState(selectedId);
  const filter = (changes: { readonly search?: string; readonly unreadOnly?: boolean }) => {
    if (changes.search !== undefined) setSearch(changes.search);
    if (changes.unreadOnly !== undefined) setUnreadOnly(changes.unreadOnly);
    setOpenedId(undefined);
  };
  const [text, setText] = useSearchText(search, (next) => filter({ search: next }));
  const list = useListOf('captured.list', { search, unreadOnly });
  const state = useListState(`${search} ${unreadOnly}`, list);
  const { active } = state;
  // Once shown it stays: reading a mail takes it out of the unread ones, and the next is not read.
  if (openedId === undefined && active !== undefined && list.settled) setOpenedId(active.id);
  const isOpened = openedId !== undefined && (unreadOnly || list.total !== 0);
  const { data: opened } = useQueryOf('captured.get', { id: openedId ?? 1 }, { enabled: isOpened });
  const acts = useCapturedActs((removedId) => {
    if (removedId !== openedId) return;
    const { activeIndex: index } = state;
    const next = list.getRow(index + 1) ?? list.getRow(index - 1);
    setOpenedId((active?.id === removedId ? next : active)?.id);
  });
  const moveTo = (index: number) => {
    state.setActiveIndex(index);
    setOpenedId(list.getRow(index)?.id);
  };
  useActions([
    ...PLAIN_LIST_ACTIONS.filter(({ id }) => id === 'list.move' || id === 'list.page'),
    ...acts.actions(active?.id === openedId ? active : opened),
  ]);
  return (
    <>
      <PageHeader
        title="Captured mail"
        count={list.total}
        action={
          <Button
            icon={CheckCheck}
            disabledReason={list.answer?.unread ? undefined : 'Everything has been read.'}
            onClick={() => void acts.readAll({ search, unreadOnly })}
          >
            Mark all read
          </Button>
        }
      />
      <Toolbar label="Search and filter">
        <SearchField
          label="Search captured mail"
          placeholder="Subject, sender, recipient or words"
          value={text}
          onChange={setText}
          onLeave={state.focusGrid}
        />
        <FilterChips
          label="Show"
          items={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: 'Unread', count: list.answer?.unread },
          ]}
          value={unreadOnly ? 'unread' : 'all'}
          onChange={(value) => filter({ unreadOnly: value === 'unread' })}
        />
      </Toolbar>
      <div className={styles['split']}>
        <div className={styles['list']}>
          <DataTable
            label="Captured mails"
            columns={CAPTURED_COLUMNS}
            {...listTable(list, state)}
            onActiveIndexChange={moveTo}
            onOpen={(row) => setOpenedId(row.id)}
            rowHeight={52}
            empty={
              <CapturedEmpty
                {...{ search, unreadOnly }}
                onClear={() => filter({ search: '', unreadOnly: false })}
              />
            }
          />
        </div>
        {isOpened && <CapturedMessage id={openedId} acts={acts} />}
      </div>
    </>
  );
}

interface CapturedEmptyProps {
  readonly search: string;
  readonly unreadOnly: boolean;
  readonly onClear: () => void;
}

function CapturedEmpty({ search, unreadOnly, onClear }: CapturedEmptyProps) {
  const { data: status } = useQueryOf('application.status', {});
  const site = status?.addresses.accountsSite;
  if (search !== '' || unreadOnly) {
    return (
      <EmptyState
        icon={SearchX}
        title={search === '' ? 'Everything has been read.' : `No mail matches “${search}”.`}
        action={<Button onClick={onClear}>Show all mails</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title="No mail yet."
      text="What the site sends is caught here and goes nowhere else. Sign somebody up to see the first one."
      action={
        site && (
          <Button onClick={() => window.open(`${site}register/`, '_blank', 'noreferrer')}>
            Open the register page
          </Button>
        )
      }
    />
  );
}
