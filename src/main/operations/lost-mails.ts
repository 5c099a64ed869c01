import { NAMED_AT_MOST } from '../../shared/contract/operations.ts';

/** A mail that could not be let leave after all. */
export interface LostMail {
  /** Whose: the user name, or the address where there is no account. */
  readonly name: string;
  readonly reason: string;
}

/**
 * What is told of mails that an act had kept from leaving, once it was taken back.
 *
 * @param back How many were put back.
 * @param lost Which will not leave; some of these are put back all the same.
 */
export function tellMailsAgain(
  back: number,
  lost: readonly (LostMail & { readonly isBack: boolean })[],
) {
  return {
    mailsPutBack: back - lost.filter(({ isBack }) => isBack).length,
    mailsLost: lost.slice(0, NAMED_AT_MOST).map(({ name, reason }) => ({ name, reason })),
    ...(lost.length > NAMED_AT_MOST ? { mailsLostCount: lost.length } : {}),
  };
}
