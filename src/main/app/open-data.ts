import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { lockDataDirectory } from '../db/lock-data-directory.ts';
import { openDatabase } from '../db/open-database.ts';
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
 * @param ends Gets the end of each part as soon as it is open.
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function openData(
  given: {
    readonly dataDirectory: string;
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
  const file = join(dataDirectory, 'gatehouse.sqlite3');
  if (!existsSync(file)) await forgetSealedEnd(dataDirectory);
  const { db, readOnly } = await openDatabase(file);
  ends.defer(() => db.destroy());
  const secrets = createSecretStore(db, platform.secrets);
  const audit = watchLog({
    db,
    now,
    end: createSealedEnd({ secrets, box: platform.secrets, dataDirectory }),
    isReadOnly: readOnly !== null,
    events,
    onError,
  });
  ends.defer(audit.stop);
  return { db, file, readOnly, secrets, signingKey: createSigningKey(secrets, randomBytes), audit };
}
