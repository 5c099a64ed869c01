import type { OutputOf } from '../../shared/contract/index.ts';
import type { Database } from '../db/open-database.ts';
import { describeSqliteError } from '../db/sqlite-error.ts';
import { lastLink } from './audit-chain.ts';
import { checkChain, type ChainCheck, UNCHECKED } from './verify-chain.ts';

/** Keeps the chain's end where nobody who can write the database can forge it. */
export interface SealedEnd {
  /** The end as each of the places has it that keep it, the database first; null in an empty one. */
  read(): Promise<readonly (string | null)[]>;
  write(end: string): Promise<void>;
}

/** Watches over the log: whether it is as it was written. */
export interface AuditLog {
  /** Checks what has been written since the last check. */
  verify(): Promise<OutputOf<'operations.verify'>>;
  /** Forgets what was checked, so that the next check is of everything. */
  forget(): void;
  /** Something was written: its end is sealed soon. */
  note(): void;
  /** Seals what another program has written since. */
  catchUp(): Promise<void>;
  /** Seals what is not sealed yet. */
  stop(): Promise<void>;
}

/** How long after the last entry the end is sealed, in milliseconds. */
const SEALED_AFTER_MS = 1_000;

/**
 * The chain alone can't tell that its last entries were cut off. So its end is sealed as secrets
 * are, a moment after each entry, in the database and beside it, and must be found in the chain
 * again. An end that is gone stays sealed for good: no later entry may cover up that others were cut
 * off. A seal that can't be opened stays too, and proves nothing.
 */
export function createAuditLog(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly end: SealedEnd;
  readonly onError: (error: unknown) => void;
}): AuditLog {
  const { db, end } = given;
  let known: ChainCheck = UNCHECKED;
  let isSealOpen = true;
  let checkedAt = given.now();
  let checking: Promise<void> = Promise.resolve();
  let sealing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  /** One after the other, so that no older end takes the place of a newer one. */
  function seal(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    sealing = sealing.then(sealNow, sealNow);
    return sealing;
  }

  async function sealNow(): Promise<void> {
    const last = await lastLink(db);
    if (last && (await endProblem(db, await end.read())) === null) {
      await end.write(`${last.id} ${last.hash}`);
    }
  }

  async function check(): Promise<void> {
    known = await checkChain(db, known.problem === null ? known : UNCHECKED);
    checkedAt = given.now();
    if (known.problem !== null) return;
    const ends = await end.read().catch(unopened);
    isSealOpen = ends !== null;
    if (ends) known = { ...known, problem: await endProblem(db, ends) };
  }

  return {
    async verify() {
      checking = checking.then(check, check);
      await checking;
      const { entries, since, problem } = known;
      return {
        state: problem ? 'broken' : !isSealOpen ? 'unsealed' : entries === 0 ? 'empty' : 'unbroken',
        since: since?.toISOString() ?? null,
        entries,
        checkedAt: checkedAt.toISOString(),
        problem,
      };
    },
    forget: () => {
      known = UNCHECKED;
    },
    note: () => {
      timer ??= setTimeout(() => void seal().catch(given.onError), SEALED_AFTER_MS);
    },
    catchUp: seal,
    // What failed before has been told.
    stop: () => (timer === undefined ? sealing.catch(() => undefined) : seal()),
  };
}

/**
 * Whether a database is not the one that was here last, by its seal: an older one is in its place, or
 * the seal beside it was not brought along. To be asked before anything is sealed.
 * @returns False also when that can't be told.
 */
export async function hasForeignEnd(db: Database, end: SealedEnd): Promise<boolean> {
  const [inDatabase = null, beside = null] = (await end.read().catch(unopened)) ?? [];
  if (beside === null) return inDatabase !== null;
  return !(await isInChain(db, beside));
}

/** @throws What is wrong with the database; whatever else fails says nothing about the log. */
function unopened(error: unknown): null {
  if (describeSqliteError(error)) throw error;
  return null;
}

async function endProblem(
  db: Database,
  [inDatabase = null, ...beside]: readonly (string | null)[],
): Promise<ChainCheck['problem']> {
  if (inDatabase === null && beside.some((end) => end !== null)) {
    return { operationId: null, what: 'The seal of its end was removed from the database.' };
  }
  for (const end of [inDatabase, ...beside]) {
    if (end !== null && !(await isInChain(db, end))) {
      return {
        operationId: null,
        what: 'Its newest entries were cut off, or an older database was put in its place.',
      };
    }
  }
  return null;
}

async function isInChain(db: Database, end: string): Promise<boolean> {
  const [id = '', hash] = end.split(' ');
  const link = await db
    .selectFrom('gatehouse_audit_link')
    .select('hash')
    .where('id', '=', Number(id))
    .executeTakeFirst();
  return link?.hash === hash;
}
