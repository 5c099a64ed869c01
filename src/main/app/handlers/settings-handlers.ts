import { invalidFields } from '../../../shared/errors.ts';
import { isLoopbackDomain } from '../../../shared/loopback-domain.ts';
import { saveNetwork } from '../../accounts-site/save-network.ts';
import { saveCleanUp } from '../../registrations/clean-up-schedule.ts';
import { domainEffect, saveRegistration } from '../../registrations/save-registration.ts';
import { readConsole } from '../../settings/console-settings.ts';
import { saveForm } from '../../settings/save-form.ts';
import { readSettings, saveConsole, saveSignIn } from '../../settings/settings-service.ts';
import { readSite, settingReader as stored } from '../../settings/settings-store.ts';
import { saveSigningKey } from '../../settings/signing-key.ts';
import { checkSite } from '../../mail/remote/check-site.ts';
import { checkAccountsPath } from '../../site/accounts-path.ts';
import { answersActivation } from '../../site/answers-activation.ts';
import { checkDomain } from '../../site/domain.ts';
import { readSurroundings } from '../../site/leaving-warnings.ts';
import { saveSite } from '../../site/save-site.ts';
import { activationLink, addressWarning, linkWarnings, resetLink } from '../../site/links.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Stand for the secrets in links that are only shown. */
const SAMPLE_KEY = '9f2c…';
const SAMPLE_RESET = { uid: 'MQ', token: 'c8n…' };

/** Everything an administrator sets. Saved values are used at once: nothing keeps copies. */
export function settingsHandlers(services: Services) {
  return {
    'settings.get': (_, { person }) => readSettings(services, person),
    'settings.saveSite': (input, { person }) =>
      saveForm(services, { person, input, read: readSite, save: saveSite }),
    'settings.saveRegistration': (input, { person }) =>
      saveForm(services, { person, input, read: stored('registration'), save: saveRegistration }),
    'settings.domainEffect': (rules) =>
      domainEffect(services.db, rules, services.disposableDomains),
    'settings.tryPassword': async ({ password, minimumLength }) => {
      const faults = await services.validatePassword(password, {}, { minimumLength });
      return { faults: faults.map(({ message }) => message) };
    },
    'settings.saveCleanUp': (input, { person }) =>
      saveForm(services, { person, input, read: stored('cleanUp'), save: saveCleanUp }),
    'settings.saveSignIn': (input, { person }) =>
      saveForm(services, { person, input, read: stored('signIn'), save: saveSignIn }),
    'settings.saveNetwork': (input, { person }) =>
      saveForm(services, { person, input, read: stored('network'), save: saveNetwork }),
    'settings.saveSigningKey': async (input, { person }) => ({
      operationId: await saveSigningKey(services, person, input),
    }),
    'settings.saveConsole': async (input, { person }) => {
      const answer = await saveForm(services, {
        person,
        input,
        read: readConsole,
        save: saveConsole,
      });
      await services.session.touch();
      return answer;
    },
    'settings.linkPreview': async (given) => {
      const checked = checkDomain(given.domain);
      const path = checkAccountsPath(given.accountsPath);
      if (!checked.ok || !path.ok) {
        const warning = addressWarning(given.domain);
        const warnings = warning ? [warning] : [];
        return { link: null, resetLink: null, warnings, known: false };
      }
      const site = { ...given, domain: checked.domain, accountsPath: path.path };
      const warnings = [...linkWarnings(site, await readSurroundings(services))];
      const known = isLoopbackDomain(site.domain);
      return {
        link: (await answersActivation(services, site)) ? activationLink(site, SAMPLE_KEY) : null,
        resetLink: resetLink(site, SAMPLE_RESET),
        warnings,
        known,
      };
    },
    'settings.checkSite': async (given) => {
      const checked = checkDomain(given.domain);
      if (!checked.ok) throw invalidFields({ domain: [checked.message] });
      const path = checkAccountsPath(given.accountsPath);
      if (!path.ok) throw invalidFields({ accountsPath: [path.message] });
      const site = { ...given, domain: checked.domain, accountsPath: path.path };
      return checkSite(site, services.network);
    },
  } satisfies Partial<Handlers>;
}
