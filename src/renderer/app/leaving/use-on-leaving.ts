import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

/** Does something when one goes to another screen. */
export function useOnLeaving(act: () => void): void {
  const router = useRouter();
  const onLeaving = useEffectEvent(act);
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
        if (pathChanged) onLeaving();
      }),
    [router],
  );
}
