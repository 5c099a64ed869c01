import { RefusedError } from '../../../shared/errors.ts';
import { isOfProject, keepsProfiles } from '../../db/project-database.ts';
import { needsSetUp, setUp } from '../../session/set-up.ts';
import { startByNow } from '../../settings/activation-days.ts';
import { EXAMPLE_DOMAIN, readSetting, readSite } from '../../settings/settings-store.ts';
import {
  answersActivation,
  INSTEAD_OF_ACTIVATION,
  NO_ACTIVATION,
} from '../../site/answers-activation.ts';
import { countForFrame } from '../count-for-frame.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Who is at the console, and what its frame shows. */
export function sessionHandlers(services: Services) {
  const { db, session } = services;
  return {
    'session.state': async () => {
      const { phase, person } = await session.state();
      const lockedBy = session.lockedBy();
      const { idleLockMinutes } = await readSetting(db, 'console');
      const { name, domain } = await readSite(db);
      return {
        phase: phase === 'signed-out' && (await needsSetUp(db)) ? 'setup' : phase,
        person: person && { ...person, permissions: [...person.permissions] },
        locked: lockedBy && { ...lockedBy, at: lockedBy.at.toISOString() },
        siteName: name,
        suggestedSite:
          domain === EXAMPLE_DOMAIN
            ? { name: '', domain: services.accountsSiteDomain() ?? '127.0.0.1:8000' }
            : { name, domain },
        openedAt: services.openedAt.toISOString(),
        idleLockMinutes,
        demonstration: services.demonstration && { ...services.demonstration },
      };
    },
    'session.setUp': async (form) => {
      await setUp(services, form);
      try {
        await session.signIn(form.username, form.password);
      } catch (error) {
        // The site is set up. The screen that signs in comes next then, and says so.
        if (!(error instanceof RefusedError)) services.onError('set-up', error);
        return {};
      }
      await services.people.open();
      return {};
    },
    'session.tryDemonstration': async () => {
      if (services.demonstration || !(await needsSetUp(db))) throw setUpAlready();
      services.demonstrate();
      return {};
    },
    'session.signIn': async ({ username, password }) => {
      await session.signIn(username, password);
      await services.people.open();
      return {};
    },
    'session.signOut': () => {
      session.signOut();
      return {};
    },
    'session.lock': () => {
      session.lock('window');
      return {};
    },
    'session.touch': async () => {
      await session.touch();
      return {};
    },
    'application.status': async () => {
      const { passwordMinimumLength, passwordsByAdministrators } = await readSetting(db, 'signIn');
      return {
        ...(await startByNow(services)),
        ofProject: await isOfProject(db),
        keepsProfiles: await keepsProfiles(db),
        noActivation: (await answersActivation(services))
          ? null
          : `${NO_ACTIVATION} ${INSTEAD_OF_ACTIVATION}`,
        passwordMinimumLength,
        passwordsByAdministrators,
      };
    },
    'application.counts': (_, { person }) => countForFrame(services, person),
  } satisfies Partial<Handlers>;
}

function setUpAlready(): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: 'This site is set up already. Start Gatehouse with --demo to see a made-up one.',
  });
}
