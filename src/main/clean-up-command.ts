import { randomBytes } from 'node:crypto';

import type { Terminal } from './app/announce.ts';
import type { CleanUpOptions } from './app/start-options.ts';
import { ROOT } from './command-line.ts';
import { COMMAND_LINE, FAILED, runOnFolder } from './folder-command.ts';
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
  const { dataDirectory, act, json } = options;
  const folder = { dataDirectory, writes: act, failed: 'The clean-up failed', stderr };
  return runOnFolder(folder, async ({ db, seal }) => {
    const now = (): Date => new Date();
    const judgement = await judgeCleanUp({ db, now });
    if (!act) {
      stdout.write(json ? inJson(judgement, null) : inWords(judgement, HOW_TO_GO_ON));
      return null;
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
    await seal(now);
    const { done, skipped, skippedCount = skipped.length } = outcome;
    const late = skippedCount === 0 ? '' : ` ${people(skippedCount)} stayed after all.`;
    const words = `${people(done)} moved to the trash for 30 days.${late}`;
    stdout.write(json ? inJson(judgement, done) : inWords(judgement, words));
    return outcome.failed === undefined
      ? null
      : { text: `The clean-up went no further: ${outcome.failed}`, code: FAILED };
  });
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
