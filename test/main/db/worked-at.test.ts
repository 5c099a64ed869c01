import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { chosenDatabase } from '../../../src/main/db/chosen-database.ts';
import { isLastWorkedAt, noteStart } from '../../../src/main/db/worked-at.ts';
import { createCore } from '../../support/core.ts';

async function opened() {
  const { db, folder } = await createCore();
  const file = join(folder, 'gatehouse.sqlite3');
  const chosen = chosenDatabase(folder, { file, looksOnly: false });
  const beside = (text: string): void => writeFileSync(join(folder, 'worked-at'), text);
  const inside = (value: string) =>
    db.updateTable('gatehouse_setting').set({ value }).where('name', '=', 'lastStart').execute();
  const isLast = (isForeign = false) => isLastWorkedAt(db, chosen, isForeign);
  const start = (number: string) => noteStart(db, chosen, number);
  return { beside, inside, isLast, start };
}

it('of before there were numbers, the seal tells whether it is the same', async () => {
  const { isLast, start } = await opened();
  expect(await isLast()).toBe(true);
  expect(await isLast(true)).toBe(false);
  await start('one');
  expect(await isLast(true)).toBe(true);
});

it('a database that bears an older number, or none where there was one, is another', async () => {
  const { inside, isLast, start } = await opened();
  await start('one');
  await start('two');
  expect(await isLast()).toBe(true);
  await inside('one');
  expect(await isLast()).toBe(false);
  await inside('none');
  expect(await isLast()).toBe(false);
});

it('a start that was cut off makes no other database of it, before and after it has written there', async () => {
  const { beside, inside, isLast, start } = await opened();
  beside('none one');
  expect(await isLast()).toBe(true);
  await start('one');
  beside('one two');
  expect(await isLast()).toBe(true);
  await inside('two');
  expect(await isLast()).toBe(true);
});

it('a database with a number where none is known is that of another folder', async () => {
  const { beside, isLast, start } = await opened();
  await start('one');
  beside('');
  expect(await isLast()).toBe(false);
});
