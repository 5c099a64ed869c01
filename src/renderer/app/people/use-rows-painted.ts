import { useLayoutEffect } from 'react';

const MARK = 'rows-painted';

/**
 * Marks in the browser's timeline when the rows of a question are on screen: what the time from a
 * key press is measured to.
 *
 * @param question Undefined while the rows are those of an older one.
 */
export function useRowsPainted(question: string | undefined): void {
  // With the rows themselves: later effects may come after their frame, and would mark the next one.
  useLayoutEffect(() => {
    if (question === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        performance.clearMarks(MARK);
        performance.mark(MARK, { detail: question });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [question]);
}
