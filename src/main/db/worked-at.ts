import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ChosenDatabase } from './chosen-database.ts';

/**
 * Whether this data folder has written to a database at its place before.
 * @param foreignEnd The sealed end by which it is not the one that was there last, or null.
 */
export function hasWorkedAt(
  { inPlace, companions }: ChosenDatabase,
  foreignEnd: string | null = null,
): boolean {
  const mark = markIn(companions);
  if (foreignEnd !== null) return existsSync(mark) && readFileSync(mark, 'utf8') === foreignEnd;
  return !inPlace || existsSync(mark);
}

/** Notes that from now on this data folder works at the database, as it is told from another. */
export function noteWorkedAt(
  { companions }: ChosenDatabase,
  foreignEnd: string | null = null,
): void {
  writeFileSync(markIn(companions), foreignEnd ?? '', { mode: 0o600, flush: true });
}

function markIn(companions: string): string {
  return join(companions, 'worked-at');
}
