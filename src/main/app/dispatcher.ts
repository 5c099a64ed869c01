import type { z } from 'zod';

import {
  type Contract,
  type OutputOf,
  type ParsedInputOf,
  procedureNamed,
  type ProcedureName,
} from '../../shared/contract/index.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import { type Failure, RefusedError, type Result } from '../../shared/errors.ts';
import { innerFailure } from '../../shared/inner-failure.ts';
import { lackOf, notAllowed } from '../../shared/rights.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Person } from '../accounts/account-guards.ts';
import { describeSqliteError, isOfWrite } from '../db/sqlite-error.ts';
import { noticingActs } from '../operations/committed-acts.ts';

/** What a handler knows beside its input: who asks, once the contract has let them in. */
export interface Asker<Name extends ProcedureName> {
  readonly person: Contract[Name]['access'] extends 'public' ? Person | null : Person;
  /** Of a query: aborted when nobody waits for its answer any more. */
  readonly signal: AbortSignal | undefined;
}

/** One function for each procedure; the contract says what goes in and what comes out. */
export type Handlers = {
  readonly [Name in ProcedureName]: (
    input: ParsedInputOf<Name>,
    asker: Asker<Name>,
  ) => Promise<OutputOf<Name>> | OutputOf<Name>;
};

/** A command is done in any case: its signal does not count. */
export type Dispatch = (
  procedure: string,
  input: unknown,
  signal?: AbortSignal,
) => Promise<Result<unknown>>;

/**
 * The door for every call: known name, session may, input parses, handler, output parses, topics
 * told. Errors become results here and nowhere else.
 */
export function createDispatcher(given: {
  readonly handlers: Handlers;
  readonly person: () => Promise<Person | null>;
  readonly publish: (topics: readonly Topic[]) => void;
  /** Why nothing may be changed, or null. */
  readonly readOnly: string | null;
  readonly onInternalError: (procedure: string, error: unknown) => void;
}): Dispatch {
  return async (name, input, dropped) => {
    const procedure = procedureNamed(name);
    if (!procedure) return refuse({ code: 'unknown-procedure', message: 'Unknown procedure.' });
    const signal = procedure.kind === 'query' ? dropped : undefined;
    return noticingActs(async (hasActed): Promise<Result<unknown>> => {
      try {
        return { ok: true, value: await answer({ name, procedure, input, signal }) };
      } catch (error) {
        if (signal?.aborted) return refuse(UNWANTED);
        if (error instanceof RefusedError) return refuse(error.failure);
        const cause = describeSqliteError(error);
        const call = { procedure, error, hasActed: hasActed() };
        if (cause) return refuse(withConsequence(cause, call));
        given.onInternalError(name, error);
        return refuse(innerFailure(procedure));
      }
    });
  };

  /** @throws RefusedError; also whatever its handler throws. */
  async function answer({ name, procedure, input, signal }: Call): Promise<unknown> {
    const person = await given.person();
    signal?.throwIfAborted();
    const barred = barredBy(procedure, person, given.readOnly);
    if (barred) throw new RefusedError(barred);
    const parsed = procedure.input.safeParse(input);
    if (!parsed.success) throw new RefusedError(badInput(parsed.error));
    const handler = given.handlers[name as ProcedureName] as (
      input: unknown,
      asker: { person: Person | null; signal: AbortSignal | undefined },
    ) => unknown;
    try {
      const value = procedure.output.parse(await handler(parsed.data, { person, signal }));
      tell(procedure);
      return value;
    } catch (error) {
      if (mayHaveChanged(error)) tell(procedure);
      throw error;
    }
  }

  function tell(procedure: Procedure): void {
    if (procedure.kind === 'command') given.publish(procedure.writes);
  }
}

interface Call {
  readonly name: string;
  readonly procedure: Procedure;
  readonly input: unknown;
  readonly signal: AbortSignal | undefined;
}

/** What came of it: a command may have met the error after it had written, or had written a part. */
function withConsequence(
  cause: Failure,
  call: {
    readonly procedure: Procedure;
    readonly error: unknown;
    /** Something was committed before it failed. */
    readonly hasActed: boolean;
  },
): Failure {
  const { procedure, error, hasActed } = call;
  const consequence = hasActed
    ? 'What was done before stays, and stands in Audit.'
    : procedure.kind === 'query' || isOfWrite(error)
      ? 'Nothing was changed.'
      : 'Whether the act was done is not known.';
  const advice = hasActed ? { advice: 'Look at Audit before you do it again.' } : {};
  const isPassing = cause.code === 'busy' || cause.code === 'unavailable';
  const repeatable = isPassing && !hasActed && isOfWrite(error) && { repeatable: true as const };
  return { ...cause, ...advice, ...repeatable, message: `${cause.message} ${consequence}` };
}

/** Nobody reads it. */
const UNWANTED: Failure = { code: 'unavailable', message: 'Nobody waits for this any more.' };

function barredBy(
  procedure: Procedure,
  person: Person | null,
  readOnly: string | null,
): Failure | null {
  if (procedure.access === 'public') return null;
  if (person === null) {
    return { code: 'not-signed-in', message: 'Sign in first. Nothing was changed.' };
  }
  const lack = lackOf(procedure.access, person);
  if (lack !== null) {
    return procedure.kind === 'command' ? notAllowed(lack) : { code: 'not-allowed', ...lack };
  }
  const writes =
    procedure.kind === 'command' && procedure.writes.some((topic) => topic !== 'session');
  return readOnly !== null && writes ? { code: 'read-only', message: readOnly } : null;
}

/**
 * Whether what a screen shows may be out of date after a command that did not end well: a failure
 * may come after a part was done, and what is gone or in the way has been changed by somebody else.
 * Any other refusal comes before the first change.
 */
function mayHaveChanged(error: unknown): boolean {
  if (!(error instanceof RefusedError)) return true;
  return error.failure.code === 'conflict' || error.failure.code === 'not-found';
}

function badInput(error: z.ZodError): Failure {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  return {
    code: 'invalid-input',
    message: 'Some values need another look. Nothing was changed.',
    fields,
  };
}

function refuse(error: Failure): Result<never> {
  return { ok: false, error };
}
