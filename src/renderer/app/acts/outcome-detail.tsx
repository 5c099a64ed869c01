import type { Outcome } from '../../../shared/contract/operations.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { outcomeDetail } from './outcome-message.ts';

/** Why an act went no further, and what becomes of its mails, as mail stands now. */
export function OutcomeDetail({ outcome }: { readonly outcome: Outcome }) {
  const { data: counts } = useQueryOf('application.counts', {});
  return outcomeDetail(outcome, counts);
}
