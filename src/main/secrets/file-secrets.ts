import { createCipheriv, createDecipheriv } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { codeOf } from '../../shared/code-of.ts';
import type { SecretBox } from './secret-box.ts';
import { writeDurably } from '../db/write-durably.ts';

const TAG = 'file:v1:';
/** AES-256-GCM: key, nonce and authentication tag in bytes (NIST SP 800-38D). */
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const AUTH_BYTES = 16;

/**
 * Seals secrets with a key in a file that only its owner can read, `secret.key` in the data folder.
 * It keeps them out of copies of the database, not from somebody who has the whole folder.
 *
 * @param given.randomBytes Cryptographically strong.
 */
export function createFileSecrets(given: {
  readonly directory: string;
  readonly randomBytes: (size: number) => Buffer;
}): SecretBox {
  const file = join(given.directory, 'secret.key');
  const keyToSeal = (): Buffer => {
    const found = readKey(file);
    if (found) return found;
    const made = given.randomBytes(KEY_BYTES);
    // Before anything that it seals.
    writeDurably(file, made);
    return made;
  };
  return {
    async seal(secret) {
      const nonce = given.randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyToSeal(), nonce).setAAD(Buffer.from(TAG));
      const sealed = [cipher.update(secret, 'utf8'), cipher.final()];
      return TAG + Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64');
    },
    async open(sealed) {
      if (!sealed.startsWith(TAG)) {
        throw new Error('This secret was sealed by the desktop window. Enter it again.');
      }
      const key = readKey(file);
      // One made now could open nothing, and would stand in the way of the right one.
      if (!key) throw new Error(`${file} is missing. Put a backup in its place.`);
      const bytes = Buffer.from(sealed.slice(TAG.length), 'base64');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: AUTH_BYTES });
      decipher.setAAD(Buffer.from(TAG));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + AUTH_BYTES));
      const secret = decipher.update(bytes.subarray(NONCE_BYTES + AUTH_BYTES));
      const opened = Buffer.concat([secret, decipher.final()]).toString('utf8');
      return { secret: opened, isOutdated: false };
    },
  };
}

/** @throws Error when the file is there but is no key. */
function readKey(file: string): Buffer | null {
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  // As a power cut left it on some file systems.
  if (key.length === 0) return null;
  if (key.length !== KEY_BYTES) throw new Error(`${file} is damaged. Put a backup in its place.`);
  chmodSync(file, 0o600);
  return key;
}
