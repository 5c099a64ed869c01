import { rm } from 'node:fs/promises';

import type { DatabaseReport } from '../../shared/contract/database.ts';
import type { InputOf } from '../../shared/contract/index.ts';
import { RefusedError } from '../../shared/errors.ts';
import { canAnybodyAdminister, type Person } from '../accounts/account-guards.ts';
import {
  type ChosenDatabase,
  type DatabaseChoice,
  chosenDatabase,
  ownDatabase,
} from '../db/chosen-database.ts';
import { openChosenDatabase } from '../db/open-chosen-database.ts';
import type { Database } from '../db/open-database.ts';
import { type Actor, atConsole } from '../operations/actor.ts';
import type { Jobs } from '../operations/jobs.ts';
import { runOperation } from '../operations/run-operation.ts';
import { noteActivationDays } from '../settings/activation-days.ts';
import { copyDatabase, copyFolderIn } from './copy-database.ts';
import { explained } from './explain-unreadable.ts';
import { inspectDatabase } from './inspect-database.ts';
import { namedDatabase } from './typed-path.ts';

export interface DatabasesContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly jobs: Jobs;
  readonly dataDirectory: string;
  /** The one that is open. */
  readonly chosen: ChosenDatabase;
  /** Why nothing is written to it, or null. */
  readonly readOnly: string | null;
  /** The made-up sign-in of a demonstration, which keeps its own database; null in earnest. */
  readonly demonstration: object | null;
  /** Forgets the sealed end of the log in a folder: a database without a log takes its place. */
  readonly forgetSeal: (folder: string) => Promise<void>;
  /** Ends the application and begins anew with a database. @param notice To tell then, or null. */
  readonly restart: (database: DatabaseChoice, notice: string | null) => void;
}

/**
 * Reports what a database is, before anything is written to it.
 * @throws RefusedError when this person may not, or beside the field `file` why it can't be opened.
 */
export async function inspectNamed(
  context: DatabasesContext,
  person: Person | null,
  typed: string,
): Promise<DatabaseReport> {
  await guardChoice(context, person);
  const { now, dataDirectory, chosen } = context;
  return explained(async () => {
    const file = namedDatabase(typed, [chosen.file, ownDatabase(dataDirectory)]);
    const report = await inspectDatabase(file, { now, dataDirectory, current: chosen.file });
    const known = file === chosen.file ? chosen.activationDays : undefined;
    return { ...report, activationDays: report.activationDays && (known ?? report.activationDays) };
  });
}

/**
 * Opens a database from now on, this one or another. It is opened at once, and one that is to be
 * written to is copied and brought up to date: what stands in the way in it is known while the
 * present one is still open.
 *
 * @returns Where the copy lies, or null when it is only looked at.
 * @throws As `inspectNamed`, and `conflict` when it can't be opened in this way.
 */
export async function changeDatabase(
  context: DatabasesContext,
  person: Person | null,
  { file: typed, mode, activationDays }: InputOf<'database.open'>,
): Promise<{ readonly copy: string | null }> {
  const { file, blocked, ...asked } = await inspectNamed(context, person, typed);
  const { db, chosen, dataDirectory } = context;
  const days = asked.activationDays === null ? undefined : activationDays;
  const looksOnly = mode === 'look';
  const choice = { file, looksOnly, activationDays: looksOnly ? days : undefined };
  const next = chosenDatabase(dataDirectory, choice);
  const isSame = next.file === chosen.file && next.looksOnly === chosen.looksOnly;
  if (isSame && next.activationDays === chosen.activationDays) {
    throw conflict('This database is open already, in just this way.');
  }
  const reason = blocked[mode];
  if (reason !== null) throw conflict(reason);
  const copy = await explained(() => prepare(context, { next, days, person }));
  if (context.readOnly === null && (await canAnybodyAdminister(db))) {
    await note(context, db, { next, actor: person ? atConsole(person) : FIRST_START });
  }
  context.restart(next, copy && `The database was copied as it was before. The copy is ${copy}`);
  return { copy };
}

/** Nobody has an account yet. */
const FIRST_START: Actor = { accountId: null, label: 'the first start', via: 'console' };

/** @returns Where the copy lies, or null when it is only looked at. */
async function prepare(
  context: DatabasesContext,
  {
    next,
    days,
    person,
  }: {
    readonly next: ChosenDatabase;
    readonly days: number | undefined;
    readonly person: Person | null;
  },
): Promise<string | null> {
  const folder = copyFolderIn(context.dataDirectory);
  const copy = next.looksOnly ? null : await copyDatabase(next.file, { ...context, folder });
  const onFirst = () => context.forgetSeal(next.companions);
  const { db, close } = await openChosenDatabase(next, onFirst).catch(async (error: unknown) => {
    // It is as it was.
    if (copy) await rm(copy.file, { force: true });
    throw error;
  });
  try {
    // Who chose it may have another account there, or none.
    const actor = person ? { ...atConsole(person), accountId: null } : FIRST_START;
    if (!next.looksOnly) await note(context, db, { next, actor, days });
  } finally {
    await close();
  }
  return copy && copy.file;
}

/** Writes the choice into a database's log, with the days of its links where they were asked. */
async function note(
  { now }: DatabasesContext,
  db: Database,
  {
    next: { file, looksOnly },
    actor,
    days,
  }: {
    readonly next: ChosenDatabase;
    readonly actor: Actor;
    readonly days?: number | undefined;
  },
): Promise<void> {
  const act = { kind: 'database.open', actor, at: now(), detail: { file, looksOnly } } as const;
  await runOperation(db, act, async (operation) => {
    if (days !== undefined) await noteActivationDays(operation, days);
    operation.attest();
  });
}

/** A superuser may, and whoever sits at the console while there is no administrator at all. */
async function guardChoice(
  { db, demonstration }: DatabasesContext,
  person: Person | null,
): Promise<void> {
  if (demonstration) {
    throw conflict(
      'The demonstration keeps its own database.',
      'Start Gatehouse again, without --demo.',
    );
  }
  if (person?.isSuperuser || (person === null && !(await canAnybodyAdminister(db)))) return;
  throw new RefusedError({
    code: person === null ? 'not-signed-in' : 'not-allowed',
    message: 'Only a superuser may choose the database. Nothing was changed.',
  });
}

function conflict(message: string, advice?: string): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message,
    ...(advice === undefined ? {} : { advice }),
  });
}
