import { Download, MailOpen, Send, Star, Tag, Trash2 } from 'lucide-react';

import { useKeymap } from '../../app/keys/keymap.tsx';
import { counted } from '../../app/counted.ts';
import type { useListState } from '../../app/list/use-list-state.ts';
import { useSearchText } from '../../app/people/use-search-text.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar, ToolbarPlace } from '../../ui/toolbar.tsx';
import type { CapturedTarget } from './captured-actions.ts';
import { type CapturedSort, ConditionsMenu, OrderMenu, TagsMenu } from './captured-menus.tsx';
import type { CapturedActs } from './use-captured-acts.ts';

interface CapturedToolbarProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly unreadOnly: boolean;
  readonly onUnreadOnly: (unreadOnly: boolean) => void;
  readonly unread: number | undefined;
  readonly sort: CapturedSort;
  readonly onSort: (sort: CapturedSort) => void;
  /** What in the search was not understood. */
  readonly problem: string | null | undefined;
  readonly unsearchable: number | undefined;
  readonly state: ReturnType<typeof useListState>;
  readonly acts: CapturedActs;
  /** Null while nothing is selected. */
  readonly chosen: CapturedTarget | null;
}

/** The search and the views, or what can be done with the selection. */
export function CapturedToolbar(props: CapturedToolbarProps) {
  const keymap = useKeymap();
  const { search, onSearch, unreadOnly, onUnreadOnly, unread, problem, unsearchable = 0 } = props;
  const { state, acts, chosen } = props;
  const [text, setText] = useSearchText(search, onSearch);
  const toolbar = (
    <Toolbar label="Search and filter" end={<OrderMenu sort={props.sort} onSort={props.onSort} />}>
      <SearchField
        keys={keymap.search}
        label="Search captured mail"
        placeholder="Words, from:, has:attachment, -is:read"
        value={text}
        onChange={setText}
        onLeave={state.focusGrid}
        invalid={Boolean(problem)}
        wide
      />
      <ConditionsMenu {...{ text }} onText={setText} />
      <FilterChips
        label="Show"
        items={[
          { value: 'all', label: 'All' },
          { value: 'unread', label: 'Unread', count: unread },
        ]}
        value={unreadOnly ? 'unread' : 'all'}
        onChange={(value) => onUnreadOnly(value === 'unread')}
      />
      <TagsMenu {...{ text }} onText={setText} />
    </Toolbar>
  );
  return (
    <>
      <ToolbarPlace
        toolbar={toolbar}
        selection={chosen && <CapturedSelection {...{ state, acts, search }} target={chosen} />}
      />
      {problem && <Notice tone="warn" variant="strip" title={problem} />}
      {unsearchable > 0 && search !== '' && (
        <Notice
          tone="waiting"
          variant="strip"
          title={`${counted(unsearchable, 'older mail')} not searched yet.`}
        >
          They are being read. Search again in a while.
        </Notice>
      )}
    </>
  );
}

interface CapturedSelectionProps extends Pick<CapturedToolbarProps, 'state' | 'acts' | 'search'> {
  readonly target: CapturedTarget;
}

function CapturedSelection({ state, acts, search, target }: CapturedSelectionProps) {
  const { ids, row } = target;
  const keymap = useKeymap();
  const isRead = row?.read ?? false;
  const isStarred = row?.starred ?? false;
  return (
    <SelectionBar {...state.selectionBar} search={search || undefined}>
      <Button
        size="small"
        icon={MailOpen}
        keys={keymap['captured.read']}
        disabledReason={acts.blocked}
        onClick={() => void acts.markRead(ids, !isRead)}
      >
        {isRead ? 'Unread' : 'Read'}
      </Button>
      <Button
        size="small"
        icon={Star}
        keys={keymap['captured.star']}
        disabledReason={acts.blocked}
        onClick={() => void acts.star(ids, !isStarred)}
      >
        {isStarred ? 'Unstar' : 'Star'}
      </Button>
      <Button
        size="small"
        icon={Tag}
        keys={keymap['captured.tag']}
        disabledReason={acts.blocked}
        onClick={() => acts.editTags({ ids, current: row?.tags ?? [] })}
      >
        Tags
      </Button>
      <Button
        size="small"
        icon={Send}
        keys={keymap['captured.release']}
        disabledReason={acts.blocked}
        onClick={() => acts.release(ids)}
      >
        Release
      </Button>
      <Button
        size="small"
        icon={Download}
        keys={keymap['captured.save']}
        onClick={() => void acts.save(ids)}
      >
        Save
      </Button>
      <Button
        size="small"
        icon={Trash2}
        keys={keymap['captured.delete']}
        disabledReason={acts.blocked}
        onClick={() => void acts.remove(ids)}
      >
        Delete
      </Button>
    </SelectionBar>
  );
}
