import type { OutputOf } from '../../shared/contract/index.ts';
import type { Database } from '../db/open-database.ts';
import { lastLink } from './audit-chain.ts';
import { checkChain, type ChainCheck, UNCHECKED } from './verify-chain.ts';

/** Keeps the chain's end where nobody who can write the database can forge it. */
export interface SealedEnd {
  read(): Promise<string | null>;
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
 * are, a moment after each entry, and must be found in the chain again. An end that is gone stays
 * sealed for good: no later entry may cover up that others were cut off.
 */
export function createAuditLog(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly end: SealedEnd;
  readonly onError: (error: unknown) => void;
}): AuditLog {
  const { db, end } = given;
  let known: ChainCheck = UNCHECKED;
  let checkedAt = given.now();
  let checking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function seal(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const last = await lastLink(db);
    if (last && (await endProblem(db, end)) === null) await end.write(`${last.id} ${last.hash}`);
  }

  async function check(): Promise<void> {
    known = await checkChain(db, known.problem === null ? known : UNCHECKED);
    if (known.problem === null) known = { ...known, problem: await endProblem(db, end) };
    checkedAt = given.now();
  }

  return {
    async verify() {
      checking = checking.then(check, check);
      await checking;
      const { entries, since, problem } = known;
      return {
        state: problem ? 'broken' : entries === 0 ? 'empty' : 'unbroken',
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
    stop: () => (timer === undefined ? Promise.resolve() : seal()),
  };
}

async function endProblem(db: Database, end: SealedEnd): Promise<ChainCheck['problem']> {
  const sealed = await end.read();
  if (sealed === null) return null;
  const [id = '', hash] = sealed.split(' ');
  const link = await db
    .selectFrom('gatehouse_audit_link')
    .select('hash')
    .where('id', '=', Number(id))
    .executeTakeFirst();
  return link?.hash === hash
    ? null
    : { operationId: null, what: 'Its newest entries were cut off.' };
}
