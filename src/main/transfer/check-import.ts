import type { OutputOf } from '../../shared/contract/index.ts';
import type { ImportPlan } from '../../shared/contract/transfer.ts';
import { recogniseEncoded } from '../accounts/password/encoded-form.ts';
import type { Jobs } from '../operations/jobs.ts';
import type { ActivationContext } from '../site/answers-activation.ts';
import { fieldCalled, guessFields } from './guess-field.ts';
import type { ImportFile } from './import-files.ts';
import type { PlannedAccount } from './plan-row.ts';
import { plannedBatches, readRules } from './planned-batches.ts';
import { beginTally } from './refused-report.ts';
import { type Delimiter, openSource } from './source-rows.ts';
import { splitTaken } from './taken-names.ts';

const SAMPLES = 3;
const PEOPLE_SHOWN = 5;

/** The columns of a file, with a few values of each; stored passwords are told by their form. */
export async function inspectImport(
  file: ImportFile,
  delimiter: Delimiter | null,
): Promise<OutputOf<'imports.inspect'>> {
  const source = await openSource(file, { delimiter });
  const samples = source.columns.map((): string[] => []);
  for await (const rows of source.rows()) {
    for (const { cells } of rows) {
      for (const [column, list] of samples.entries()) {
        const cell = (cells[column] ?? '').trim();
        if (cell === '' || list.length >= SAMPLES) continue;
        list.push(shown(cell, fieldCalled(source.columns[column] ?? '') === 'password'));
      }
    }
    if (rows.length > 0) break;
  }
  const guesses = guessFields(source.columns, samples);
  return {
    filename: file.filename,
    format: source.format,
    encoding: file.encoding,
    delimiter: source.delimiter,
    columns: source.columns.map((name, column) => ({
      name,
      samples: samples[column] ?? [],
      guess: guesses[column] ?? null,
    })),
  };
}

function shown(cell: string, isPassword: boolean): string {
  const form = recogniseEncoded(cell);
  if (form) return `a password, ${form.algorithm}`;
  // Hashes of other systems begin like this, whatever their column is called.
  return isPassword || /^\$\w{1,10}\$/.test(cell) ? '••••••' : cell.slice(0, 80);
}

/** Goes through a file as an import would, and changes nothing. */
export async function checkImport(
  context: ActivationContext & { readonly jobs: Jobs },
  file: ImportFile,
  plan: ImportPlan,
): Promise<Omit<OutputOf<'imports.check'>, 'report'>> {
  const { db, jobs } = context;
  const source = await openSource(file, plan);
  const rules = await readRules(context, plan);
  const tally = await beginTally(file, source, { plan, pass: 'check' });
  const people: OutputOf<'imports.check'>['people'] = [];
  const hashes = new Map<string, { count: number; isCheckedHere: boolean }>();
  const sums = { withoutPassword: 0, withoutEmail: 0, mails: 0 };
  let cancelled = false;
  const job = jobs.start({ title: `Checking ${file.filename}`, total: 100, cancellable: true });
  try {
    for await (const { planned, refused, bytes } of plannedBatches(source, rules)) {
      if (job.isCancelled) {
        cancelled = true;
        break;
      }
      const taken = await splitTaken(db, planned, rules.taken);
      await tally.refuse([...refused, ...taken.refused]);
      tally.accept(taken.free.length);
      for (const account of taken.free) {
        if (people.length < PEOPLE_SHOWN) people.push(personOf(account, rules.groupNames));
        if (account.password) {
          const { algorithm, isCheckedHere } = account.password.form;
          const count = (hashes.get(algorithm)?.count ?? 0) + 1;
          hashes.set(algorithm, { count, isCheckedHere });
        } else sums.withoutPassword += 1;
        if (account.email === '') sums.withoutEmail += 1;
        if (getsMail(account, plan)) sums.mails += 1;
      }
      job.advance(Math.floor((bytes / file.bytes) * 100));
    }
  } finally {
    job.end();
  }
  return {
    ...tally.findings(),
    ...sums,
    people,
    cancelled,
    hashes: [...hashes].map(([algorithm, found]) => ({ algorithm, ...found })),
  };
}

function personOf(account: PlannedAccount, groupNames: ReadonlyMap<number, string>) {
  const { username, email, firstName, lastName, groupIds, state } = account;
  const groups = groupIds.flatMap((id) => groupNames.get(id) ?? []);
  return { username, email, name: `${firstName} ${lastName}`.trim(), groups, state };
}

/** Whether somebody gets an activation mail, or a link to choose a password. */
export function getsMail(account: PlannedAccount, plan: ImportPlan): boolean {
  if (account.state === 'pending') return true;
  return (
    plan.sendReset &&
    account.state === 'active' &&
    account.password === null &&
    account.email !== ''
  );
}
