import { useRef } from 'react';

import type { FaultRule } from '../../../../shared/contract/faults.ts';
import { useCall } from '../../../query/use-call.ts';

type Save<Answer> = (rules: readonly FaultRule[]) => Promise<Answer>;

/**
 * Makes one change after the other. All rules are saved together, so that each change is made to
 * those that are stored by then, and takes none back that was made just before.
 */
export function useFaultChanges(): <Answer>(save: Save<Answer>) => Promise<Answer> {
  const ask = useCall();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (save) => {
    const next = async () => save((await ask('faults.get', {})).rules);
    const change = last.current.then(next, next);
    last.current = change;
    return change;
  };
}
