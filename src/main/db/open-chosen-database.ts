import { existsSync } from 'node:fs';

import type { ChosenDatabase } from './chosen-database.ts';
import { lockDatabase } from './lock-database.ts';
import {
  DatabaseUnusableError,
  type OpenedDatabase,
  type Opening,
  openDatabase,
} from './open-database.ts';

/**
 * Opens the database that a data folder works on; one elsewhere is locked while it is written to.
 *
 * @param onFirst Called before Gatehouse writes to it for the first time.
 * @throws DatabaseUnusableError also when it is gone: another one must not be made in its place.
 */
export async function openChosenDatabase(
  { file, inPlace, looksOnly }: ChosenDatabase,
  onFirst: NonNullable<Opening['onFirst']> = async () => {},
): Promise<OpenedDatabase & { readonly close: () => Promise<void> }> {
  if ((inPlace || looksOnly) && !existsSync(file)) {
    throw new DatabaseUnusableError(
      `${file} is not there, which this data folder works on. Nothing was changed. Bring it back.`,
    );
  }
  const release = inPlace && !looksOnly ? lockDatabase(file) : null;
  try {
    const { db, readOnly } = await openDatabase(file, { looksOnly, inPlace, onFirst });
    const close = async (): Promise<void> => {
      await db.destroy();
      release?.();
    };
    return { db, readOnly, close };
  } catch (error) {
    release?.();
    throw error;
  }
}
