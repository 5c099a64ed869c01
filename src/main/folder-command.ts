import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';

import { messageOf } from '../shared/message-of.ts';
import { createSealedEnd } from './app/sealed-end.ts';
import type { ChosenDatabase } from './db/chosen-database.ts';
import { DataDirectoryError, lockDataDirectory } from './db/lock-data-directory.ts';
import { openChosenDatabase } from './db/open-chosen-database.ts';
import { type Database, DatabaseUnusableError } from './db/open-database.ts';
import { createAuditLog } from './operations/audit-log.ts';
import { createFileSecrets } from './secrets/file-secrets.ts';
import { createSecretStore } from './settings/secret-store.ts';

/** Exit codes beside 0; 2 is a command line that can't be followed. `--help` tells them too. */
export const FAILED = 1;
export const FOLDER_UNUSABLE = 3;
export const DATABASE_UNUSABLE = 4;

/** Who the log names. */
export const COMMAND_LINE = { accountId: null, label: 'the command line', via: 'system' } as const;

/** Why a command ends without having done anything. */
export interface Refusal {
  readonly text: string;
  readonly code: number;
}

/** Refuses a data folder that has no database yet, or whose database is gone. @returns Null when there is one. */
export function lackOfDatabase(dataDirectory: string, chosen: ChosenDatabase): Refusal | null {
  if (existsSync(chosen.file)) return null;
  const text = chosen.inPlace
    ? `${chosen.file} is not there, which ${dataDirectory} works on. Bring it back.`
    : `There is no database of Gatehouse in ${dataDirectory}. Name its folder with --data-dir.`;
  return { text, code: DATABASE_UNUSABLE };
}

/** @param failed What failed, as the beginning of a sentence. */
export function refusalOf(error: unknown, failed: string): Refusal {
  if (error instanceof DataDirectoryError) return { text: error.message, code: FOLDER_UNUSABLE };
  if (error instanceof DatabaseUnusableError) {
    return { text: error.message, code: DATABASE_UNUSABLE };
  }
  return { text: `${failed}: ${messageOf(error)}`, code: FAILED };
}

/**
 * Opens a data folder's database for one command, and keeps everybody else from the folder.
 * @throws DataDirectoryError while a Gatehouse is open on it, DatabaseUnusableError
 */
export async function openAlone(dataDirectory: string, chosen: ChosenDatabase) {
  const release = lockDataDirectory(dataDirectory);
  const opened = await openChosenDatabase(chosen).catch((error: unknown) => {
    release();
    throw error;
  });
  const close = async (): Promise<void> => {
    await opened.close();
    release();
  };
  return { ...opened, close };
}

/**
 * Seals the end of the log as a window does. What the desktop has sealed only the desktop can seal
 * again: it does so at its next start.
 * @returns Why it could not be sealed, or null.
 */
export async function sealLog(
  db: Database,
  given: {
    readonly now: () => Date;
    readonly dataDirectory: string;
    readonly companions: string;
  },
): Promise<string | null> {
  const { now, dataDirectory, companions } = given;
  const box = createFileSecrets({ directory: dataDirectory, randomBytes });
  const secrets = createSecretStore(db, box);
  const end = createSealedEnd({ secrets, box, folder: companions });
  const sealed = await secrets.sealed('audit.end');
  if (sealed === null || sealed.startsWith('os:')) return null;
  try {
    await createAuditLog({ db, now, end, onError: () => {} }).catchUp();
    return null;
  } catch (error) {
    return `The end of Audit could not be sealed: ${messageOf(error)}`;
  }
}
