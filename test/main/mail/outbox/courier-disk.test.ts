import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { listOutbox } from '../../../../src/main/mail/outbox/outbox-list.ts';
import { createCore, register } from '../../../support/core.ts';
import { deliveryTo, outbox, startCourier, withSink } from '../../../support/courier.ts';
import { fillDisk } from '../../../support/full-disk.ts';
import { closedPort } from '../../../support/smtp-sink.ts';
import { slowDisk } from '../../../support/slow-disk.ts';

it('no byte of a mail leaves before it is on disk that it may', async () => {
  const core = await createCore();
  await register(core, 'anna');
  const { sink, courier } = await withSink(core);
  const { asked } = slowDisk();
  const flushed = courier.flush();
  const answer = await asked;
  expect(sink.commands.at(-1)).toBe('DATA');
  expect(sink.messages).toEqual([]);
  expect(await outbox(core)).toMatchObject([
    { state: 'sending', data_started_at: '2026-03-01 12:00:00' },
  ]);
  answer(null);
  await flushed;
  expect(sink.messages).toHaveLength(1);
  expect(await outbox(core)).toMatchObject([{ state: 'sent' }]);
});

it('a mail stays here, and is tried again, where the disk fails', async () => {
  const core = await createCore();
  await register(core, 'anna');
  const { sink, courier } = await withSink(core);
  const { asked } = slowDisk();
  const flushed = courier.flush();
  (await asked)(new Error('EIO: i/o error, fdatasync'));
  await flushed;
  expect(sink.messages).toEqual([]);
  expect(await outbox(core)).toMatchObject([{ state: 'deferred' }]);
});

/** What the outbox has no room to write down. */
const LONG = 'x'.repeat(100_000);

it('a full disk is told as the cause, in the outbox too, and mail leaves by itself afterwards', async () => {
  const core = await createCore();
  await register(core, 'anna');
  const { makeRoom } = await fillDisk(core.db);
  const { port } = await withSink(core).then(({ sink }) => sink);
  const courier = startCourier(core, async () => ({ ...deliveryTo(port), destination: LONG }), [
    /disk is full/,
  ]);
  await courier.flush();
  expect(courier.pause).toMatchObject({ title: 'The disk is full.', isOfDatabase: true });
  const { rows } = await listOutbox(
    { ...core, courier },
    { search: '', view: 'all', offset: 0, limit: 50 },
  );
  expect(rows.map(({ why }) => why)).toEqual(['Waits. The disk is full.']);
  await makeRoom();
  courier.resume();
  await courier.flush();
  expect(await outbox(core)).toMatchObject([{ state: 'sent' }]);
  expect(courier.pause).toBeNull();
});

it('where no mail waits there is nothing to tell of a database that can’t be written', async () => {
  const core = await createCore();
  const courier = startCourier(core, async () => deliveryTo(await closedPort()), [/readonly/]);
  await sql`PRAGMA query_only = 1`.execute(core.db);
  await courier.flush();
  expect(courier.pause).toBeNull();
});
