import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

import type { ProfileInput } from '../../shared/contract/mail-settings.ts';
import { invalidFields } from '../../shared/errors.ts';
import { loginUses } from '../../shared/login-secrets.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { readSigningKey } from './dkim-key.ts';
import { isLoopback } from '../../shared/loopback.ts';
import type { SmtpProfile } from './smtp-profile.ts';

/** A host name in ASCII or an address, in brackets or not. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._:-]*[a-z0-9])?)$/i;
/** A name for EHLO: a domain or an address literal (RFC 5321 section 4.1.3). */
const HELLO = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]|\[IPv6:[0-9a-f:.]+\])$/i;
/** Dot-separated labels, as selectors and domains of a signature are (RFC 6376 section 3.1). */
const LABELS = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*$/i;
const BREAKS_LINE = /\p{Cc}|[\u2028\u2029]/u;
const REQUIRED = 'This field is required.';

/**
 * Checks the form of a profile.
 *
 * @param id Of the profile as it is or will be saved.
 * @throws RefusedError `invalid-input` with the fields' messages.
 */
export function checkProfile(input: ProfileInput, id: string): SmtpProfile {
  const { id: _id, secrets, ...typed } = input;
  const profile: SmtpProfile = { ...trimmed(typed), id };
  const faults = Object.entries(CHECKS).flatMap(([field, check]) => {
    const fault = check(profile, secrets);
    return fault === null ? [] : [[field, [fault]] as const];
  });
  if (faults.length > 0) throw invalidFields(Object.fromEntries(faults));
  return profile;
}

function trimmed<Values extends object>(values: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : value,
  ]);
  return Object.fromEntries(entries) as Values;
}

type Check = (profile: SmtpProfile, secrets: ProfileInput['secrets']) => string | null;

const CHECKS: Readonly<Record<string, Check>> = {
  name: ({ name }) => (name === '' ? REQUIRED : oneLine(name)),
  host: ({ host }) => {
    if (host === '') return REQUIRED;
    if (isIP(host) !== 0 || HOST.test(host)) return null;
    return 'Enter a host name or an address, such as mail.shop.example.';
  },
  security: ({ security, host }) =>
    security === 'none' && !isLoopback(host)
      ? 'Without encryption only a server on this machine can be used.'
      : null,
  user: ({ auth, user }) => (auth !== 'none' && user === '' ? REQUIRED : oneLine(user)),
  envelopeFrom: ({ envelopeFrom }) => addressFault(envelopeFrom),
  helloName: ({ helloName }) =>
    helloName === '' || HELLO.test(helloName)
      ? null
      : 'Enter this machine’s name as others see it, such as shop.example.',
  tokenUrl: ({ auth, tokenUrl }) => {
    if (auth !== 'xoauth2') return oneLine(tokenUrl);
    if (tokenUrl === '') return REQUIRED;
    const url = URL.parse(tokenUrl);
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) {
      return null;
    }
    return 'Enter an address that begins with https://.';
  },
  clientId: ({ auth, clientId }) =>
    auth === 'xoauth2' && clientId === '' ? REQUIRED : oneLine(clientId),
  dkimDomain: ({ dkimDomain, dkimSelector }) => {
    if (dkimDomain === '') return dkimSelector === '' ? null : REQUIRED;
    return LABELS.test(dkimDomain) ? null : 'Enter a domain, such as shop.example.';
  },
  dkimSelector: ({ dkimDomain, dkimSelector }) => {
    if (dkimSelector === '') return dkimDomain === '' ? null : REQUIRED;
    return LABELS.test(dkimSelector) ? null : 'Enter one word, such as mail2026.';
  },
  pinnedCertificate: ({ pinnedCertificate }) =>
    pinnedCertificate === '' || canRead(() => new X509Certificate(pinnedCertificate))
      ? null
      : 'This is no certificate in PEM.',
  password: loginSecret('password'),
  clientSecret: loginSecret('clientSecret'),
  refreshToken: loginSecret('refreshToken'),
  dkimKey: (_, { dkimKey }) => {
    if (dkimKey.change !== 'set') return null;
    return readSigningKey(dkimKey.secret)
      ? null
      : 'Enter an RSA private key in PEM, without a passphrase.';
  },
};

/** One that the login does not use has no field: it may be empty, and is not stored. */
function loginSecret(name: 'password' | 'clientSecret' | 'refreshToken'): Check {
  return ({ auth }, { [name]: typed }) =>
    typed.change === 'set' && typed.secret === '' && loginUses(auth, name) ? REQUIRED : null;
}

function addressFault(address: string): string | null {
  if (address === '') return null;
  const checked = checkEmailAddress(address);
  return checked.ok ? null : checked.message;
}

function oneLine(text: string): string | null {
  return BREAKS_LINE.test(text) ? 'Enter one line.' : null;
}

function canRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
