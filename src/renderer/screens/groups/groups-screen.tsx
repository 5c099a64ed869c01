import { Plus, SearchX, Shapes } from 'lucide-react';
import type { GroupRow } from '../../../shared/contract/groups.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { listTable } from '../../app/list/list-table.tsx';
import type { GroupsSearch } from '../../app/search-params.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useListPanel } from '../../app/list/use-list-panel.ts';
import { useListState } from '../../app/list/use-list-state.ts';
import { useSearchText } from '../../app/people/use-search-text.ts';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { WayBackButton } from '../../app/leaving/way-back-button.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { wholeList } from '../../query/whole-list.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import layout from '../../ui/list-layout.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { DeleteGroupDialog } from './delete-group-dialog.tsx';
import { GROUP_COLUMNS } from './group-columns.tsx';
import { GroupPanel } from './group-panel.tsx';
import { NewGroupDialog } from './new-group-dialog.tsx';
import { RenameGroupDialog } from './rename-group-dialog.tsx';
import { useGroupActions } from './use-group-actions.ts';

interface GroupsScreenProps {
  readonly search: GroupsSearch;
  readonly onSearch: (changes: GroupsSearch) => void;
  /** To those whom a search finds in Users. */
  readonly onPeople: (query: string) => void;
}

type GroupDialog =
  | { readonly kind: 'new' }
  | { readonly kind: 'rename' | 'delete'; readonly group: GroupRow };

/** Groups: who is in them, and what they permit. */
export function GroupsScreen({ search, onSearch, onPeople }: GroupsScreenProps) {
  const { q = '' } = search;
  const keymap = useKeymap();
  const groups = useQueryOf('groups.list', {});
  const all = groups.data?.rows;
  const wanted = q.toLowerCase();
  const rows = all?.filter(({ name }) => name.toLowerCase().includes(wanted));
  const list = wholeList(rows, groups);
  const state = useListState(q, list);
  const isGone = all !== undefined && all.every(({ id }) => id !== search.id);
  const panel = useListPanel(isGone ? undefined : search.id, (id) => onSearch({ id }), list, state);
  const [text, setText] = useSearchText(q, (next) => onSearch({ q: next || undefined }));
  const [dialog, setDialog] = useKept<GroupDialog | null>('group dialog', null);
  const closeDialog = () => setDialog((now) => (now === dialog ? null : now));
  const { data: session } = useQueryOf('session.state', {});
  const readOnly = useWriteBlock();
  const isSuperuser = session?.person?.isSuperuser ?? false;
  const blocked = readOnly ?? (isSuperuser ? undefined : 'Only a superuser may change groups.');
  const shown = all?.find((row) => row.id === panel.openId);
  const about =
    dialog === null || dialog.kind === 'new'
      ? undefined
      : all?.find((row) => row.id === dialog.group.id);
  // After an unlocking a dialog is there before the groups are.
  const isAboutGone = all !== undefined && about === undefined;
  const openNew = () => setDialog({ kind: 'new' });
  const open = (kind: 'rename' | 'delete') => (group: GroupRow) => setDialog({ kind, group });
  useGroupActions({
    target: shown ?? state.active,
    blocked,
    onNew: openNew,
    onRename: open('rename'),
    onDelete: open('delete'),
    onPeople,
    total: list.total,
    closePanel: shown && panel.close,
  });
  return (
    <>
      <PageHeader
        title="Groups"
        count={list.total}
        action={
          <Button
            variant="primary"
            icon={Plus}
            keys={keymap['groups.new']}
            disabledReason={blocked}
            onClick={openNew}
          >
            New group
          </Button>
        }
      />
      <Toolbar label="Search">
        <SearchField
          keys={keymap.search}
          label="Search groups"
          placeholder="Name"
          value={text}
          onChange={setText}
          onLeave={state.focusGrid}
        />
      </Toolbar>
      <div className={layout['list']}>
        <div className={layout['table']}>
          <DataTable
            label="Groups"
            columns={GROUP_COLUMNS}
            {...listTable(list, state)}
            activeShown={panel.activeShown}
            onActiveIndexChange={panel.moveTo}
            onPeek={(row) => panel.open(row.id === panel.openId ? undefined : row.id)}
            onOpen={(row) => panel.open(row.id)}
            empty={
              <GroupsEmpty
                q={q}
                onClear={() => onSearch({ q: undefined })}
                {...{ blocked }}
                onNew={openNew}
              />
            }
          />
        </div>
        {shown && (
          <GroupPanel
            group={shown}
            blocked={blocked}
            onRename={() => open('rename')(shown)}
            onDelete={() => open('delete')(shown)}
            onClose={panel.close}
          />
        )}
      </div>
      {dialog?.kind === 'new' && (
        <NewGroupDialog
          onClose={closeDialog}
          onMade={(made) => {
            closeDialog();
            onSearch({ q: undefined, id: made });
          }}
        />
      )}
      {dialog?.kind === 'rename' && (
        <RenameGroupDialog
          group={about ?? dialog.group}
          isGone={isAboutGone}
          onClose={closeDialog}
        />
      )}
      {dialog?.kind === 'delete' && (
        <DeleteGroupDialog
          group={about ?? dialog.group}
          isGone={isAboutGone}
          onClose={closeDialog}
        />
      )}
    </>
  );
}

interface GroupsEmptyProps {
  readonly q: string;
  readonly blocked: string | undefined;
  readonly onClear: () => void;
  readonly onNew: () => void;
}

function GroupsEmpty({ q, blocked, onClear, onNew }: GroupsEmptyProps) {
  if (q !== '') {
    return (
      <EmptyState
        icon={SearchX}
        title={`No group matches “${q}”.`}
        action={<WayBackButton onClick={onClear}>Clear the search</WayBackButton>}
      />
    );
  }
  return (
    <EmptyState
      icon={Shapes}
      title="There are no groups yet."
      text="A group gives everybody in it the same permissions. Put people into it from Users."
      action={
        <Button icon={Plus} disabledReason={blocked} onClick={onNew}>
          Make a group
        </Button>
      }
    />
  );
}
