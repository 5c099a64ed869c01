import { createHmac, timingSafeEqual } from 'node:crypto';

import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { type SettingsContext, saveSettings } from './settings-service.ts';
import type { SecretStore } from './secret-store.ts';
import { writeSetting } from './settings-store.ts';

/** The site's secret key: signs reset links, invitations and sessions, as Django's SECRET_KEY. */
export interface SigningKey {
  /** The key as it is now; made at the first call. @throws Error when it can't be opened. */
  read(): Promise<string>;
}

/** The same for whoever may put another in its place. */
export interface ReplaceableKey extends SigningKey {
  /**
   * Puts another in its place, together with what tells of it.
   * @param within Stores it in a transaction by the function that it is given.
   * @throws RefusedError `unavailable` when the key store is closed; then nothing was changed.
   */
  replace<Value>(
    key: string,
    within: (store: (transaction: Database) => Promise<void>) => Promise<Value>,
  ): Promise<Value>;
  /** Keeps it in memory no longer; who needs it next opens it anew. */
  forget(): void;
}

/** Random bytes behind a key that is made here: more than the 256 bits that HMAC-SHA256 uses. */
const KEY_BYTES = 48;
/** What Django's system check security.W009 asks of a SECRET_KEY. */
const MIN_LENGTH = 50;
const MIN_DIFFERENT = 5;

/** Keeps the key sealed and, once opened, in memory: it is needed at many requests. */
export function createSigningKey(
  secrets: SecretStore,
  randomBytes: (size: number) => Buffer,
): ReplaceableKey {
  let known: Promise<string> | null = null;
  let isReading = false;
  let isForgotten = false;

  async function readOrMake(): Promise<string> {
    const stored = await secrets.read('site.signingKey');
    if (stored !== null) return stored;
    const made = makeKey(randomBytes);
    await secrets.write('site.signingKey', made);
    return made;
  }

  function read(): Promise<string> {
    if (known) return known;
    isReading = true;
    isForgotten = false;
    const reading = readOrMake().finally(() => {
      isReading = false;
      if (isForgotten) known = null;
    });
    known = reading;
    // What failed is tried again: the key store may be open by then.
    reading.catch(() => (known = null));
    return reading;
  }

  return {
    read,
    async replace(key, within) {
      const value = await within(await secrets.seal('site.signingKey', key));
      known = Promise.resolve(key);
      return value;
    },
    forget() {
      // While the first one is being made, a second would be made beside it.
      if (isReading) isForgotten = true;
      else known = null;
    },
  };
}

/**
 * Replaces the signing key: by a new one, or by a given one such as a Django project's SECRET_KEY.
 * Every reset link, invitation and session that the old one signed ends.
 * @throws RefusedError `invalid-input` for a key that Django's own check calls insecure, or
 *   `unavailable` when it can't be sealed.
 */
export async function saveSigningKey(
  context: SettingsContext & {
    readonly signingKey: ReplaceableKey;
    readonly randomBytes: (size: number) => Buffer;
  },
  person: Person,
  input: { readonly change: 'make' } | { readonly change: 'set'; readonly key: string },
): Promise<number | null> {
  const key = input.change === 'make' ? makeKey(context.randomBytes) : input.key.trim();
  if (key.length < MIN_LENGTH || new Set(key).size < MIN_DIFFERENT) {
    throw invalidFields({
      key: [`Enter a key of at least ${MIN_LENGTH} characters, as Django makes them.`],
    });
  }
  const origin = input.change === 'make' ? 'made-here' : 'given';
  const replacedAt = context.now().toISOString();
  return context.signingKey.replace(key, (store) =>
    saveSettings(context, { kind: 'settings.signingKey', person }, async (operation) => {
      await writeSetting(operation, 'signingKey', { origin, replacedAt });
      await store(operation.db);
    }),
  );
}

/**
 * An HMAC-SHA256 over a text, in hex. What it is for is part of the key, as in Django's
 * salted_hmac, so that a signature for one use is none for another.
 */
export function sign(key: string, purpose: string, text: string): string {
  return createHmac('sha256', `${purpose}\0${key}`).update(text).digest('hex');
}

/** Compares in constant time. */
export function isSameSignature(first: string, second: string): boolean {
  const [a, b] = [Buffer.from(first), Buffer.from(second)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function makeKey(randomBytes: (size: number) => Buffer): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}
