import type { SecretBox } from '../app/platform.ts';
import type { Database } from '../db/open-database.ts';

/** The secrets there are, by name. */
export type SecretName = 'smtp.password' | 'site.signingKey';

/** Keeps secrets sealed in the database; they are opened only where they are used. */
export interface SecretStore {
  has(name: SecretName): Promise<boolean>;
  /** @returns The secret, or null when none is stored. @throws Error when it can't be opened. */
  read(name: SecretName): Promise<string | null>;
  write(name: SecretName, secret: string): Promise<void>;
  forget(name: SecretName): Promise<void>;
}

/** Joins the sealed rows with the host's way of sealing. */
export function createSecretStore(db: Database, box: SecretBox): SecretStore {
  const sealed = async (name: SecretName): Promise<string | null> => {
    const row = await db
      .selectFrom('gatehouse_secret')
      .select('sealed')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.sealed ?? null;
  };
  return {
    has: async (name) => (await sealed(name)) !== null,
    read: async (name) => {
      const text = await sealed(name);
      return text === null ? null : box.open(text);
    },
    write: async (name, secret) => {
      const text = await box.seal(secret);
      await db
        .insertInto('gatehouse_secret')
        .values({ name, sealed: text })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed: text }))
        .execute();
    },
    forget: async (name) => {
      await db.deleteFrom('gatehouse_secret').where('name', '=', name).execute();
    },
  };
}
