import type { CommandName, InputOf, OutputOf } from '../../shared/contract/index.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { useCommand } from '../query/use-command.ts';
import { useActs } from './acts.tsx';
import type { ActWords } from './outcome-message.ts';

/** Commands that answer with an outcome, and so can be told and taken back the same way. */
type ActName = {
  [Name in CommandName]: OutputOf<Name> extends Outcome ? Name : never;
}[CommandName];

export interface Act<Name extends ActName> {
  /** The outcome, or null when it was refused. Either is told in a toast. */
  readonly run: (input: InputOf<Name>, words: ActWords) => Promise<Outcome | null>;
  readonly pending: boolean;
}

/** An act on accounts that tells its own outcome. */
export function useAct<Name extends ActName>(name: Name): Act<Name> {
  const command = useCommand(name);
  const acts = useActs();
  const run: Act<Name>['run'] = async (input, words) => {
    try {
      const outcome: Outcome = await command.run(input);
      acts.report(outcome, { goOn: () => void run(input, words), ...words });
      return outcome;
    } catch (error) {
      acts.refuse(error);
      return null;
    }
  };
  return {
    pending: command.pending,
    run,
  };
}
