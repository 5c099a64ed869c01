import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { createCapturedWriter } from '../../../src/main/mail/captured-writer.ts';
import { createCore } from '../../support/core.ts';

async function writerOf() {
  const { db, folder } = await createCore();
  const writer = createCapturedWriter(join(folder, 'gatehouse.sqlite3'));
  onTestFinished(() => writer.stop());
  return { db, writer };
}

const mail = (raw: Buffer) => ({
  raw,
  envelopeFrom: 'noreply@site.example',
  envelopeTo: ['karin@people.example', 'anna@people.example'],
  receivedAt: new Date('2026-03-01T12:00:00Z'),
});

test('mails written by the thread of their own are there when it answers, byte for byte', async () => {
  const { db, writer } = await writerOf();
  const bytes = [Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), Buffer.from('two')];
  await writer.write(bytes.map(mail));
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['raw', 'size', 'to_text', 'received_at'])
    .execute();
  expect(rows.map(({ raw }) => raw)).toEqual(bytes);
  expect(rows[0]).toMatchObject({
    size: 256,
    to_text: 'karin@people.example, anna@people.example',
    received_at: '2026-03-01 12:00:00',
  });
});

test('a batch that the database refuses is refused whole, and the next one is written', async () => {
  const { db, writer } = await writerOf();
  await db.schema
    .createIndex('one_sender')
    .on('gatehouse_captured_mail')
    .columns(['envelope_from', 'size'])
    .unique()
    .execute();
  const twice = [mail(Buffer.from('one')), mail(Buffer.from('two'))];
  await expect(writer.write(twice)).rejects.toThrow('UNIQUE');
  await writer.write([mail(Buffer.from('three'))]);
  const rows = await db.selectFrom('gatehouse_captured_mail').select('size').execute();
  expect(rows).toEqual([{ size: 5 }]);
});
