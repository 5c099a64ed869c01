import type { SecretBox } from '../app/platform.ts';
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
  has(name: SecretName, place?: string): Promise<boolean>;
  /** @returns The secret, or null when none is stored. @throws UnopenedSecretError. */
  read(name: SecretName, place?: string): Promise<string | null>;
  write(name: SecretName, secret: string, place?: string): Promise<void>;
  forget(name: SecretName): Promise<void>;
}

/**
 * Joins the sealed rows with the host's way of sealing. What is sealed in an outdated way is sealed
 * anew when it is read.
 */
export function createSecretStore(db: Database, box: SecretBox): SecretStore {
  const sealed = async (name: SecretName, place = ''): Promise<string | null> => {
    const row = await db
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
    has: async (name, place) => (await sealed(name, place)) !== null,
    read: async (name, place) => {
      const text = await sealed(name, place);
      if (text === null) return null;
      const { secret, isOutdated } = await box.open(text).catch((cause: unknown) => {
        throw new UnopenedSecretError(messageOf(cause), { cause });
      });
      if (isOutdated) await sealAnew(name, text, secret);
      return secret;
    },
    write: async (name, secret, place = '') => {
      const text = await box.seal(secret);
      await db
        .insertInto('gatehouse_secret')
        .values({ name, sealed: text, place })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed: text, place }))
        .execute();
    },
    forget: async (name) => {
      await db.deleteFrom('gatehouse_secret').where('name', '=', name).execute();
    },
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
