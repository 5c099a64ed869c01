import { NAMED_AT_MOST } from '../../shared/contract/operations.ts';
import type { Operation } from './operation.ts';

/** An act under way, as far as mails are concerned. */
export type Acting = Pick<Operation, 'db' | 'id' | 'at'>;

/** A mail that an act has to do with, or one about its people that may still leave. */
export interface MailOfAct {
  readonly id: number;
  readonly accountId: number | null;
  readonly state: string;
  /** The act queued it. */
  readonly isQueued: boolean;
  /** The act was the last that cancelled it, called it off or put it back. */
  readonly isStopped: boolean;
  readonly isCalledOff: boolean;
}

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
   * What an operation queued, cancelled or put back about these accounts, and what else about them
   * may still leave; null for its mails about nobody whose rows it changed.
   */
  mailsOf(
    by: Acting,
    operationId: number,
    accountIds: readonly number[] | null,
  ): Promise<readonly MailOfAct[]>;
  /**
   * Cancels those that the operation queued or had put back, and that have not left yet.
   * @param by The undo of it.
   */
  takeBack(
    by: Acting,
    mails: readonly MailOfAct[],
  ): Promise<{ readonly taken: number; readonly gone: number }>;
  /**
   * Puts back those that the operation cancelled, where they are still true, and cancels what is
   * not. To be called once the rows are restored, and what it queued is cancelled.
   * @param by The undo of it.
   * @returns How many wait again.
   */
  putBack(by: Acting, operationId: number, mails: readonly MailOfAct[]): Promise<number>;
  /**
   * What `putBack` has left cancelled, and, marked, what it has put back too late, by the ends of
   * links now.
   */
  lost(by: Acting, operationId: number, mails: readonly MailOfAct[]): Promise<readonly LostMail[]>;
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
