import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';

import { messageOf } from '../shared/message-of.ts';
import type { Terminal } from './app/announce.ts';
import { createSealedEnd } from './app/sealed-end.ts';
import { type ChosenDatabase, readChosenDatabase } from './db/chosen-database.ts';
import { DataDirectoryError, lockDataDirectory } from './db/lock-data-directory.ts';
import { openChosenDatabase } from './db/open-chosen-database.ts';
import { type Database, DatabaseUnusableError, openReader } from './db/open-database.ts';
import { createAuditLog } from './operations/audit-log.ts';
import { createFileSecrets } from './secrets/file-secrets.ts';
import { createSecretStore } from './settings/secret-store.ts';

/** Exit codes beside 0; 2 is a command line that can't be followed. `--help` tells them too. */
export const FAILED = 1;
const FOLDER_UNUSABLE = 3;
const DATABASE_UNUSABLE = 4;

/** Who the log names. */
export const COMMAND_LINE = { accountId: null, label: 'the command line', via: 'system' } as const;

/** Why a command ends without having done anything. */
export interface Refusal {
  readonly text: string;
  readonly code: number;
}

/** What a command works on. */
export interface OpenedFolder {
  readonly db: Database;
  /** Seals the end of the log, once the command has written to it. */
  readonly seal: (now: () => Date) => Promise<void>;
}

/**
 * Opens a data folder's database for one command, keeps everybody else from the folder meanwhile,
 * and tells why it could not be done. One that only reads looks beside a window that is open too.
 *
 * @param folder.failed What fails where anything does, as the beginning of a sentence.
 * @returns The exit code.
 */
export async function runOnFolder(
  folder: {
    readonly dataDirectory: string;
    readonly writes: boolean;
    readonly failed: string;
    readonly stderr: Terminal['stderr'];
  },
  work: (opened: OpenedFolder) => Promise<Refusal | null>,
): Promise<number> {
  const { dataDirectory, writes, failed, stderr } = folder;
  const refusal = await refusalOf(failed, async () => {
    const chosen = readChosenDatabase(dataDirectory);
    const lack = lackOfDatabase(dataDirectory, chosen);
    if (lack !== null) return lack;
    const { db, readOnly, close } = await open(dataDirectory, chosen, writes);
    try {
      if (readOnly !== null && writes) return { text: readOnly, code: DATABASE_UNUSABLE };
      const seal = async (now: () => Date): Promise<void> => {
        const { companions } = chosen;
        const unsealed = await sealLog(db, { now, dataDirectory, companions });
        if (unsealed !== null) stderr.write(`${unsealed}\n`);
      };
      return await work({ db, seal });
    } finally {
      await close();
    }
  });
  if (refusal === null) return 0;
  stderr.write(`${refusal.text}\n`);
  return refusal.code;
}

async function refusalOf(
  failed: string,
  work: () => Promise<Refusal | null>,
): Promise<Refusal | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DataDirectoryError) return { text: error.message, code: FOLDER_UNUSABLE };
    if (error instanceof DatabaseUnusableError) {
      return { text: error.message, code: DATABASE_UNUSABLE };
    }
    return { text: `${failed}: ${messageOf(error)}`, code: FAILED };
  }
}

/** Refuses a data folder that has no database yet, or whose database is gone. */
function lackOfDatabase(dataDirectory: string, chosen: ChosenDatabase): Refusal | null {
  if (existsSync(chosen.file)) return null;
  const text = chosen.inPlace
    ? `${chosen.file} is not there, which ${dataDirectory} works on. Bring it back.`
    : `There is no database of Gatehouse in ${dataDirectory}. Name its folder with --data-dir.`;
  return { text, code: DATABASE_UNUSABLE };
}

async function open(dataDirectory: string, chosen: ChosenDatabase, writes: boolean) {
  try {
    return await openAlone(dataDirectory, chosen);
  } catch (error) {
    if (writes || !(error instanceof DataDirectoryError && error.isOpen)) throw error;
    const { db } = await openReader(chosen.file);
    return { db, readOnly: null, close: () => db.destroy() };
  }
}

/** @throws DataDirectoryError while a Gatehouse is open on it, DatabaseUnusableError */
async function openAlone(dataDirectory: string, chosen: ChosenDatabase) {
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
async function sealLog(
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
