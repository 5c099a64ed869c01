import { planAccountAct } from '../../accounts/plan-acts.ts';
import { planReview } from '../../registrations/plan-review.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** What acts on many would do, before they are done. */
export function planHandlers(services: Services) {
  const { idsOf } = services.selections;
  return {
    'accounts.plan': ({ act, ...target }, { person }) =>
      planAccountAct(services, { ids: idsOf(target), act, person }),
    'registrations.plan': ({ act, reason, tell, ...target }, { person }) =>
      planReview(services, {
        ids: idsOf(target),
        act,
        reason,
        tell,
        sparesStaff: !person.isSuperuser,
        isNamed: 'ids' in target,
      }),
  } satisfies Partial<Handlers>;
}
