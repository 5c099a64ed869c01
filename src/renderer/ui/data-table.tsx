import { DataTableGrid } from './data-table-grid.tsx';
import type { DataTableProps } from './data-table-props.ts';
import { SkeletonRows } from './skeleton-rows.tsx';
import styles from './data-table.module.css';

const LOADING_ROWS = 12;

/** A grid over a list of any length, of which only the rows on screen exist. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { error, empty, total } = props;
  if (error !== undefined && error !== null)
    return <div className={styles['instead']}>{error}</div>;
  if (total === undefined) {
    return (
      <div className={styles['instead']}>
        <SkeletonRows count={LOADING_ROWS} />
      </div>
    );
  }
  if (total === 0) return <div className={styles['instead']}>{empty}</div>;
  return (
    <>
      <DataTableGrid {...props} total={total} />
      {props.missing}
    </>
  );
}
