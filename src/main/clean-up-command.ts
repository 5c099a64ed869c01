import { randomBytes } from 'node:crypto';

import type { Terminal } from './app/announce.ts';
import type { CleanUpOptions } from './app/start-options.ts';
import { ROOT } from './command-line.ts';
import { type ChosenDatabase, readChosenDatabase } from './db/chosen-database.ts';
import { DataDirectoryError } from './db/lock-data-directory.ts';
import { openReader } from './db/open-database.ts';
import {
  COMMAND_LINE,
  DATABASE_UNUSABLE,
  FAILED,
  lackOfDatabase,
  openAlone,
  type Refusal,
  refusalOf,
  sealLog,
} from './folder-command.ts';
import { createOutbox } from './mail/outbox/outbox.ts';
import { createMailTemplates } from './mail/templates/templates.ts';
import { createJobs } from './operations/jobs.ts';
import { cleanUp, type CleanUpJudgement, judgeCleanUp } from './registrations/clean-up.ts';

/**
 * Cleans up without a window: prints who would go, and with `--yes` moves them to the trash.
 * @returns The exit code.
 */
export async function runCleanUpCommand(
  options: CleanUpOptions,
  { stdout, stderr }: Terminal,
): Promise<number> {
  const refuse = ({ text, code }: Refusal): number => {
    stderr.write(`${text}\n`);
    return code;
  };
  const { dataDirectory } = options;
  try {
    const chosen = readChosenDatabase(dataDirectory);
    const lack = lackOfDatabase(dataDirectory, chosen);
    if (lack !== null) return refuse(lack);
    const { db, readOnly, close } = await open(options, chosen);
    try {
      if (readOnly !== null && options.act) {
        return refuse({ text: readOnly, code: DATABASE_UNUSABLE });
      }
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
      const outcome = await cleanUp(context, { ids: judgement.ids, actor: COMMAND_LINE });
      const { companions } = chosen;
      const unsealed = await sealLog(db, { now, dataDirectory, companions });
      if (unsealed !== null) stderr.write(`${unsealed}\n`);
      const { done, skipped, skippedCount = skipped.length } = outcome;
      const late = skippedCount === 0 ? '' : ` ${people(skippedCount)} stayed after all.`;
      const words = `${people(done)} moved to the trash for 30 days.${late}`;
      stdout.write(options.json ? inJson(judgement, done) : inWords(judgement, words));
      return outcome.failed === undefined
        ? 0
        : refuse({ text: `The clean-up went no further: ${outcome.failed}`, code: FAILED });
    } finally {
      await close();
    }
  } catch (error) {
    return refuse(refusalOf(error, 'The clean-up failed'));
  }
}

/** A rehearsal only reads: it looks beside a window that is open, an act needs the folder alone. */
async function open({ dataDirectory, act }: CleanUpOptions, chosen: ChosenDatabase) {
  try {
    return await openAlone(dataDirectory, chosen);
  } catch (error) {
    if (act || !(error instanceof DataDirectoryError && error.isOpen)) throw error;
    const { db } = await openReader(chosen.file);
    return { db, readOnly: null, close: () => db.destroy() };
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
