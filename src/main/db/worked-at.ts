import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ChosenDatabase } from './chosen-database.ts';
import type { Database } from './open-database.ts';
import { writeDurably } from './write-durably.ts';

/** The row in which a database bears the number of the last start that wrote to it, and what says that it has none. */
const ROW = 'lastStart';
const NONE = 'none';

/** Whether this data folder has written to a database at its place before. */
export function hasWorkedAt({ inPlace, companions }: ChosenDatabase): boolean {
  return !inPlace || existsSync(fileIn(companions));
}

/**
 * Whether a database is the one with which this data folder began the last time. Every start puts
 * another number into it and beside it: what was put in its place since then, such as an older copy,
 * bears an older one or none.
 *
 * @param isForeign Whether its seal says that it is another one: asked where no number is known yet.
 */
export async function isLastWorkedAt(
  db: Database,
  chosen: ChosenDatabase,
  isForeign: boolean,
): Promise<boolean> {
  const file = fileIn(chosen.companions);
  const number = await numberIn(db);
  const beside = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (beside !== '') return beside.split(' ').includes(number);
  return number === NONE && !isForeign && hasWorkedAt(chosen);
}

/**
 * Notes that this data folder has begun with a database. A crash in between makes it no other one.
 *
 * @param number That no start has had before, without blanks.
 */
export async function noteStart(
  db: Database,
  { companions }: ChosenDatabase,
  number: string,
): Promise<void> {
  const file = fileIn(companions);
  writeDurably(file, `${await numberIn(db)} ${number}`);
  await db
    .insertInto('gatehouse_setting')
    .values({ name: ROW, value: number })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: number }))
    .execute();
  writeDurably(file, number);
}

async function numberIn(db: Database): Promise<string> {
  const row = await db
    .selectFrom('gatehouse_setting')
    .select('value')
    .where('name', '=', ROW)
    .executeTakeFirst();
  return row?.value ?? NONE;
}

function fileIn(companions: string): string {
  return join(companions, 'worked-at');
}
