import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './skeleton-rows.module.css';

/** Bars at true row height. They appear after 100 ms, so that a fast answer never flickers. */
export function SkeletonRows({ count = 8 }: { readonly count?: number }) {
  return (
    <div className={styles['rows']} role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles['row']}>
          <SkeletonBar seed={index} />
        </div>
      ))}
    </div>
  );
}

/** One bar; the seed varies its length so that a column doesn't look like a wall. */
export function SkeletonBar({ seed }: { readonly seed: number }) {
  return <span className={styles['bar']} style={{ width: `${45 + ((seed * 37) % 40)}%` }} />;
}
