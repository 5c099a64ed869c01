import { domainToASCII } from 'node:url';

/** Whether an address is at a domain that hands them out for one use, or below such a domain. */
export function isDisposable(address: string, disposable: ReadonlySet<string>): boolean {
  return parentsOf(mailDomainOf(address)).some((parent) => disposable.has(parent));
}

/** The domain of an address in its ASCII form, lower-cased. */
export function mailDomainOf(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domainToASCII(domain) || domain;
}

/** The domain itself and every domain above it: a.b.example, b.example, example. */
export function parentsOf(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

/** Judges addresses by their domain, each domain once: for many of them. */
export function byDomain(judge: (address: string) => boolean): (address: string) => boolean {
  const known = new Map<string, boolean>();
  return (address) => {
    const at = address.lastIndexOf('@');
    // Without a local part there is nothing that a slip could be in.
    if (at < 1) return judge(address);
    const domain = address.slice(at);
    const before = known.get(domain);
    if (before !== undefined) return before;
    const verdict = judge(address);
    known.set(domain, verdict);
    return verdict;
  };
}
