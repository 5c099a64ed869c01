import { useEffect, useEffectEvent } from 'react';

import { isolated } from '../../app/counted.ts';
import { useToasts } from '../../ui/toast.tsx';

/** Closes a dialog about a group that somebody else deleted meanwhile, and says so. */
export function useGoneGroup(isGone: boolean, name: string, onClose: () => void): void {
  const { show } = useToasts();
  const leave = useEffectEvent(() => {
    onClose();
    show({ tone: 'warn', title: `The group ${isolated(name)} was deleted by somebody else.` });
  });
  useEffect(() => {
    if (isGone) leave();
  }, [isGone]);
}
