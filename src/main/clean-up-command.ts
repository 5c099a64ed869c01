import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';

import { messageOf } from '../shared/message-of.ts';
import { createSealedEnd } from './app/sealed-end.ts';
import type { CleanUpOptions } from './app/start-options.ts';
import type { Terminal } from './app/announce.ts';
import { ROOT } from './command-line.ts';
import { type ChosenDatabase, readChosenDatabase } from './db/chosen-database.ts';
import { DataDirectoryError, lockDataDirectory } from './db/lock-data-directory.ts';
import { openChosenDatabase } from './db/open-chosen-database.ts';
import { type Database, DatabaseUnusableError, openReader } from './db/open-database.ts';
import { createOutbox } from './mail/outbox/outbox.ts';
import { createMailTemplates } from './mail/templates/templates.ts';
import { createAuditLog } from './operations/audit-log.ts';
import { createJobs } from './operations/jobs.ts';
import { cleanUp, type CleanUpJudgement, judgeCleanUp } from './registrations/clean-up.ts';
import { createFileSecrets } from './secrets/file-secrets.ts';
import { createSecretStore } from './settings/secret-store.ts';

/** Exit codes beside 0; 2 is a command line that can't be followed. `--help` tells them too. */
const FAILED = 1;
const FOLDER_UNUSABLE = 3;
const DATABASE_UNUSABLE = 4;

/** Who the log names. */
const ACTOR = { accountId: null, label: 'the command line', via: 'system' } as const;

/**
 * Cleans up without a window: prints who would go, and with `--yes` moves them to the trash.
 * @returns The exit code.
 */
export async function runCleanUpCommand(
  options: CleanUpOptions,
  { stdout, stderr }: Terminal,
): Promise<number> {
  const refuse = (text: string, code: number): number => {
    stderr.write(`${text}\n`);
    return code;
  };
  const { dataDirectory } = options;
  try {
    const chosen = readChosenDatabase(dataDirectory);
    if (!existsSync(chosen.file)) {
      return refuse(
        chosen.inPlace
          ? `${chosen.file} is not there, which ${dataDirectory} works on. Bring it back.`
          : `There is no database of Gatehouse in ${dataDirectory}. Name its folder with --data-dir.`,
        DATABASE_UNUSABLE,
      );
    }
    const { db, readOnly, close } = await open(options, chosen);
    try {
      if (readOnly !== null && options.act) return refuse(readOnly, DATABASE_UNUSABLE);
      const now = (): Date => new Date();
      const judgement = await judgeCleanUp({ db, now });
      if (!options.act) {
        stdout.write(options.json ? inJson(judgement, null) : inWords(judgement, HOW_TO_GO_ON));
        return 0;
      }
      const templates = createMailTemplates(new URL('resources/', ROOT));
      const context = {
        db,
        now,
        randomBytes,
        graceMs: 0,
        outbox: createOutbox({ now, randomBytes, templates }),
        jobs: createJobs({ now, onChange: () => {}, onError: () => {} }),
      };
      const outcome = await cleanUp(context, { ids: judgement.ids, actor: ACTOR });
      const { companions } = chosen;
      const unsealed = await sealLog(db, { now, dataDirectory, companions });
      if (unsealed !== null) stderr.write(`${unsealed}\n`);
      const { done, skipped, skippedCount = skipped.length } = outcome;
      const late = skippedCount === 0 ? '' : ` ${people(skippedCount)} stayed after all.`;
      const words = `${people(done)} moved to the trash for 30 days.${late}`;
      stdout.write(options.json ? inJson(judgement, done) : inWords(judgement, words));
      return outcome.failed === undefined
        ? 0
        : refuse(`The clean-up went no further: ${outcome.failed}`, FAILED);
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof DataDirectoryError) return refuse(error.message, FOLDER_UNUSABLE);
    if (error instanceof DatabaseUnusableError) return refuse(error.message, DATABASE_UNUSABLE);
    const words = messageOf(error);
    return refuse(`The clean-up failed: ${words}`, FAILED);
  }
}

/** A rehearsal only reads: it looks beside a window that is open, an act needs the folder alone. */
async function open({ dataDirectory, act }: CleanUpOptions, chosen: ChosenDatabase) {
  try {
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
  } catch (error) {
    if (act || !(error instanceof DataDirectoryError && error.isOpen)) throw error;
    const { db } = await openReader(chosen.file);
    return { db, readOnly: null, close: () => db.destroy() };
  }
}

/**
 * Seals the end of the log as a window does. What the desktop has sealed only the desktop can seal
 * again: it does so at its next start.
 * @returns Why it could not be sealed, or null.
 */
async function sealLog(
  db: Database,
  {
    now,
    dataDirectory,
    companions,
  }: {
    readonly now: () => Date;
    readonly dataDirectory: string;
    readonly companions: string;
  },
): Promise<string | null> {
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

const HOW_TO_GO_ON =
  'Nothing was changed. Run this again with --yes to move them to the trash for 30 days.';

function inJson({ rule, ids, goes, leftOut }: CleanUpJudgement, done: number | null): string {
  return `${JSON.stringify({ rule, count: ids.length, goes, leftOut, done }, null, 2)}\n`;
}

function inWords({ rule, ids, goes, leftOut }: CleanUpJudgement, end: string): string {
  const stay = leftOut.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    rule,
    '',
    ids.length === 0 ? 'Nobody goes.' : `${people(ids.length)} to go:`,
    ...goes.map(({ count, reason }) => `  ${count}  ${reason}`),
    ...(stay === 0 ? [] : [`${people(stay)} to stay:`]),
    ...leftOut.map(({ count, reason, names }) => {
      const more = count > names.length ? ', …' : '';
      return `  ${count}  ${reason} (${names.join(', ')}${more})`;
    }),
    '',
    ids.length === 0 ? 'Nothing was changed.' : end,
  ];
  return `${lines.join('\n')}\n`;
}

function people(count: number): string {
  return count === 1 ? '1 sign-up' : `${count.toLocaleString('en')} sign-ups`;
}
