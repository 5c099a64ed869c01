import { ChartColumn, Table2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';
import styles from './chart.module.css';

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}

interface ChartProps {
  readonly title: string;
  /** In small print under the title. */
  readonly note?: ReactNode;
  /** The same numbers as rows, for whoever reads rather than looks; null while there are none. */
  readonly table: ChartTable | null;
  readonly children: ReactNode;
}

/** A figure with a table twin: one press shows the other. */
export function Chart({ title, note, table, children }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const showsTable = asTable && table !== null;
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {note !== undefined && <p className={styles['note']}>{note}</p>}
        {table !== null && (
          <span className={styles['twin']}>
            <IconButton
              icon={asTable ? ChartColumn : Table2}
              label={asTable ? `${title} as a chart` : `${title} as a table`}
              size="small"
              onClick={() => setAsTable(!asTable)}
            />
          </span>
        )}
      </header>
      {showsTable ? <TwinTable title={title} {...table} /> : children}
    </section>
  );
}

function TwinTable({ title, columns, rows }: ChartTable & { readonly title: string }) {
  return (
    <div className={styles['scroll']} role="region" aria-label={title} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
