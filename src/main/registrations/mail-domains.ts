import { domainToASCII } from 'node:url';

import { isDisposable, mailDomainOf, parentsOf } from '../accounts/mail-domain.ts';
import type { RegistrationSettings } from '../settings/settings.ts';

/** The settings that say which mail domains may register. */
export type DomainRules = Pick<
  RegistrationSettings,
  'allowedDomains' | 'deniedDomains' | 'refuseDisposable'
>;

/**
 * Why an address may not register, or null when it may. A rule for a domain holds for its
 * subdomains too; a denied domain stays denied where a wider one is allowed.
 * @param address As checkEmailAddress gives it.
 */
export function domainRefusal(
  address: string,
  rules: DomainRules,
  disposable: ReadonlySet<string>,
): string | null {
  const parents = parentsOf(mailDomainOf(address));
  const isIn = (domains: Iterable<string>): boolean => {
    const set = new Set([...domains].map((domain) => domain.toLowerCase()));
    return parents.some((parent) => set.has(parent));
  };
  if (isIn(rules.deniedDomains)) return 'Addresses at this domain can’t be used here.';
  if (rules.allowedDomains.length > 0 && !isIn(rules.allowedDomains)) {
    const [only, ...others] = rules.allowedDomains;
    return others.length === 0
      ? `Use an address at ${only}.`
      : 'Addresses at this domain can’t be used here.';
  }
  if (rules.refuseDisposable && isDisposable(address, disposable)) {
    return 'This address is for one use only. Use one that lasts.';
  }
  return null;
}

/**
 * Checks a domain of the settings' lists.
 * @returns Its ASCII form, or null when it is none.
 */
export function checkMailDomain(raw: string): string | null {
  const domain = domainToASCII(raw.trim().replace(/^(\*?\.|@)/, '')).toLowerCase();
  const isDomain = /^(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/.test(domain);
  return isDomain && domain.length <= 253 ? domain : null;
}
