import { CalendarPlus, Check, Copy, MailPlus, Trash2, UserRoundX } from 'lucide-react';

import type { ReactNode } from 'react';

import type { IndexState } from '../../../shared/contract/fields.ts';
import type { PendingViews } from '../../../shared/contract/registrations.ts';
import { useKeymap } from '../../app/keymap.tsx';
import { activationWords } from '../../app/activation-words.ts';
import { ListColumns } from '../../app/list-columns.tsx';
import { searchStatus } from '../../app/list-footer.tsx';
import type { ListTarget } from '../../app/list-target.ts';
import { PeopleQueryBar } from '../../app/people-query-bar.tsx';
import type { useListState } from '../../app/use-list-state.ts';
import { Button } from '../../ui/button.tsx';
import type { DataTableLayout } from '../../ui/data-table-layout.ts';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar, ToolbarPlace } from '../../ui/toolbar.tsx';
import { ExportSelectionButton } from '../transfer/export-button.tsx';
import { linkBlock } from './link-block.ts';
import { pendingChips } from './pending-chips.ts';
import { PENDING_COLUMNS } from './pending-columns.tsx';
import type { PendingActs, Stage } from './use-pending-acts.ts';
import { useSignUpBlocks } from './use-sign-up-blocks.ts';

interface PendingToolbarProps {
  readonly onText: (text: string) => void;
  readonly index: IndexState | undefined;
  readonly layout: DataTableLayout;
  readonly onLayout: (layout: DataTableLayout) => void;
  readonly viewMenu: ReactNode;
  readonly views: PendingViews | undefined;
  readonly state: ReturnType<typeof useListState>;
  readonly acts: PendingActs;
  readonly blocked: string | undefined;
  /** Null while nothing is selected. */
  readonly target: ListTarget | null;
  readonly stage: Stage;
}

export function PendingToolbar(props: PendingToolbarProps) {
  const { onText, views, state, target, index, layout, onLayout, viewMenu } = props;
  const toolbar = (
    <Toolbar
      label="Search and filter"
      end={
        <>
          {viewMenu}
          <ListColumns columns={PENDING_COLUMNS} layout={layout} onChange={onLayout} />
        </>
      }
    >
      <PeopleQueryBar
        list="registrations"
        label="Search sign-ups"
        onText={onText}
        onLeave={state.focusGrid}
        chips={pendingChips(views)}
        status={searchStatus(index)}
      />
    </Toolbar>
  );
  return (
    <ToolbarPlace
      toolbar={toolbar}
      selection={
        target ? (
          <PendingSelection {...props} target={target} />
        ) : (
          state.coming && <SelectionBar {...state.selectionBar} />
        )
      }
    />
  );
}

interface PendingSelectionProps extends Pick<
  PendingToolbarProps,
  'state' | 'acts' | 'blocked' | 'stage'
> {
  readonly target: ListTarget;
}

function PendingSelection({ state, acts, blocked, target, stage }: PendingSelectionProps) {
  const keymap = useKeymap();
  const { removeBlocked, linksBlocked } = useSignUpBlocks(blocked);
  const writing = { size: 'small', disabledReason: blocked } as const;
  const removing = { size: 'small', disabledReason: removeBlocked } as const;
  return (
    <SelectionBar {...state.selectionBar} search={target.search}>
      <Button
        {...writing}
        icon={Check}
        keys={keymap.activate}
        pending={acts.pending === 'activate'}
        onClick={() => acts.activate(target, stage)}
      >
        {activationWords(stage).verb}
      </Button>
      <Button
        {...writing}
        disabledReason={linkBlock(stage) ?? blocked}
        icon={MailPlus}
        keys={keymap.resend}
        pending={acts.pending === 'resend'}
        onClick={() => acts.resend(target)}
      >
        Mail again
      </Button>
      <Button
        size="small"
        icon={Copy}
        keys={keymap['copy-link']}
        disabledReason={linksBlocked ?? linkBlock(stage)}
        onClick={() => acts.copyLinks(target)}
      >
        Copy links
      </Button>
      <Button
        {...writing}
        disabledReason={linkBlock(stage) ?? blocked}
        icon={CalendarPlus}
        onClick={() => acts.open({ kind: 'plan', act: 'extend', target })}
      >
        Extend…
      </Button>
      <Button
        {...removing}
        icon={UserRoundX}
        keys={keymap.reject}
        onClick={() => acts.open({ kind: 'reject', target, stage })}
      >
        Reject…
      </Button>
      <ExportSelectionButton />
      <Button
        {...removing}
        icon={Trash2}
        keys={keymap.delete}
        onClick={() => acts.open({ kind: 'delete', target })}
      >
        Delete…
      </Button>
    </SelectionBar>
  );
}
