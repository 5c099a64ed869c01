import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

import { codeOf } from '../../shared/code-of.ts';
import { DatabaseUnusableError } from './open-database.ts';
import { writeDurably } from './write-durably.ts';

/** Which database a data folder works on. */
export interface ChosenDatabase {
  /** Absolute path. */
  readonly file: string;
  /** It lies elsewhere and is opened where it is. */
  readonly inPlace: boolean;
  /** Nothing is written to it. */
  readonly looksOnly: boolean;
  /** Days by which a project's links count that is only looked at: it can't be told itself. */
  readonly activationDays?: number | undefined;
  /**
   * Folder of what belongs to this database alone, the spool of captured mail and the seal of the
   * log. Each database opened in place has its own, so that none ever gets what is another's.
   */
  readonly companions: string;
}

/** What a person chooses of it. */
export type DatabaseChoice = Pick<ChosenDatabase, 'file' | 'looksOnly' | 'activationDays'>;

/** The file in a data folder that names its database; without it, that is the one in the folder. */
const POINTER = 'database.json';

/**
 * Reads which database a data folder works on.
 * @throws DatabaseUnusableError when the file that says so can't be understood.
 */
export function readChosenDatabase(dataDirectory: string): ChosenDatabase {
  const pointer = join(dataDirectory, POINTER);
  const text = readIfThere(pointer);
  const { file = null, looksOnly = false, activationDays } = text === null ? {} : parse(text);
  const isFile = file === null || (typeof file === 'string' && isAbsolute(file));
  const areDays = activationDays === undefined || Number.isInteger(activationDays);
  if (!isFile || typeof looksOnly !== 'boolean' || !areDays) {
    throw new DatabaseUnusableError(
      `${pointer} is damaged, so which database is meant is not known. Nothing was changed. ` +
        'Name the database with --database, or remove that file to use the one in the folder.',
    );
  }
  return chosenDatabase(dataDirectory, {
    file: file ?? ownDatabase(dataDirectory),
    looksOnly,
    activationDays: activationDays as number | undefined,
  });
}

/** Makes this the database of a data folder from the next start on. */
export function writeChosenDatabase(dataDirectory: string, choice: DatabaseChoice): ChosenDatabase {
  const pointer = join(dataDirectory, POINTER);
  const chosen = chosenDatabase(dataDirectory, choice);
  const { file, inPlace, looksOnly, activationDays } = chosen;
  // The folder may be moved with the database that is in it.
  const content = {
    ...(inPlace && { file }),
    looksOnly,
    activationDays,
  };
  writeDurably(pointer, `${JSON.stringify(content, null, 2)}\n`);
  return chosen;
}

/** The database that is in a data folder itself. */
export function ownDatabase(dataDirectory: string): string {
  return join(dataDirectory, 'gatehouse.sqlite3');
}

/** What choosing a database means in a data folder. */
export function chosenDatabase(
  dataDirectory: string,
  { file, looksOnly, activationDays }: DatabaseChoice,
): ChosenDatabase {
  const inPlace = file !== ownDatabase(dataDirectory);
  const name = createHash('sha256').update(file).digest('hex').slice(0, 16);
  const companions = inPlace ? join(dataDirectory, 'databases', name) : dataDirectory;
  return { file, inPlace, looksOnly, activationDays, companions };
}

function parse(text: string): Readonly<Partial<Record<keyof ChosenDatabase, unknown>>> {
  try {
    const content = JSON.parse(text) as unknown;
    if (typeof content === 'object' && content !== null) return content;
  } catch {
    // Said by the caller.
  }
  return { file: false };
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
