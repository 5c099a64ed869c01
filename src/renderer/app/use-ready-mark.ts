import { useEffect } from 'react';

/** Says on the document that the first screen can be seen: the end mark of starting. */
export function useReadyMark(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    const frame = requestAnimationFrame(() => {
      document.documentElement.dataset['appState'] = 'ready';
    });
    return () => cancelAnimationFrame(frame);
  }, [ready]);
}
