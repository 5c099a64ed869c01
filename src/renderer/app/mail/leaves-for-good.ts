import type { ApplicationCounts } from '../../../shared/contract/application.ts';
import { TYPED_ABOVE } from '../../../shared/contract/clean-up.ts';

/** Whether so many mails would reach people that a thoughtless Enter must not send them: no undo does. */
export function leavesForGood(
  mails: number,
  counts: Pick<ApplicationCounts, 'delivery'> | undefined,
): boolean {
  return mails > TYPED_ABOVE && counts?.delivery.kind !== 'capture';
}
