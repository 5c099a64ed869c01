import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Where in a list one comes back to, as the address says when the list is opened. It is taken out of
 * there then: whoever comes to the list later, or types something else, starts at its beginning.
 */
export function useStartPlace(at: number | undefined, takeOut: () => void): number | undefined {
  const [start] = useState(at);
  const taken = useEffectEvent(takeOut);
  useEffect(() => {
    if (start !== undefined) taken();
  }, [start]);
  return start;
}
