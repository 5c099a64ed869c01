import { setImmediate as nextTurn } from 'node:timers/promises';

import { RefusedError } from '../../shared/errors.ts';
import type { ImportPlan } from '../../shared/contract/transfer.ts';
import { readSetting } from '../settings/settings-store.ts';
import {
  type ActivationContext,
  answersActivation,
  INSTEAD_OF_ACTIVATION,
  NO_ACTIVATION,
} from '../site/answers-activation.ts';
import { isRefused, type PlannedAccount, planRow, type RefusedRow } from './plan-row.ts';
import { refuseUneven } from './row-width.ts';
import type { Source, SourceRow } from './source-rows.ts';
import type { Seen } from './taken-names.ts';

/** Rows that are judged, and then written, before others have their turn. */
export const BATCH = 2_000;

export interface PlannedBatch {
  readonly planned: readonly PlannedAccount[];
  readonly refused: readonly RefusedRow[];
  /** How much of the file has been read up to here. */
  readonly bytes: number;
}

/** What a pass over a file needs from the site, read once. */
export async function readRules(context: ActivationContext, plan: ImportPlan) {
  const { db } = context;
  const fields = plan.mapping.filter((field) => field !== null);
  if (!fields.includes('username') && !fields.includes('email')) {
    throw new RefusedError({
      code: 'invalid-input',
      message: 'No column is the user name. Nothing was changed.',
      advice: 'Say which column has the user names, or at least the e-mail addresses.',
    });
  }
  if (plan.start === 'pending' && !(await answersActivation(context))) {
    throw new RefusedError({
      code: 'invalid-input',
      message: `${NO_ACTIVATION} Nobody was imported.`,
      advice: INSTEAD_OF_ACTIVATION,
    });
  }
  const groups = await db.selectFrom('auth_group').select(['id', 'name']).execute();
  const { uniqueEmail } = await readSetting(db, 'registration');
  const seen: Seen = { usernames: new Set(), emails: new Set() };
  return {
    plan,
    groups: new Map([
      ...groups.map(({ id, name }) => [name.toLowerCase(), id] as const),
      ...groups.map(({ id, name }) => [name, id] as const),
    ]),
    groupNames: new Map(groups.map(({ id, name }) => [id, name])),
    taken: { seen, uniqueEmail },
  };
}

/** Judges a file's rows batch by batch. */
export async function* plannedBatches(
  source: Source,
  rules: Awaited<ReturnType<typeof readRules>>,
): AsyncGenerator<PlannedBatch> {
  let bytes = 0;
  let waiting: SourceRow[] = [];
  for await (const rows of source.rows((read) => (bytes = read))) {
    waiting.push(...rows);
    while (waiting.length >= BATCH) {
      yield { ...judge(waiting.slice(0, BATCH), rules), bytes };
      waiting = waiting.slice(BATCH);
      await nextTurn();
    }
  }
  if (waiting.length > 0) yield { ...judge(waiting, rules), bytes };
}

function judge(
  rows: readonly SourceRow[],
  rules: Awaited<ReturnType<typeof readRules>>,
): Omit<PlannedBatch, 'bytes'> {
  const planned: PlannedAccount[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    const judged = refuseUneven(row, rules.plan) ?? planRow(row, rules);
    if (isRefused(judged)) refused.push(judged);
    else planned.push(judged);
  }
  return { planned, refused };
}
