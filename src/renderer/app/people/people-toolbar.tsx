import type { ReactNode } from 'react';

import type { SignalCounts } from '../../../shared/contract/registrations.ts';
import type { DataTableColumn } from '../../ui/data-table-columns.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { Toolbar, ToolbarPlace } from '../../ui/toolbar.tsx';
import { ListColumns } from '../list/list-columns.tsx';
import { searchStatus } from '../list/list-footer.tsx';
import { type CountedChip, PeopleQueryBar } from './people-query-bar.tsx';
import type { PeopleListState } from './use-people-list.ts';
import { ViewMenu } from './view-menu.tsx';

interface PeopleToolbarProps<Row extends { readonly id: number }> {
  readonly people: PeopleListState<Row>;
  readonly columns: readonly DataTableColumn<Row>[];
  /** What the search field is called. */
  readonly label: string;
  readonly chips: readonly CountedChip[];
  /** How many each signal would leave. */
  readonly signals?: SignalCounts | undefined;
  /** The acts on the selection, or null while there is none. */
  readonly selection: ReactNode;
}

/** Search, filters, views and columns of a list of people, or the acts on who is selected in it. */
export function PeopleToolbar<Row extends { readonly id: number }>(props: PeopleToolbarProps<Row>) {
  const { people, columns, label, chips, signals, selection } = props;
  const { kind, name, query, view, state, layout } = people;
  const toolbar = (
    <Toolbar
      label="Search and filter"
      end={
        <>
          <ViewMenu list={name} {...{ query, view, layout }} />
          <ListColumns {...{ columns, layout }} onChange={people.arrange} />
        </>
      }
    >
      <PeopleQueryBar
        list={kind}
        label={label}
        onText={people.onText}
        onLeave={state.focusGrid}
        chips={chips}
        signals={signals}
        status={searchStatus(people.index)}
      />
    </Toolbar>
  );
  return (
    <ToolbarPlace
      toolbar={toolbar}
      selection={selection ?? (state.coming && <SelectionBar {...state.selectionBar} />)}
    />
  );
}
