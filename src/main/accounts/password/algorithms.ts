import { createHash, pbkdf2, scrypt, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
const deriveScrypt = promisify<string, string, number, ScryptOptions, Buffer>(scrypt);

/** Rounds that a stored hash may ask for; more would be an attack on whoever checks it. */
const MAX_ITERATIONS = 20_000_000;
/** Memory that a stored scrypt hash may ask for, in bytes, and how often it may go through it. */
const MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;
const MAX_SCRYPT_PASSES = 16;

/** The text of a stored hash beside that of the one made from the password that was given. */
export interface Verification {
  readonly algorithm: string;
  readonly rounds: number;
  readonly salt: string;
  readonly expected: string;
  readonly actual: string;
}

/** `pbkdf2_sha256$ITERATIONS$SALT$BASE64`, computed in the thread pool. */
export async function encodePbkdf2(given: {
  readonly password: string;
  readonly salt: string;
  readonly iterations: number;
}): Promise<string> {
  const { password, salt, iterations } = given;
  const key = await derive(password, salt, iterations, 32, 'sha256');
  return `pbkdf2_sha256$${iterations}$${salt}$${key.toString('base64')}`;
}

/** Whether a stored hash is of a kind that `verifyEncoded` knows, so that some password may match. */
export function isVerifiable(encoded: string): boolean {
  return /^(pbkdf2_sha(256|1)|scrypt|md5|sha1)\$|^[a-f0-9]{32}$/.test(encoded);
}

/**
 * Computes what a password gives by the algorithm of a stored hash.
 * @returns null when the form is malformed or of an algorithm that is not known here; such a hash
 *   never matches (Django before 6 raised for some of them).
 */
export async function verifyEncoded(
  password: string,
  encoded: string,
): Promise<Verification | null> {
  if (/^[a-f0-9]{32}$/.test(encoded)) return digest('md5', { password, salt: '', hex: encoded });
  const [algorithm = '', ...parts] = encoded.split('$');
  switch (algorithm) {
    case 'pbkdf2_sha256':
      return withPbkdf2(password, { algorithm, parts, size: 32, hash: 'sha256' });
    case 'pbkdf2_sha1':
      return withPbkdf2(password, { algorithm, parts, size: 20, hash: 'sha1' });
    case 'scrypt':
      return withScrypt(password, parts);
    case 'md5':
    case 'sha1': {
      const [salt, hex] = parts;
      if (salt === undefined || hex === undefined || parts.length !== 2) return null;
      return digest(algorithm, { password, salt, hex });
    }
    default:
      return null;
  }
}

async function withPbkdf2(
  password: string,
  form: {
    readonly algorithm: string;
    readonly parts: readonly string[];
    readonly size: number;
    readonly hash: string;
  },
): Promise<Verification | null> {
  const [iterations = '', salt = '', expected = ''] = form.parts;
  const rounds = toCount(iterations);
  if (form.parts.length !== 3 || rounds < 1 || rounds > MAX_ITERATIONS) return null;
  const key = await derive(password, salt, rounds, form.size, form.hash);
  return { algorithm: form.algorithm, rounds, salt, expected, actual: key.toString('base64') };
}

async function withScrypt(
  password: string,
  parts: readonly string[],
): Promise<Verification | null> {
  const [n = '', salt = '', blockSize = '', parallelization = '', expected = ''] = parts;
  const [N, r, p] = [toCount(n), toCount(blockSize), toCount(parallelization)];
  // RFC 7914: N is a power of two, more than 1 and less than 2^(128 r / 8).
  const valid = N > 1 && (N & (N - 1)) === 0 && N < 2 ** (16 * r) && p > 0;
  const memory = 128 * r * (N + p);
  if (parts.length !== 5 || !valid || p > MAX_SCRYPT_PASSES || memory > MAX_SCRYPT_MEMORY) {
    return null;
  }
  const key = await deriveScrypt(password, salt, 64, { N, r, p, maxmem: 2 * memory });
  return { algorithm: 'scrypt', rounds: N, salt, expected, actual: key.toString('base64') };
}

/** A whole number as Django writes them, or 0 for any other text. */
function toCount(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

function digest(
  algorithm: 'md5' | 'sha1',
  given: { readonly password: string; readonly salt: string; readonly hex: string },
): Verification {
  const { password, salt, hex } = given;
  const actual = createHash(algorithm)
    .update(salt + password)
    .digest('hex');
  return { algorithm, rounds: 1, salt, expected: hex, actual };
}
