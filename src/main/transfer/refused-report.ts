import { appendFile, writeFile } from 'node:fs/promises';

import type { OutputOf } from '../../shared/contract/index.ts';
import type { ImportPlan, ImportProblem } from '../../shared/contract/transfer.ts';
import { csvRow } from '../csv/write-csv.ts';
import { type ImportFile, type Pass, reportPath } from './import-files.ts';
import type { RefusedRow } from './plan-row.ts';
import { cellsWithoutPassword } from './row-width.ts';
import type { Source } from './source-rows.ts';

const PROBLEMS_SHOWN = 100;
const FORM = { delimiter: ',', formulaSafe: true };

type Findings = Omit<
  OutputOf<'imports.run'>,
  'report' | 'operationId' | 'mailsQueued' | 'cancelled' | 'failed'
>;

/** Counts what a pass over a file has found, and writes each refused row to a file. */
export interface Tally {
  accept(count: number): void;
  refuse(rows: readonly RefusedRow[]): Promise<void>;
  findings(): Findings;
}

/** Begins a new report in the place of the one before. */
export async function beginTally(
  file: ImportFile,
  source: Source,
  given: { readonly plan: ImportPlan; readonly pass: Pass },
): Promise<Tally> {
  const path = reportPath(file, given.pass);
  await writeFile(path, csvRow(['row', 'reason', ...source.columns], FORM), {
    mode: 0o600,
  });
  const reasons = new Map<string, number>();
  const problems: ImportProblem[] = [];
  let accepted = 0;
  let refused = 0;
  return {
    accept(count) {
      accepted += count;
    },
    async refuse(rows) {
      if (rows.length === 0) return;
      refused += rows.length;
      for (const { problems: own } of rows) {
        problems.push(...own.slice(0, PROBLEMS_SHOWN - problems.length));
        for (const { reason } of own) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
      const lines = rows.map(({ row, problems: own }) => {
        const why = own.map(({ field, reason }) => `${field ?? 'row'}: ${reason}`).join(' ');
        const cells = cellsWithoutPassword(row, given.plan);
        return csvRow([String(row.number), why, ...cells], FORM);
      });
      await appendFile(path, lines.join(''));
    },
    findings: () => ({
      rows: accepted + refused,
      accepted,
      refused,
      problems,
      reasons: [...reasons]
        .map(([reason, count]) => ({ reason, count }))
        .toSorted((a, b) => b.count - a.count)
        .slice(0, PROBLEMS_SHOWN),
    }),
  };
}
