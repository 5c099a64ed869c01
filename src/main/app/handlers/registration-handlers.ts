import { atConsole } from '../../operations/actor.ts';
import { readCleanUpRuns } from '../../registrations/clean-up-schedule.ts';
import { cleanUp, guardTypedNumber, planCleanUp } from '../../registrations/clean-up.ts';
import { readEvidence, readSignals } from '../../registrations/sign-up-facts.ts';
import { previewRejection } from '../../registrations/preview-rejection.ts';
import { allowAgain, listRefused } from '../../registrations/refused-addresses.ts';
import { extendRegistrations } from '../../registrations/extend-registrations.ts';
import { activationLinks } from '../../registrations/activation-links.ts';
import {
  deleteRegistrations,
  rejectRegistrations,
} from '../../registrations/remove-registrations.ts';
import {
  activateRegistrations,
  changeEmailAndResend,
  resendActivation,
} from '../../registrations/review-registrations.ts';
import { withoutSignals } from '../../registrations/plan-review.ts';
import { makeTestSignUp } from '../../registrations/test-sign-up.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { RefusedError } from '../../../shared/errors.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Sign-ups that wait for their link to be followed, or for an administrator. */
export function registrationHandlers(services: Services) {
  const { idsOf } = services.selections;
  const by = ({ person }: { readonly person: Person }) =>
    ({
      actor: atConsole(person),
      sparesStaff: !person.isSuperuser,
    }) as const;
  return {
    'registrations.makeTest': (_, { person }) => {
      const { captureServer } = services.status().addresses;
      return makeTestSignUp(services, { person, captureServer });
    },
    'registrations.links': ({ ids }, { person }) =>
      activationLinks(services, ids, !person.isSuperuser),
    'registrations.signals': ({ ids }) => readSignals(services, ids),
    'registrations.evidence': ({ id }) => readEvidence(services, id),
    'registrations.leaveOut': async ({ selection, signals }, { person }) => {
      const asked = { ids: idsOf({ selection }), sparesStaff: !person.isSuperuser };
      const ids = await withoutSignals(services, asked, signals);
      return services.selections.freeze(Float64Array.from(ids));
    },
    'registrations.activate': (input, asker) =>
      activateRegistrations(services, { ...input, ids: idsOf(input), ...by(asker) }),
    'registrations.resend': (input, asker) =>
      resendActivation(services, { ...input, ids: idsOf(input), ...by(asker) }),
    'registrations.changeEmail': (input, asker) =>
      changeEmailAndResend(services, { ...input, ...by(asker) }),
    'registrations.reject': (input, asker) => {
      if (input.remember === 'domain' && !asker.person.isSuperuser) throw onlySuperusers();
      return rejectRegistrations(services, { ...input, ids: idsOf(input), ...by(asker) });
    },
    'registrations.rejection': (input) =>
      previewRejection(
        {
          ...services,
          addPreview: services.previews.add,
          countAtDomain: (domain) =>
            services.people.count({ query: `domain:${domain}`, waiting: false }),
        },
        input,
      ),
    'registrations.refused': () => listRefused(services.db),
    'registrations.allowAgain': ({ refuses }, asker) =>
      allowAgain(services, { refuses, actor: by(asker).actor }),
    'registrations.extend': (input, asker) =>
      extendRegistrations(services, { ...input, ids: idsOf(input), ...by(asker) }),
    'registrations.delete': (input, asker) =>
      deleteRegistrations(services, { ...input, ids: idsOf(input), ...by(asker) }),
    'registrations.cleanUpPlan': () => planCleanUp(services, services.selections.freeze),
    'registrations.cleanUpRuns': () => readCleanUpRuns(services),
    'registrations.cleanUp': ({ selection, typed }, asker) => {
      const ids = idsOf({ selection });
      guardTypedNumber(ids.length, typed);
      return cleanUp(services, { ids, ...by(asker) });
    },
  } satisfies Partial<Handlers>;
}

function onlySuperusers(): RefusedError {
  return new RefusedError({
    code: 'not-allowed',
    message: 'Only a superuser may refuse a whole domain. Nothing was changed.',
    advice: 'Remember the address alone.',
  });
}
