import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { codeOf } from '../../shared/code-of.ts';
import { writeDurably } from '../db/write-durably.ts';
import type { SealedEnd } from '../operations/audit-log.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/**
 * Keeps the end of the log sealed among the secrets in the database and in a file beside it: whoever
 * writes the database alone can't take the seal away unnoticed. The file may be missing, as in a
 * folder to which only the database was moved.
 *
 * @param given.folder What belongs to the database; the file in it is readable by its owner only.
 */
export function createSealedEnd(given: {
  readonly secrets: SecretStore;
  readonly box: SecretBox;
  readonly folder: string;
}): SealedEnd {
  const { secrets, box } = given;
  const file = fileIn(given.folder);
  return {
    async read() {
      const text = await readIfThere(file);
      // Empty after a power cut, on some file systems.
      const beside = text === null || text === '' ? null : (await box.open(text)).secret;
      return [await secrets.read('audit.end'), beside];
    },
    async write(end) {
      // The database first: after a crash the file may be behind it, and never ahead.
      await secrets.write('audit.end', end);
      writeDurably(file, await box.seal(end));
    },
  };
}

/** Forgets the end of a database that was moved away or replaced by one without a log. */
export async function forgetSealedEnd(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true });
}

function fileIn(folder: string): string {
  return join(folder, 'audit.seal');
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
