import { planAccountAct } from '../../accounts/plan-acts.ts';
import { readClock } from '../../people/sql-people.ts';
import { planReview } from '../../registrations/plan-review.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** What acts on many would do, before they are done. */
export function planHandlers(services: Services) {
  const { idsOf } = services.selections;
  return {
    'accounts.plan': async ({ act, ...target }, { person }) => {
      const { activationDays } = await readClock(services);
      const given = { ...services, activationDays };
      return planAccountAct(given, { ids: idsOf(target), act, person });
    },
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
