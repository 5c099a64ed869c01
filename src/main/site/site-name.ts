import { lengthFault } from '../../shared/count-characters.ts';

/** The longest name that fits Django's django_site.name. */
const NAME_MAX_LENGTH = 50;

/** Checks a site's display name: one line, as it stands in subjects and headers. */
export function checkSiteName(
  raw: string,
): { readonly ok: true; readonly name: string } | { readonly ok: false; readonly message: string } {
  const name = raw.trim();
  if (name === '') return { ok: false, message: 'This field is required.' };
  if (/\p{Cc}|[\u2028\u2029]/u.test(name)) {
    return { ok: false, message: 'Enter one line without control characters.' };
  }
  const message = lengthFault(name, NAME_MAX_LENGTH);
  return message === null ? { ok: true, name } : { ok: false, message };
}
