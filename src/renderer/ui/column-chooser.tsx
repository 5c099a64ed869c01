import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import type { Ref } from 'react';

import { Button } from './button.tsx';
import { Checkbox } from './checkbox.tsx';
import type { DataTableColumn } from './data-table-columns.tsx';
import { moved, PLAIN_LAYOUT, toggled, type DataTableLayout } from './data-table-layout.ts';
import { FilterChips } from './filter-chips.tsx';
import { IconButton } from './icon-button.tsx';
import { Popover } from './popover.tsx';
import styles from './column-chooser.module.css';

interface ColumnChooserProps<Row> {
  readonly columns: readonly DataTableColumn<Row>[];
  readonly layout: DataTableLayout;
  readonly onChange: (layout: DataTableLayout) => void;
  /** The button that opens it. */
  readonly triggerRef: Ref<HTMLButtonElement>;
}

/** Which columns a table shows, in which order, and how high its rows are. */
export function ColumnChooser<Row>(props: ColumnChooserProps<Row>) {
  const { columns, layout, onChange, triggerRef } = props;
  const all = columns.map(({ id = '', meta }) => ({ id, label: meta?.label ?? id, meta }));
  const atFirst = all.filter(({ meta }) => meta?.extra !== true).map(({ id }) => id);
  const shown = (layout.columns ?? atFirst).filter((id) => all.some((column) => column.id === id));
  const hidden = all.map(({ id }) => id).filter((id) => !shown.includes(id));
  const labelOf = (id: string) => all.find((column) => column.id === id)?.label ?? id;
  const move = (id: string, by: number) =>
    onChange(moved(layout, shown, id, shown.indexOf(id) + by));
  return (
    <Popover
      title="Columns"
      trigger={
        <IconButton ref={triggerRef} icon={Columns3} label="Columns and row height" size="small" />
      }
    >
      <ul className={styles['list']}>
        {[...shown, ...hidden].map((id) => (
          <li key={id} className={styles['column']}>
            <Checkbox
              label={labelOf(id)}
              checked={shown.includes(id)}
              onChange={() => onChange(toggled(layout, shown, id))}
            />
            {shown.includes(id) && (
              <span className={styles['moves']}>
                <IconButton
                  icon={ArrowUp}
                  label={`${labelOf(id)}: further to the left`}
                  size="small"
                  disabled={id === shown[0]}
                  onClick={() => move(id, -1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={`${labelOf(id)}: further to the right`}
                  size="small"
                  disabled={id === shown.at(-1)}
                  onClick={() => move(id, 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      <div className={styles['foot']}>
        <FilterChips
          label="Row height"
          items={[
            { value: 'compact', label: 'Compact' },
            { value: 'comfortable', label: 'Comfortable' },
          ]}
          value={layout.rows}
          onChange={(rows) => onChange({ ...layout, rows })}
        />
        <Button size="small" variant="quiet" onClick={() => onChange(PLAIN_LAYOUT)}>
          Reset
        </Button>
      </div>
    </Popover>
  );
}
