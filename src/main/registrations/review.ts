import type { Outcome } from '../../shared/contract/operations.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import type { Actor } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import type { Kept } from '../operations/operation-kinds.ts';
import type { AskedOperation } from '../operations/run-operation.ts';
import { judgeReview, type ReviewAct } from './judge-sign-ups.ts';
import type { RegistrationContext } from './registration-context.ts';
import type { RegistrationRecord } from './registration-record.ts';

/** An act of the reviewer on sign-ups: which, by whom. */
export interface ReviewRequest {
  readonly ids: readonly number[];
  readonly actor: Actor;
  /** Skips sign-ups that will be staff: only a superuser touches those. */
  readonly sparesStaff?: boolean;
}

/** An act, and what is to be kept of it. */
type ReviewWithDetail<Act extends ReviewAct = ReviewAct> = Act extends ReviewAct
  ? Kept<`registrations.${Act}`> & { readonly act: Act }
  : never;

/**
 * The shape of every act of the reviewer: decide for each, do it for the chosen in one operation, and
 * say who was skipped and why.
 */
export function review(
  context: RegistrationContext,
  request: ReviewRequest & ReviewWithDetail,
  work: (operation: Operation, chosen: readonly RegistrationRecord[]) => Promise<void>,
): Promise<Outcome> {
  const { ids, actor, act, detail, sparesStaff = false } = request;
  const asked = { kind: `registrations.${act}`, detail, actor } as AskedOperation;
  return actOnMany(context, { ...asked, ids, judge: judgeReview(act, sparesStaff) }, work);
}
