import { useRef } from 'react';

import type { CommandName, InputOf, OutputOf } from '../../../shared/contract/index.ts';
import type { Outcome } from '../../../shared/contract/operations.ts';
import { useCommand } from '../../query/use-command.ts';
import { useActs } from './acts.tsx';
import { type ActWords, whomOf } from './outcome-message.ts';
import { useBeginAct } from './slow-acts.tsx';

/** Commands that answer with an outcome, and so can be told and taken back the same way. */
type ActName = {
  [Name in CommandName]: OutputOf<Name> extends Outcome ? Name : never;
}[CommandName];

export interface Act<Name extends ActName> {
  /** The outcome, or null when it was refused or is under way already. Either is told in a toast. */
  readonly run: (input: InputOf<Name>, words: ActWords) => Promise<Outcome | null>;
  readonly pending: boolean;
}

/** An act on accounts that tells its own outcome. */
export function useAct<Name extends ActName>(name: Name): Act<Name> {
  const command = useCommand(name);
  const acts = useActs();
  const begin = useBeginAct();
  const underWay = useRef(new Set<string>());
  const run: Act<Name>['run'] = async (input, words) => {
    const key = JSON.stringify(input);
    if (underWay.current.has(key)) return null;
    underWay.current.add(key);
    const end = begin(whomOf(words));
    try {
      const outcome: Outcome = await command.run(input);
      acts.report(outcome, { goOn: () => void run(input, words), ...words });
      return outcome;
    } catch (error) {
      acts.refuse(error, { ...words, again: () => void run(input, words) });
      return null;
    } finally {
      underWay.current.delete(key);
      end();
    }
  };
  return {
    pending: command.pending,
    run,
  };
}
