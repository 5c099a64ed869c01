/** Django's AbstractUser.username.max_length. */
const MAX_LENGTH = 150;
/** Beyond this nothing is normalised: NFKC of hostile text is slow (Django's CVE-2025-64458). */
const BOUND = 1_000;

/** Django's UnicodeUsernameValidator; Python's `\w` is letters, numbers and the underscore. */
const VALID = /^[\p{L}\p{N}_.@+-]+$/u;

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
  if (stripped.length > BOUND) return tooLong([...stripped].length);
  const username = stripped.normalize('NFKC');
  const length = [...username].length;
  if (length > MAX_LENGTH) return tooLong(length);
  if (!VALID.test(username)) {
    return {
      ok: false,
      message:
        'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.',
    };
  }
  return { ok: true, username };
}

function tooLong(length: number): UsernameCheck {
  return {
    ok: false,
    message: `Ensure this value has at most ${MAX_LENGTH} characters (it has ${length}).`,
  };
}
