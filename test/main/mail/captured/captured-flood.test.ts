import { sql } from 'kysely';
import { expect, it, onTestFinished, vi } from 'vitest';

import { startCaptureServer } from '../../../../src/main/mail/capture/server.ts';
import { listCaptured } from '../../../../src/main/mail/captured/captured-list.ts';
import { openCapturedSpool } from '../../../../src/main/mail/captured/captured-spool.ts';
import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { createCore } from '../../../support/core.ts';
import { connectRaw } from '../../../support/raw-smtp-client.ts';

const CONNECTIONS = 10;
const NEWEST_FIRST = { column: 'receivedAt', direction: 'descending' } as const;
const ALL = { search: '', unreadOnly: false, offset: 0, limit: 100, sort: NEWEST_FIRST } as const;

/** A capture server with its store on disk, into which ten clients pour until they are told to end. */
async function withFlood() {
  const core = await createCore();
  const { db, now, folder } = core;
  const onError = (error: unknown): void => expect.unreachable(String(error));
  const spool = await openCapturedSpool(folder, db);
  const store = createCapturedStore({ db, spool, now, onChange: () => {}, onError });
  const server = await startCaptureServer({
    port: 0,
    name: 'flood.example',
    now,
    onMail: store.add,
    onError,
  });
  onTestFinished(async () => {
    await server.close();
    await store.stop();
  });
  let isEnded = false;
  let taken = 0;
  async function pour(): Promise<void> {
    const client = connectRaw(server.port);
    while (!isEnded) {
      await client.startMail();
      const said = await client.say(`Subject: flood\r\nX-Taken: ${taken}\r\n\r\nwords\r\n.`);
      if (!said?.startsWith('250')) throw new Error(String(said));
      taken += 1;
    }
    client.socket.end();
  }
  const pouring = Promise.all(Array.from({ length: CONNECTIONS }, pour));
  const end = async (): Promise<void> => {
    isEnded = true;
    await pouring;
  };
  const list = () => listCaptured(db, ALL, { now: now(), sight: sql<boolean>`1` });
  return { store, list, end, taken: () => taken };
}

it('lists mails while ten connections pour in, the newest first, and more and more of them', async () => {
  const { store, list, end, taken } = await withFlood();
  const seen: number[] = [];
  await vi.waitFor(
    async () => {
      const { total, rows } = await list();
      const ids = rows.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => b - a));
      expect(total).toBeLessThanOrEqual(taken() + CONNECTIONS);
      expect(ids[0] ?? 0).toBeGreaterThanOrEqual(total);
      if (total > (seen.at(-1) ?? 0)) seen.push(total);
      // Nobody has told the clients to end yet: these were listed under the flood.
      expect(seen.length).toBeGreaterThanOrEqual(3);
    },
    { timeout: 60_000, interval: 20 },
  );
  await end();
  await store.settled();
  const { total, rows } = await list();
  expect(total).toBe(taken());
  expect(rows[0]?.id).toBe(taken());
  expect(rows.every(({ subject }) => subject === 'flood')).toBe(true);
}, 90_000);
