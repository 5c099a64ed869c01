import type { Procedure } from './contract/procedure.ts';
import type { Failure } from './errors.ts';

/**
 * What to say when Gatehouse itself failed, and has written down why. What only asks, and what
 * nobody needs to be signed in for, is simply tried again; of an act it is not known whether it was
 * done.
 *
 * @param procedure What was called; undefined for one that the contract does not know.
 */
export function innerFailure(procedure: Procedure | undefined): Failure {
  const message =
    'Something in Gatehouse went wrong and was written to gatehouse.log in the data folder.';
  if (procedure === undefined || procedure.kind === 'query' || procedure.access === 'public') {
    const advice = 'Try again. If it stays, restart Gatehouse and report it.';
    return { code: 'internal', message, advice };
  }
  const check = procedure.writes.includes('operations') ? 'Look at Audit' : 'Check whether it was';
  return {
    code: 'internal',
    message: `${message} Whether the act was done is not known.`,
    advice: `${check} before you do it again.`,
  };
}
