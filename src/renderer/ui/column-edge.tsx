import type { PointerEvent } from 'react';

import styles from './data-table.module.css';

interface ColumnEdgeProps {
  readonly label: string;
  /** @param width In pixels, while the pointer moves. */
  readonly onResize: (width: number) => void;
  readonly onReset: () => void;
}

/** The edge of a column's head, for the pointer; keys do the same on the head itself. */
export function ColumnEdge({ label, onResize, onReset }: ColumnEdgeProps) {
  const drag = (event: PointerEvent<HTMLElement>) => {
    const cell = event.currentTarget.parentElement;
    if (cell === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onResize(event.clientX - cell.getBoundingClientRect().left);
  };
  return (
    <span
      className={styles['edge']}
      title={`${label}: drag, or double click for its own`}
      aria-hidden
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={onReset}
    />
  );
}
