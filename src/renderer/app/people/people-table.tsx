import type { SignalCounts } from '../../../shared/contract/registrations.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { DataTableProps } from '../../ui/data-table-props.ts';
import layout from '../../ui/list-layout.module.css';
import { ListFooter } from '../list/list-footer.tsx';
import { listTable } from '../list/list-table.tsx';
import { columnFilterEntries } from './people-filters.ts';
import type { PeopleListState } from './use-people-list.ts';

interface PeopleTableProps<Row extends { readonly id: number }> extends Pick<
  DataTableProps<Row>,
  | 'label'
  | 'columns'
  | 'activeShown'
  | 'onActiveIndexChange'
  | 'onPeek'
  | 'onOpen'
  | 'rowActions'
  | 'empty'
> {
  readonly people: PeopleListState<Row>;
  /** What one and many of the list are called. */
  readonly one: string;
  readonly many: string;
  /** How many each signal would leave. */
  readonly signals?: SignalCounts | undefined;
}

/** The rows of a list of people, and how many there are. */
export function PeopleTable<Row extends { readonly id: number }>({
  people,
  one,
  many,
  signals,
  ...table
}: PeopleTableProps<Row>) {
  const { kind, list, state, text, onText, arrange } = people;
  return (
    <div className={layout['table']}>
      <DataTable
        {...listTable(list, state)}
        {...people.selection}
        {...table}
        sort={people.sorting}
        onSortChange={(sort) => arrange({ sort })}
        layout={people.layout}
        onLayoutChange={arrange}
        columnMenu={(column) => columnFilterEntries(kind, column, { text, onText, signals })}
      />
      <ListFooter
        {...{ one, many }}
        all={people.everybody}
        matching={people.matching}
        query={list.error === null ? people.query : ''}
        index={people.index}
      />
    </div>
  );
}
