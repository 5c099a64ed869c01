import { countCharacters } from '../../shared/count-characters.ts';

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
  const length = countCharacters(name);
  if (length > NAME_MAX_LENGTH) {
    return {
      ok: false,
      message: `Ensure this value has at most ${NAME_MAX_LENGTH} characters (it has ${length}).`,
    };
  }
  return { ok: true, name };
}
