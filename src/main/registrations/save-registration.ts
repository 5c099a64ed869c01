import type { OutputOf } from '../../shared/contract/index.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { mailDomainOf } from '../accounts/mail-domain.ts';
import type { Database } from '../db/open-database.ts';
import type { RegistrationSettings } from '../settings/settings.ts';
import { saveSettings, type SettingsContext } from '../settings/settings-service.ts';
import { readSetting, writeSetting } from '../settings/settings-store.ts';
import { followDeadlines } from './mail-deadlines.ts';
import { checkMailDomain, domainRefusal, type DomainRules } from './mail-domains.ts';

/** How many of the newest accounts a change of the rules is tried on. */
const LOOKED_AT = 500;
const DOMAINS_SHOWN = 10;

/**
 * Saves who may register.
 * @throws RefusedError `invalid-input` with messages by field, and by its place in a list:
 *   `deniedDomains.3`.
 */
export async function saveRegistration(
  context: SettingsContext,
  person: Person,
  given: RegistrationSettings,
): Promise<number | null> {
  const checked = checkRegistration(given);
  return saveSettings(context, { kind: 'settings.registration', person }, async (operation) => {
    const { activationDays } = await readSetting(operation.db, 'registration');
    await writeSetting(operation, 'registration', checked);
    if (checked.activationDays !== activationDays) await followDeadlines(operation.db, [null]);
  });
}

/** How many of the newest accounts these rules would have stopped, and at which domains. */
export async function domainEffect(
  db: Database,
  rules: DomainRules,
  disposable: ReadonlySet<string>,
): Promise<OutputOf<'settings.domainEffect'>> {
  const rows = await db
    .selectFrom('auth_user')
    .select('email')
    .where('email', '!=', '')
    .orderBy('id', 'desc')
    .limit(LOOKED_AT)
    .execute();
  const stopped = rows.filter(({ email }) => domainRefusal(email, rules, disposable) !== null);
  const domains = Map.groupBy(stopped, ({ email }) => mailDomainOf(email));
  const most = [...domains].toSorted(([, a], [, b]) => b.length - a.length);
  return {
    looked: rows.length,
    stopped: stopped.length,
    domains: most.slice(0, DOMAINS_SHOWN).map(([domain]) => domain),
  };
}

function checkRegistration(given: RegistrationSettings): RegistrationSettings {
  const faults: Record<string, string[]> = {};
  const domainsOf = (name: 'allowedDomains' | 'deniedDomains'): readonly string[] =>
    listOf(given[name], (text, place) => {
      const domain = checkMailDomain(text);
      if (domain === null) faults[`${name}.${place}`] = ['Enter a domain, such as shop.example.'];
      return domain ?? text;
    });
  const approvers = listOf(given.approvers, (text, place) => {
    const email = checkEmailAddress(text);
    if (!email.ok) faults[`approvers.${place}`] = [email.message];
    return email.ok ? email.address : text;
  });
  const termsLink = given.termsLink.trim();
  if (termsLink !== '' && !isTermsLink(termsLink)) {
    faults['termsLink'] = [
      'Enter an address that begins with https:// or http://, or a path such as /terms/.',
    ];
  }
  const checked = {
    ...given,
    allowedDomains: domainsOf('allowedDomains'),
    deniedDomains: domainsOf('deniedDomains'),
    approvers,
    termsLink,
    closedMessage: given.closedMessage.trim(),
  };
  if (Object.keys(faults).length > 0) throw invalidFields(faults);
  return checked;
}

/** Each line that is not empty, once, checked at its place in what was given. */
function listOf(
  lines: readonly string[],
  check: (text: string, place: number) => string,
): readonly string[] {
  const checked = lines.flatMap((text, place) => (text.trim() === '' ? [] : check(text, place)));
  return [...new Set(checked)];
}

function isTermsLink(text: string): boolean {
  if (/\s|\p{Cc}/u.test(text)) return false;
  if (/^\/(?![/\\])/.test(text)) return true;
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
