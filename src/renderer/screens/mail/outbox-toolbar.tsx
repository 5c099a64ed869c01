import { Ban, Play, Send } from 'lucide-react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import type { useListState } from '../../app/list/use-list-state.ts';
import { useSearchText } from '../../app/people/use-search-text.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChips, type FilterChip } from '../../ui/filter-chips.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar, ToolbarPlace } from '../../ui/toolbar.tsx';
import type { OutboxActs, OutboxTarget } from './use-outbox-acts.ts';

type Views = OutputOf<'outbox.list'>['views'];
export type OutboxView = keyof Views;

const VIEWS: readonly FilterChip<OutboxView>[] = [
  { value: 'all', label: 'All' },
  { value: 'held', label: 'Held', tone: 'warn' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'failed', label: 'Failed', tone: 'danger', title: 'Without tests of the doctor' },
  { value: 'sent', label: 'Sent' },
];

interface OutboxToolbarProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly view: OutboxView;
  readonly onView: (view: OutboxView) => void;
  readonly views: Views | undefined;
  readonly state: ReturnType<typeof useListState>;
  readonly acts: OutboxActs;
  /** Null while nothing is selected. */
  readonly chosen: OutboxTarget | null;
}

/** The search and the views, or what can be done with the selection. */
export function OutboxToolbar(props: OutboxToolbarProps) {
  const keymap = useKeymap();
  const { search, onSearch, view, onView, views, state, acts, chosen } = props;
  const [text, setText] = useSearchText(search, onSearch);
  const toolbar = (
    <Toolbar label="Search and filter">
      <SearchField
        keys={keymap.search}
        label="Search the outbox"
        placeholder="Recipient or subject"
        value={text}
        onChange={setText}
        onLeave={state.focusGrid}
      />
      <FilterChips
        label="Show"
        items={VIEWS.map((item) => ({ ...item, count: views?.[item.value] }))}
        value={view}
        onChange={onView}
      />
    </Toolbar>
  );
  return (
    <ToolbarPlace
      toolbar={toolbar}
      selection={chosen && <OutboxSelection {...{ state, acts, search }} target={chosen} />}
    />
  );
}

interface OutboxSelectionProps extends Pick<OutboxToolbarProps, 'state' | 'acts' | 'search'> {
  readonly target: OutboxTarget;
}

function OutboxSelection({ state, acts, search, target }: OutboxSelectionProps) {
  const keymap = useKeymap();
  return (
    <SelectionBar {...state.selectionBar} search={search || undefined}>
      <Button
        size="small"
        icon={Play}
        keys={keymap['outbox.release']}
        disabledReason={acts.releaseBlocked(target)}
        onClick={() => void acts.release(target.ids)}
      >
        Release
      </Button>
      <Button
        size="small"
        icon={Send}
        keys={keymap['outbox.send']}
        disabledReason={acts.sendBlocked(target)}
        onClick={() => acts.sendTarget(target)}
      >
        Send now
      </Button>
      <Button
        size="small"
        icon={Ban}
        keys={keymap['outbox.cancel']}
        disabledReason={acts.cancelBlocked(target)}
        onClick={() => void acts.cancel(target.ids)}
      >
        Cancel or dismiss
      </Button>
    </SelectionBar>
  );
}
