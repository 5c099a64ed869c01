import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';

import { scratchFolderIn } from '../databases/inspect-database.ts';
import { nameDatabase } from '../databases/name-database.ts';
import {
  type ChosenDatabase,
  chosenDatabase,
  type DatabaseChoice,
  ownDatabase,
  readChosenDatabase,
} from '../db/chosen-database.ts';
import { lockDataDirectory } from '../db/lock-data-directory.ts';
import { openChosenDatabase } from '../db/open-chosen-database.ts';
import { DatabaseUnusableError } from '../db/open-database.ts';
import { hasForeignEnd } from '../operations/audit-log.ts';
import { layDaysOver } from '../settings/activation-days.ts';
import { createSecretStore } from '../settings/secret-store.ts';
import { createSigningKey } from '../settings/signing-key.ts';
import type { Events } from './events.ts';
import type { Platform } from './platform.ts';
import { createSealedEnd, forgetSealedEnd } from './sealed-end.ts';
import { watchLog } from './watch-log.ts';

/**
 * The data folder, locked, with its database, secrets and the log of acts.
 *
 * @param given.dataDirectory The folder; made when missing.
 * @param given.database The path that the command line names, or what was chosen in the console;
 *   else the one chosen before.
 * @param ends Gets the end of each part as soon as it is open.
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function openData(
  given: {
    readonly dataDirectory: string;
    readonly database?: string | DatabaseChoice | undefined;
    readonly platform: Platform;
    readonly events: Events;
    readonly onError: (context: string, error: unknown) => void;
  },
  ends: AsyncDisposableStack,
) {
  const { dataDirectory, platform, events, onError } = given;
  const { now, randomBytes } = platform;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  ends.defer(lockDataDirectory(dataDirectory));
  await rm(scratchFolderIn(dataDirectory), { recursive: true, force: true });
  const { database } = given;
  const choice =
    typeof database === 'string'
      ? await nameDatabase(database, { dataDirectory, now })
      : (database ?? readChosenDatabase(dataDirectory));
  const chosen = chosenDatabase(dataDirectory, choice);
  const { companions } = chosen;
  await mkdir(companions, { recursive: true, mode: 0o700 });
  const onFirst = () => forgetSealedEnd(companions);
  const { db, readOnly, close } = await openChosenDatabase(chosen, onFirst).catch(
    (error: unknown) => {
      throw typeof database === 'object' ? error : withWayOut(error, chosen, dataDirectory);
    },
  );
  ends.defer(close);
  const { looksOnly, activationDays } = chosen;
  if (looksOnly && activationDays !== undefined) await layDaysOver(db, activationDays);
  const secrets = createSecretStore(db, platform.secrets);
  const end = createSealedEnd({ secrets, box: platform.secrets, folder: companions });
  const isForeign = readOnly === null && (await hasForeignEnd(db, end));
  const audit = watchLog({
    db,
    now,
    end,
    isReadOnly: readOnly !== null,
    events,
    onError,
  });
  ends.defer(audit.stop);
  const signingKey = createSigningKey(secrets, randomBytes);
  return { db, chosen, readOnly, secrets, signingKey, audit, isForeign };
}

/** At a start there is no console to choose another one in. */
function withWayOut(
  error: unknown,
  { file, inPlace, looksOnly }: ChosenDatabase,
  dataDirectory: string,
): unknown {
  if (!(error instanceof DatabaseUnusableError) || !(inPlace || looksOnly)) return error;
  const own = ownDatabase(dataDirectory);
  const example = file !== own && existsSync(own) ? `, such as ${own}` : '';
  const words = `${error.message} Or name another database with --database${example}.`;
  return new DatabaseUnusableError(words, { cause: error });
}
