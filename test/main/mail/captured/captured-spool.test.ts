import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sql } from 'kysely';
import { expect, test } from 'vitest';

import {
  openCapturedSpool,
  SPOOL_FILE,
} from '../../../../src/main/mail/captured/captured-spool.ts';
import { type Core, createCore } from '../../../support/core.ts';

const mail = (text: string | Buffer) => ({
  raw: Buffer.from(text),
  envelopeFrom: 'noreply@site.example',
  envelopeTo: ['karin@people.example', 'anna@people.example'],
  receivedAt: new Date('2026-03-01T12:00:00Z'),
  talk: 'C: EHLO “test”\n',
});

async function coreWithSpool() {
  const core = await createCore();
  const file = join(core.folder, SPOOL_FILE);
  return { core, file, open: () => openCapturedSpool(core.folder, core.db) };
}

async function rawsOf({ db }: Core): Promise<string[]> {
  const rows = await db.selectFrom('gatehouse_captured_mail').select('raw').orderBy('id').execute();
  return rows.map(({ raw }) => raw.toString('latin1'));
}

test('mails are on disk before the database has them, and after a crash it gets them whole', async () => {
  const { core, file, open } = await coreWithSpool();
  const spool = await open();
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await spool.write([mail(bytes), mail('two')]);
  await spool.write([mail('')]);
  expect(await rawsOf(core)).toEqual([]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await open();
  const rows = await core.db.selectFrom('gatehouse_captured_mail').selectAll().execute();
  expect(rows.map(({ raw }) => raw)).toEqual([bytes, Buffer.from('two'), Buffer.alloc(0)]);
  expect(rows[0]).toMatchObject({
    id: 1,
    size: 256,
    envelope_to: '["karin@people.example","anna@people.example"]',
    to_text: 'karin@people.example, anna@people.example',
    received_at: '2026-03-01 12:00:00',
    talk: 'C: EHLO “test”\n',
  });
});

test('what was moved before a crash is not moved again, even if it was deleted meanwhile', async () => {
  const { core, open } = await coreWithSpool();
  const spool = await open();
  await spool.write([mail('one'), mail('two')]);
  await spool.empty();
  await spool.write([mail('three')]);
  await core.db.deleteFrom('gatehouse_captured_mail').execute();
  await open();
  expect(await rawsOf(core)).toEqual(['three']);
  await open();
  expect(await rawsOf(core)).toEqual(['three']);
});

test('records of before, behind those that took their place, come back to nobody', async () => {
  const { core, open } = await coreWithSpool();
  const spool = await open();
  await spool.write([mail('old 1'), mail('old 2'), mail('old 3')]);
  await spool.empty();
  await spool.write([mail('new 1')]);
  await open();
  expect(await rawsOf(core)).toEqual(['old 1', 'old 2', 'old 3', 'new 1']);
});

test('a write cut off anywhere costs none of those before it', async () => {
  const { file, open, core } = await coreWithSpool();
  const spool = await open();
  await spool.write([mail('one')]);
  const { size: start } = await stat(file);
  await spool.write([mail('two')]);
  const whole = await readFile(file);
  for (let cut = start; cut < whole.length; cut += 1) {
    await sql`DELETE FROM gatehouse_captured_mail`.execute(core.db);
    await sql`DELETE FROM sqlite_sequence`.execute(core.db);
    await writeFile(file, whole);
    if (cut % 2 === 0) await truncate(file, cut);
    else await writeFile(file, Buffer.concat([whole.subarray(0, cut), Buffer.alloc(200)]));
    await open();
    expect(await rawsOf(core)).toEqual(['one']);
  }
});

test('mails that the database refuses stay until it takes them', async () => {
  const { core, open } = await coreWithSpool();
  const spool = await open();
  await sql`CREATE TRIGGER refuse BEFORE INSERT ON gatehouse_captured_mail
    BEGIN SELECT raise(ABORT, 'full'); END`.execute(core.db);
  await spool.write([mail('one')]);
  await expect(spool.empty()).rejects.toThrow('full');
  await spool.write([mail('two')]);
  await sql`DROP TRIGGER refuse`.execute(core.db);
  await spool.empty();
  expect(await rawsOf(core)).toEqual(['one', 'two']);
});

test('mails that come while others are moved are all kept', async () => {
  const { core, open } = await coreWithSpool();
  const spool = await open();
  const numbers = Array.from({ length: 300 }, (_, number) => String(number));
  const moves: Promise<void>[] = [];
  for (const number of numbers) {
    await spool.write([mail(number)]);
    moves.push(spool.empty());
  }
  await Promise.all(moves);
  expect(await rawsOf(core)).toEqual(numbers);
});

test('a spool that is closed leaves nothing beside the database', async () => {
  const { core, file, open } = await coreWithSpool();
  const spool = await open();
  await spool.write([mail('one')]);
  await spool.close();
  expect(await rawsOf(core)).toEqual(['one']);
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

test('a spool that is full waits for the database and starts again from the front', async () => {
  const { core, file, open } = await coreWithSpool();
  const spool = await open();
  const large = Buffer.alloc(6 * 1024 * 1024, 'x');
  for (let count = 0; count < 5; count += 1) await spool.write([mail(large)]);
  expect((await stat(file)).size).toBeLessThan(4 * large.length);
  await open();
  expect(await rawsOf(core)).toHaveLength(5);
});
