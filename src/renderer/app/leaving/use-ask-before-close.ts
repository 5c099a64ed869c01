import { useEffect } from 'react';

/** While something is unsaved, the browser or the window's host asks before the window closes. */
export function useAskBeforeClose(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    // An object, which is another for each that asks: one function of all would be heard and taken
    // away but once.
    const ask = { handleEvent: (event: Event) => event.preventDefault() };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
