import { createHash, pbkdf2, scrypt, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
const deriveScrypt = promisify<string, string, number, ScryptOptions, Buffer>(scrypt);

/** Rounds that a stored hash may ask for; more would be an attack on whoever checks it. */
const MAX_ITERATIONS = 20_000_000;
/** Memory that a stored scrypt hash may ask for, in bytes. */
const MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;

/** A stored hash beside the one made from the password that was given. */
export interface Verification {
  readonly algorithm: string;
  readonly rounds: number;
  readonly salt: string;
  readonly expected: Buffer;
  readonly actual: Buffer;
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
  const [count = '', salt = '', text = ''] = form.parts;
  const rounds = /^\d{1,9}$/.test(count) ? Number(count) : 0;
  if (form.parts.length !== 3 || rounds < 1 || rounds > MAX_ITERATIONS || text === '') return null;
  const actual = await derive(password, salt, rounds, form.size, form.hash);
  return { algorithm: form.algorithm, rounds, salt, expected: Buffer.from(text, 'base64'), actual };
}

async function withScrypt(
  password: string,
  parts: readonly string[],
): Promise<Verification | null> {
  const [n = '', salt = '', r = '', p = '', text = ''] = parts;
  const [N = 0, blockSize = 0, parallelization = 0] = [n, r, p].map(Number);
  const memory = 128 * N * blockSize;
  const sane = parts.length === 5 && N > 1 && Number.isInteger(Math.log2(N)) && blockSize > 0;
  if (!sane || parallelization < 1 || parallelization > 64 || memory > MAX_SCRYPT_MEMORY) {
    return null;
  }
  const expected = Buffer.from(text, 'base64');
  const maxmem = memory * 2 + 1024 * 1024;
  const options = { N, r: blockSize, p: parallelization, maxmem };
  const actual = await deriveScrypt(password, salt, 64, options);
  return { algorithm: 'scrypt', rounds: N, salt, expected, actual };
}

function digest(
  algorithm: 'md5' | 'sha1',
  given: { readonly password: string; readonly salt: string; readonly hex: string },
): Verification | null {
  const { password, salt, hex } = given;
  if (!/^[a-f0-9]+$/.test(hex)) return null;
  const actual = createHash(algorithm)
    .update(salt + password)
    .digest();
  return { algorithm, rounds: 1, salt, expected: Buffer.from(hex, 'hex'), actual };
}
