import { useRef } from 'react';

import type { FaultRule } from '../../../../shared/contract/faults.ts';
import type { OutputOf } from '../../../../shared/contract/index.ts';
import { callError } from '../../../query/call-error.ts';
import { useCall } from '../../../query/use-call.ts';
import { useCommand } from '../../../query/use-command.ts';

/** Rules as they are to be, made of those that are stored. */
export type Change = (rules: readonly FaultRule[]) => readonly FaultRule[];

/**
 * Makes one change after the other. All rules are saved together, so that each change is made to
 * those that are stored by then, and takes none back that was made just before, also by others.
 */
export function useFaultChanges() {
  const ask = useCall();
  const { run } = useCommand('faults.save');
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const inTurn = <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
    const done = last.current.then(act, act);
    last.current = done;
    return done;
  };
  const save = async (change: Change): Promise<OutputOf<'faults.save'>> => {
    const { rules } = await ask('faults.get', {});
    try {
      return await run({ rules: change(rules), basedOn: { rules } });
    } catch (error) {
      if (callError(error).failure.stored === undefined) throw error;
      return save(change);
    }
  };
  return { inTurn, change: (change: Change) => inTurn(() => save(change)) };
}
