import { Check, Copy, MailPlus, Trash2, UserRoundX } from 'lucide-react';

import type { PendingViews } from '../../../shared/contract/registrations.ts';
import { activationWords } from '../../app/activation-words.ts';
import type { ListTarget } from '../../app/list-target.ts';
import type { PendingSearch } from '../../app/search-params.ts';
import type { useListState } from '../../app/use-list-state.ts';
import { useSearchText } from '../../app/use-search-text.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { linkBlock } from './link-block.ts';
import type { PendingActs, Stage } from './use-pending-acts.ts';

interface PendingToolbarProps {
  readonly search: PendingSearch;
  readonly onSearch: (changes: PendingSearch) => void;
  readonly views: PendingViews | undefined;
  readonly state: ReturnType<typeof useListState>;
  readonly acts: PendingActs;
  readonly blocked: string | undefined;
  /** Null while nothing is selected. */
  readonly target: ListTarget | null;
  readonly stage: Stage;
}

export function PendingToolbar(props: PendingToolbarProps) {
  const { search, onSearch, views, state, target } = props;
  const [text, setText] = useSearchText(search.q ?? '', (q) => onSearch({ q: q || undefined }));
  if (target !== null) return <PendingSelection {...props} target={target} />;
  return (
    <Toolbar label="Search and filter">
      <SearchField
        label="Search sign-ups"
        placeholder="Name or e-mail"
        value={text}
        onChange={setText}
        onLeave={state.focusGrid}
      />
      <FilterChips
        label="View"
        value={search.view ?? 'all'}
        onChange={(view) => onSearch({ view: view === 'all' ? undefined : view })}
        items={[
          { value: 'all', label: 'All', count: views?.all },
          {
            value: 'to-approve',
            label: 'To approve',
            count: views?.['to-approve'],
            tone: 'waiting',
          },
          { value: 'expiring', label: 'Ends within a day', count: views?.expiring, tone: 'warn' },
          { value: 'expired', label: 'Ended', count: views?.expired },
          { value: 'mail-held', label: 'Mail held', count: views?.['mail-held'], tone: 'warn' },
          {
            value: 'mail-failed',
            label: 'Mail failed',
            count: views?.['mail-failed'],
            tone: 'danger',
          },
        ]}
      />
    </Toolbar>
  );
}

interface PendingSelectionProps extends Pick<
  PendingToolbarProps,
  'state' | 'acts' | 'blocked' | 'stage'
> {
  readonly target: ListTarget;
}

function PendingSelection({ state, acts, blocked, target, stage }: PendingSelectionProps) {
  const writing = { size: 'small', disabledReason: blocked } as const;
  return (
    <SelectionBar {...state.selectionBar}>
      <Button
        {...writing}
        icon={Check}
        keys="a"
        pending={acts.pending === 'activate'}
        onClick={() => acts.activate(target, stage)}
      >
        {activationWords(stage).verb}
      </Button>
      <Button
        {...writing}
        disabledReason={linkBlock(stage) ?? blocked}
        icon={MailPlus}
        keys="m"
        pending={acts.pending === 'resend'}
        onClick={() => acts.resend(target)}
      >
        Mail again
      </Button>
      <Button
        size="small"
        icon={Copy}
        keys="c"
        disabledReason={linkBlock(stage)}
        onClick={() => acts.copyLinks(target)}
      >
        Copy links
      </Button>
      <Button
        {...writing}
        icon={UserRoundX}
        keys="r"
        onClick={() => acts.open({ kind: 'reject', target, stage })}
      >
        Reject…
      </Button>
      <Button
        {...writing}
        icon={Trash2}
        keys="Delete"
        onClick={() => acts.open({ kind: 'delete', target })}
      >
        Delete…
      </Button>
    </SelectionBar>
  );
}
