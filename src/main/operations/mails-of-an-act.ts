import { NAMED_AT_MOST } from '../../shared/contract/operations.ts';
import type { Operation } from './operation.ts';

/** An act under way, as far as mails are concerned. */
export type Acting = Pick<Operation, 'db' | 'id' | 'at'>;

/** A mail that an act had kept from leaving, and that would only mislead by now. */
export interface LostMail {
  /** Whose: the user name, or the address where there is no account. */
  readonly name: string;
  readonly reason: string;
  /** It was put back all the same. */
  readonly isBack: boolean;
}

/** What the outbox, which this area can't know, does about an undo. */
export interface MailsOfAnAct {
  /**
   * Cancels what an operation queued or had put back, and has not left yet.
   * @param by The undo of it.
   * @param accountIds About whom; null for mails about nobody whose rows the operation changed.
   */
  takeBack(
    by: Acting,
    operationId: number,
    accountIds: readonly number[] | null,
  ): Promise<{ readonly taken: number; readonly gone: number }>;
  /**
   * Puts back what an operation cancelled, where it is still true. To be called once the rows are
   * restored.
   * @param by The undo of it.
   * @param accountIds As for `takeBack`.
   * @returns How many wait again.
   */
  putBack(by: Acting, operationId: number, accountIds: readonly number[] | null): Promise<number>;
  /**
   * What `putBack` has left cancelled, and, marked, what it has put back too late, by the ends of
   * links now.
   */
  lost(
    by: Acting,
    operationId: number,
    accountIds: readonly number[] | null,
  ): Promise<readonly LostMail[]>;
}

/**
 * What is told of mails that an act had kept from leaving, once it was taken back.
 *
 * @param back How many were put back.
 * @param lost Which will not leave.
 */
export function tellMailsAgain(back: number, lost: readonly LostMail[]) {
  return {
    mailsPutBack: back - lost.filter(({ isBack }) => isBack).length,
    mailsLost: lost.slice(0, NAMED_AT_MOST).map(({ name, reason }) => ({ name, reason })),
    ...(lost.length > NAMED_AT_MOST ? { mailsLostCount: lost.length } : {}),
  };
}
