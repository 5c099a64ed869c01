import { lengthFault } from '../../shared/count-characters.ts';

/** Django's AbstractUser.username.max_length. */
const MAX_LENGTH = 150;

/** Django's UnicodeUsernameValidator; Python's `\w` is letters, numbers and the underscore. */
const VALID = /^[\p{L}\p{N}_.@+-]+$/u;

/** As Django's UnicodeUsernameValidator says it. */
export const USERNAME_INVALID =
  'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.';

export type UsernameCheck =
  | { readonly ok: true; readonly username: string }
  | { readonly ok: false; readonly message: string };

/**
 * Checks a user name as Django's forms do: stripped, NFKC, at most 150 characters, letters,
 * numbers and `@.+-_` only. The name is judged as it will be stored.
 */
export function checkUsername(raw: string): UsernameCheck {
  const stripped = raw.trim();
  if (stripped === '') return { ok: false, message: 'This field is required.' };
  // What is too long is not normalised: NFKC of hostile text is slow (Django's CVE-2023-46695).
  const tooLong = lengthFault(stripped, MAX_LENGTH);
  if (tooLong !== null) return { ok: false, message: tooLong };
  const username = stripped.normalize('NFKC');
  const grown = lengthFault(username, MAX_LENGTH);
  if (grown !== null) return { ok: false, message: grown };
  if (!VALID.test(username)) return { ok: false, message: USERNAME_INVALID };
  return { ok: true, username };
}

/**
 * What two user names share that differ in letter case or invisible characters only: Unicode's
 * NFKC_Casefold, with `ß` as `ss`. A dotless `ı` is no `i`: `mıke` and `mike` are two people, and
 * databases that compare in upper case would hand one the other's mail (CVE-2019-19844).
 * @param username At most 150 characters, as checkUsername gives it.
 */
export function usernameKey(username: string): string {
  if (/^[ -~]*$/.test(username)) return username.toLowerCase();
  return username
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}

/**
 * What two user names share of which only one can be taken: all but the case of ASCII letters, as
 * Django and the database compare (`isUsernameTaken`).
 */
export function sameUsername(username: string): string {
  return username.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
