import { isIP } from 'node:net';

import { lengthFault } from '../../shared/count-characters.ts';

/** Django's EmailField.max_length. */
const MAX_LENGTH = 254;

const LOCAL_PART = /^[-!#$%&'*+/=?^_`{}|~0-9a-z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*$/i;
/** Without the control characters that Django lets through: they must not reach a header. */
const QUOTED_LOCAL_PART = /^"(?:[\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/;
/** Django's U+00A1 to U+FFFF, by code points: no halves of the characters beyond. */
const LABEL = /^(?!-)[a-z0-9\u00a1-\ud7ff\ue000-\uffff-]{1,63}(?<!-)$/iu;
/** The last label: letters, or an international one in its ASCII form; digits only behind xn--. */
const TOP_LABEL = /^(?:xn--[a-z0-9]{1,59}|(?!-)[a-z\u00a1-\ud7ff\ue000-\uffff-]{2,63})(?<!-)$/iu;
const LITERAL = /^\[([0-9a-f:.]+)\]$/i;

/** As Django's EmailValidator says it. */
export const EMAIL_INVALID = 'Enter a valid email address.';

export type EmailCheck =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly message: string };

/**
 * Checks an address as Django 5.2's validate_email does and normalises it as normalize_email does:
 * the domain in lower case, the local part as typed.
 */
export function checkEmailAddress(raw: string): EmailCheck {
  const address = raw.trim();
  if (address === '') return { ok: false, message: 'This field is required.' };
  const tooLong = lengthFault(address, MAX_LENGTH);
  if (tooLong !== null) return { ok: false, message: tooLong };
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  const valid =
    at > 0 && (LOCAL_PART.test(local) || QUOTED_LOCAL_PART.test(local)) && isDomain(domain);
  if (!valid) return { ok: false, message: EMAIL_INVALID };
  return { ok: true, address: `${local}@${domain.toLowerCase()}` };
}

/**
 * What two addresses share that reach, as far as anybody can tell, the same mailbox: NFKC in lower
 * case. Like usernameKey it keeps a dotless `ı` apart from `i` (CVE-2019-19844).
 */
export function emailKey(address: string): string {
  return address.normalize('NFKC').toLowerCase();
}

function isDomain(domain: string): boolean {
  // Django's range of letters has blanks and line separators in it, which no domain has.
  if (/[\p{Z}\p{Cc}]/u.test(domain)) return false;
  if (domain === 'localhost') return true;
  const literal = LITERAL.exec(domain)?.[1];
  if (literal !== undefined) return isIP(literal) !== 0;
  const labels = domain.split('.');
  const top = labels.pop() ?? '';
  return labels.length > 0 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(top);
}
