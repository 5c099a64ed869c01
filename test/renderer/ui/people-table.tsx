import { useState } from 'react';

import { defineColumns, type RowId } from '../../../src/renderer/ui/data-table-columns.tsx';
import type { DataTableProps } from '../../../src/renderer/ui/data-table-props.ts';
import { DataTable } from '../../../src/renderer/ui/data-table.tsx';

export interface Person {
  readonly id: number;
  readonly name: string;
}

const columns = defineColumns<Person>([
  { id: 'name', label: 'Person', width: { share: 1, min: 120 }, sortable: true, cell: personName },
  { id: 'note', label: 'Note', width: 200, cell: () => <input aria-label="Note" /> },
]);

function personName(person: Person) {
  return person.name;
}

export function personAt(index: number): Person {
  return { id: index + 1, name: `Person ${index + 1}` };
}

interface PeopleTableProps extends Partial<DataTableProps<Person>> {
  readonly onSelected?: (ids: readonly RowId[]) => void;
  readonly autoFocus?: boolean;
}

function focus(grid: HTMLElement | null) {
  grid?.focus();
}

/** A table that keeps its own active row and selection, as a screen does. */
export function PeopleTable({ onSelected, autoFocus, ...rest }: PeopleTableProps) {
  const [activeIndex, setActiveIndex] = useState(0);
  const [selection, setSelection] = useState<ReadonlySet<RowId>>(new Set());
  return (
    <DataTable<Person>
      label="People"
      columns={columns}
      total={1_000}
      getRow={personAt}
      getRowId={(person) => person.id}
      activeIndex={activeIndex}
      onActiveIndexChange={setActiveIndex}
      selection={selection}
      onSelectionChange={(next) => {
        setSelection(next);
        onSelected?.([...next]);
      }}
      gridRef={autoFocus ? focus : undefined}
      {...rest}
    />
  );
}
