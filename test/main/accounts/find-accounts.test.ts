import { domainToASCII, domainToUnicode } from 'node:url';

import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { emailKey } from '../../../src/main/accounts/email-address.ts';
import { mailboxKey, spellingsOf } from '../../../src/main/accounts/find-accounts.ts';

const LABELS = ['a', 'B', 'xn--', 'xn--mnchen-3ya', 'münchen', '0x1', '127', '-', 'ab--cd', ''];
const domains = fc
  .array(fc.oneof(fc.constantFrom(...LABELS), fc.stringMatching(/^[a-z0-9-]{1,8}$/)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((labels) => labels.join('.'));

it('an address is spelt with its domain as it is, in ASCII and in its international form', () => {
  fc.assert(
    fc.property(domains, (domain) => {
      const forms = new Set([domain, domainToASCII(domain), domainToUnicode(domain)]);
      const spelt = [...forms].filter(Boolean).map((form) => `me@${form}`);
      expect(spellingsOf(`me@${domain}`)).toEqual(spelt);
    }),
    { numRuns: 1_000 },
  );
});

it('a mailbox has one key, whichever form its domain has', () => {
  fc.assert(
    fc.property(domains, (domain) => {
      const ascii = domainToASCII(domain) || domain;
      expect(mailboxKey(`Me@${domain}`)).toBe(emailKey(`Me@${ascii}`));
    }),
    { numRuns: 1_000 },
  );
});
