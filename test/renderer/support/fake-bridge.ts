import type { Bridge, ChangedEvent } from '../../../src/shared/bridge.ts';
import {
  contract,
  type OutputOf,
  type ParsedInputOf,
  type ProcedureName,
} from '../../../src/shared/contract/index.ts';
import type { Procedure } from '../../../src/shared/contract/procedure.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import type { Topic } from '../../../src/shared/topics.ts';

/** What the application would answer; a RefusedError becomes a failure, as in the dispatcher. */
export type Answers = {
  readonly [Name in ProcedureName]?: (
    input: ParsedInputOf<Name>,
  ) => OutputOf<Name> | Promise<OutputOf<Name>>;
};

export interface FakeBridge extends Bridge {
  /** The inputs that a procedure was called with, parsed, in order. */
  readonly inputsOf: <Name extends ProcedureName>(name: Name) => ParsedInputOf<Name>[];
  readonly emit: (topics: readonly Topic[]) => void;
}

/**
 * A bridge to made-up answers that holds both sides to the contract: inputs and outputs are parsed,
 * and a command publishes the topics that it writes.
 */
export function createFakeBridge(answers: Answers): FakeBridge {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const listeners = new Set<(event: ChangedEvent) => void>();
  const emit = (topics: readonly Topic[]) => {
    for (const listener of listeners) listener({ topics });
  };
  return {
    host: 'browser',
    emit,
    inputsOf: (name) => calls.flatMap((made) => (made.name === name ? [made.input as never] : [])),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    invoke: async (name, input) => {
      const procedure: Procedure = contract[name as ProcedureName];
      const answer = answers[name as ProcedureName] as ((input: unknown) => unknown) | undefined;
      if (answer === undefined) throw new Error(`The test has no answer to ${name}.`);
      const parsed = procedure.input.parse(input);
      calls.push({ name, input: parsed });
      try {
        const value = procedure.output.parse(await answer(parsed));
        if (procedure.kind === 'command') emit(procedure.writes);
        return { ok: true, value };
      } catch (error) {
        if (error instanceof RefusedError) return { ok: false, error: error.failure };
        throw error;
      }
    },
  };
}
