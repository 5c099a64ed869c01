/** The width of Django's column. */
const MAX_LENGTH = 128;

const BCRYPT = String.raw`\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}`;
const BASE64 = '[A-Za-z0-9+/]';

/** What Django's hashers store, from 1.0 to 6.1: the whole text, by algorithm. */
const FORMS: Readonly<Record<string, RegExp>> = {
  pbkdf2_sha256: new RegExp(String.raw`^pbkdf2_sha256\$[1-9]\d{0,8}\$[^$]+\$${BASE64}{43}=$`),
  pbkdf2_sha1: new RegExp(String.raw`^pbkdf2_sha1\$[1-9]\d{0,8}\$[^$]+\$${BASE64}{27}=$`),
  argon2: new RegExp(
    String.raw`^argon2\$argon2(?:i|d|id)\$(?:v=\d+\$)?m=\d+,t=\d+,p=\d+\$${BASE64}+\$${BASE64}+$`,
  ),
  bcrypt_sha256: new RegExp(String.raw`^bcrypt_sha256\$${BCRYPT}$`),
  bcrypt: new RegExp(String.raw`^bcrypt\$${BCRYPT}$`),
  scrypt: new RegExp(String.raw`^scrypt\$[1-9]\d*\$[^$]+\$[1-9]\d*\$[1-9]\d*\$${BASE64}{86}==$`),
  sha1: /^sha1\$[^$]*\$[a-f0-9]{40}$/,
  md5: /^(?:md5\$[^$]*\$)?[a-f0-9]{32}$/,
  crypt: /^crypt\$\$?[./A-Za-z0-9]{13}$/,
};

/** The algorithms that sign people in here; Django alone checks the others. */
const CHECKED_HERE = new Set(['pbkdf2_sha256', 'pbkdf2_sha1', 'scrypt', 'sha1', 'md5']);

export interface EncodedForm {
  readonly algorithm: string;
  /** Whether the accounts site can check a password against it. */
  readonly isCheckedHere: boolean;
}

/**
 * Recognises an encoded password by its form alone: no hashing is done.
 * @returns null when no hasher of Django's has ever stored such a text.
 */
export function recogniseEncoded(encoded: string): EncodedForm | null {
  if (encoded.length > MAX_LENGTH) return null;
  const named = encoded.split('$', 1)[0] ?? '';
  const algorithm = encoded.length === 32 && named.length === 32 ? 'md5' : named;
  const form = Object.hasOwn(FORMS, algorithm) ? FORMS[algorithm] : undefined;
  if (!form?.test(encoded)) return null;
  return { algorithm, isCheckedHere: CHECKED_HERE.has(algorithm) };
}
