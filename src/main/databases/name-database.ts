import { RefusedError } from '../../shared/errors.ts';
import { type DatabaseChoice, ownDatabase, readChosenDatabase } from '../db/chosen-database.ts';
import { DatabaseUnusableError } from '../db/open-database.ts';
import { explained } from './explain-unreadable.ts';
import { inspectDatabase } from './inspect-database.ts';
import { namedDatabase } from './typed-path.ts';

/**
 * How the database that the command line names is to be opened: for writing when Gatehouse has been
 * at work on it, else only to look at, until its report was read in the settings.
 *
 * @throws DatabaseUnusableError with why it can't be opened.
 */
export async function nameDatabase(
  named: string,
  given: { readonly dataDirectory: string; readonly now: () => Date },
): Promise<DatabaseChoice> {
  const { dataDirectory } = given;
  try {
    const file = await explained(async () => namedDatabase(named, [ownDatabase(dataDirectory)]));
    const present = presentOrNull(dataDirectory);
    // Named at every start, it stays as it was chosen.
    if (file === present?.file) return present;
    const { blocked, isKnown } = await inspectDatabase(file, { ...given, current: null });
    const reason = isKnown ? blocked.write : blocked.look;
    if (reason !== null) throw new DatabaseUnusableError(`${file} can’t be opened. ${reason}`);
    return { file, looksOnly: !isKnown };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const words = error.failure.fields?.['file']?.join(' ') ?? error.message;
    throw new DatabaseUnusableError(`${named} can’t be opened. ${words} Nothing was changed.`, {
      cause: error,
    });
  }
}

/** What is chosen by now; a choice that can't be read is no reason not to make another. */
function presentOrNull(dataDirectory: string): DatabaseChoice | null {
  try {
    return readChosenDatabase(dataDirectory);
  } catch (error) {
    if (error instanceof DatabaseUnusableError) return null;
    throw error;
  }
}
