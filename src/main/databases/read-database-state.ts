import { statSync } from 'node:fs';

import { sql } from 'kysely';

import type { DatabaseState } from '../../shared/contract/database.ts';
import { describeSize } from '../../shared/describe-size.ts';
import type { DatabasesContext } from './change-database.ts';
import { copyFolderIn, listCopies } from './copy-database.ts';

/** What the settings tell of the database that is open. */
export async function readDatabaseState(
  { db, chosen, readOnly, dataDirectory }: DatabasesContext,
  openedAt: Date,
): Promise<DatabaseState> {
  const { file, inPlace, looksOnly } = chosen;
  const { rows } = await sql<{ mode: string }>`
    SELECT journal_mode AS mode FROM pragma_journal_mode`.execute(db);
  const found = statSync(file, { throwIfNoEntry: false });
  const copyFolder = copyFolderIn(dataDirectory);
  return {
    mode: looksOnly ? 'look' : 'write',
    readOnly,
    file,
    openedAt: openedAt.toISOString(),
    facts: [
      {
        label: 'Size',
        value: found ? describeSize(found.size) : 'unknown: it is not there any more',
      },
      { label: 'Place', value: inPlace ? 'elsewhere, opened where it is' : 'in the data folder' },
      { label: 'Journal', value: rows[0]?.mode === 'wal' ? 'write-ahead log' : 'rollback journal' },
    ],
    copyFolder,
    copies: await listCopies(copyFolder),
  };
}
