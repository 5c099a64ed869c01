import { sql } from 'kysely';

import { DAY_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import type { CaptureSettings } from '../../settings/settings.ts';
import { readSetting } from '../../settings/settings-store.ts';

/** How long a deletion can be taken back. */
const TRASH_MS = DAY_MS;
/** How often it is looked whether there is too much. */
const EVERY_MS = 10 * MINUTE_MS;

type Limits = Pick<CaptureSettings, 'keepMails' | 'keepDays' | 'keepMegabytes'>;

/**
 * Removes for good what was deleted a day ago, and the oldest captured mails beyond the limits.
 * Starred mails stay, unless they were deleted.
 *
 * @returns How many were removed.
 */
export async function removeOldMails(db: Database, limits: Limits, now: Date): Promise<number> {
  const before = (ms: number): string => toDjangoDatetime(new Date(now.getTime() - ms));
  const mails = sql.table('gatehouse_captured_mail');
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM ${mails} WHERE deleted_at < ${before(TRASH_MS)} OR (starred = 0 AND (
      received_at < ${before(limits.keepDays * DAY_MS)}
      OR id <= (SELECT id FROM ${mails} ORDER BY id DESC LIMIT 1 OFFSET ${limits.keepMails})
      OR id IN (SELECT id FROM (
          SELECT id, sum(size) OVER (ORDER BY id DESC) AS held FROM ${mails})
        WHERE held > ${limits.keepMegabytes * 1_000_000})
    ))`.execute(db);
  return Number(numAffectedRows);
}

export interface Retention {
  /** Removes what is too much now. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** Keeps captured mail within its limits from now on. */
export function keepWithinLimits(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): Retention {
  const { db, now, onChange, onError } = given;
  let running: Promise<void> = Promise.resolve();

  async function remove(): Promise<void> {
    if ((await removeOldMails(db, await readSetting(db, 'capture'), now())) > 0) onChange();
  }
  function run(): Promise<void> {
    running = running.then(remove).catch(onError);
    return running;
  }
  const timer = setInterval(() => void run(), EVERY_MS);
  timer.unref();
  return {
    run,
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}
