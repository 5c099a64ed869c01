import { messageOf } from '../../shared/message-of.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Database } from '../db/open-database.ts';
import type { ProfileSecret } from './smtp-profile.ts';

/** The secrets there are, by name. */
export type SecretName =
  | 'site.signingKey'
  | 'capture.certificate'
  | 'audit.end'
  | `smtp.${string}.${ProfileSecret}`;

/** A secret is stored and can't be opened: its key is another one now, or it was changed. */
export class UnopenedSecretError extends Error {
  override readonly name = 'UnopenedSecretError';
}

/**
 * Keeps secrets sealed in the database; they are opened only where they are used. A secret may
 * belong to a place, such as a server with its port and user, and is not there for any other: a
 * form, an undo or a changed file can never send it elsewhere.
 */
export interface SecretStore {
  /** @param db The transaction to ask in, if there is one. */
  has(name: SecretName, place?: string, db?: Database): Promise<boolean>;
  /**
   * The sealed secret, as long as which another was not stored, or null when there is none.
   * @param db The transaction to ask in, if there is one.
   */
  sealed(name: SecretName, db?: Database): Promise<string | null>;
  /** @returns The secret, or null when none is stored. @throws UnopenedSecretError. */
  read(name: SecretName, place?: string): Promise<string | null>;
  write(name: SecretName, secret: string, place?: string): Promise<void>;
  /**
   * Seals a secret that is to be stored together with something else.
   * @returns What stores it, within a transaction, where no key store may be waited for.
   * @throws RefusedError `unavailable` when the key store is closed.
   */
  seal(
    name: SecretName,
    secret: string,
    place?: string,
  ): Promise<(transaction: Database) => Promise<void>>;
  /** @param db The transaction to do so in, if there is one. */
  forget(name: SecretName, db?: Database): Promise<void>;
}

/**
 * Joins the sealed rows with the host's way of sealing. What is sealed in an outdated way is sealed
 * anew when it is read.
 */
export function createSecretStore(db: Database, box: SecretBox): SecretStore {
  const sealed = async (name: SecretName, place = '', at = db): Promise<string | null> => {
    const row = await at
      .selectFrom('gatehouse_secret')
      .select('sealed')
      .where('name', '=', name)
      .where('place', '=', place)
      .executeTakeFirst();
    return row?.sealed ?? null;
  };

  /** Replaces that text only: a secret that was saved meanwhile stays. */
  async function sealAnew(name: SecretName, text: string, secret: string): Promise<void> {
    try {
      const anew = await box.seal(secret);
      await db
        .updateTable('gatehouse_secret')
        .set({ sealed: anew })
        .where('name', '=', name)
        .where('sealed', '=', text)
        .execute();
    } catch {
      // It opens as it is, also in a database that may not be written; the next read tries again.
    }
  }

  return {
    has: async (name, place, at) => (await sealed(name, place, at)) !== null,
    sealed: (name, at) => sealed(name, '', at),
    read: async (name, place) => {
      const text = await sealed(name, place);
      if (text === null) return null;
      const { secret, isOutdated } = await box.open(text).catch((cause: unknown) => {
        throw new UnopenedSecretError(messageOf(cause), { cause });
      });
      if (isOutdated) await sealAnew(name, text, secret);
      return secret;
    },
    write: async (name, secret, place = '') => store(db, name, await box.seal(secret), place),
    seal: async (name, secret, place = '') => {
      const text = await box.seal(secret).catch((cause: unknown) => {
        throw new RefusedError({
          code: 'unavailable',
          message: `The key store sealed nothing: ${messageOf(cause)} Nothing was changed.`,
          advice: 'Unlock the key store of this computer, then try again.',
        });
      });
      return (transaction) => store(transaction, name, text, place);
    },
    forget: async (name, at = db) => {
      await at.deleteFrom('gatehouse_secret').where('name', '=', name).execute();
    },
  };
}

async function store(db: Database, name: SecretName, sealed: string, place: string): Promise<void> {
  await db
    .insertInto('gatehouse_secret')
    .values({ name, sealed, place })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed, place }))
    .execute();
}
