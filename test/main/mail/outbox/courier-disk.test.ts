import { expect, it } from 'vitest';

import { createCore, register } from '../../../support/core.ts';
import { outbox, withSink } from '../../../support/courier.ts';
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
