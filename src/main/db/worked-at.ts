import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ChosenDatabase } from './chosen-database.ts';

/** Whether this data folder has written to a database at its place before. */
export function hasWorkedAt({ inPlace, companions }: ChosenDatabase): boolean {
  return !inPlace || existsSync(markIn(companions));
}

/** Notes that from now on this data folder works at the database. */
export function noteWorkedAt({ companions }: ChosenDatabase): void {
  writeFileSync(markIn(companions), '', { mode: 0o600, flush: true });
}

function markIn(companions: string): string {
  return join(companions, 'worked-at');
}
