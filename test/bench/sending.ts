import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { sql } from 'kysely';
import { createTransport } from 'nodemailer';

import { type Database, openDatabase } from '../../src/main/db/open-database.ts';
import { createCourier } from '../../src/main/mail/outbox/courier.ts';
import { signerOf } from '../../src/main/mail/outbox/sign.ts';
import { makeDkimKey } from '../../src/main/settings/dkim-key.ts';
import { NEW_PROFILE } from '../../src/main/settings/smtp-profile.ts';
import { type Figure, inTurns } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { startServer } from './support/start-server.ts';

const ROUNDS = 3;
const MAILS = 600;
const WARM_UP = 50;
const SERVER = fileURLToPath(new URL('support/mail-server.ts', import.meta.url));
const MAIL = new URL('../eml/p29-golden-activation.eml', import.meta.url);
const DKIM = { dkimDomain: 'shop.example', dkimSelector: 'mail1' };
const ENVELOPE = { from: 'noreply@shop.example', to: 'person@people.example' };

/**
 * How many mails a second leave: from the outbox, where every step of each is committed and on disk
 * before its first byte leaves, and through the library's pool alone.
 */
export function benchSending(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const raw = await readFile(MAIL);
    const dkimKey = await makeDkimKey();
    const { db } = await openDatabase(join(folder, 'gatehouse.sqlite3'));
    const server = await startServer(process.execPath, [SERVER, 'bare']);
    const figures: Figure[] = [];
    try {
      for (const isSigned of [false, true]) {
        for (const connections of [1, 5]) {
          const given = { db, raw, connections, port: server.port, key: isSigned ? dkimKey : null };
          await sendFromOutbox({ ...given, mails: WARM_UP });
          await sendByLibrary({ ...given, mails: WARM_UP });
          const measured = await inTurns(ROUNDS, {
            gatehouse: () => sendFromOutbox({ ...given, mails: MAILS }),
            bare: () => sendByLibrary({ ...given, mails: MAILS }),
          });
          const signed = isSigned ? ', signed by DKIM' : '';
          const work = `2 KB sent${signed}, ${connections} at once`;
          figures.push({ work, unit: 'mails/s', ...measured });
        }
      }
    } finally {
      await db.destroy();
      await server.stop();
    }
    return figures;
  });
}

interface Load {
  readonly db: Database;
  readonly raw: Buffer;
  readonly connections: number;
  readonly mails: number;
  readonly port: number;
  readonly key: string | null;
}

async function sendFromOutbox({ db, raw, connections, mails, port, key }: Load): Promise<number> {
  await sql`DELETE FROM gatehouse_outbox`.execute(db);
  await sql`INSERT INTO gatehouse_outbox (idempotency_key, message_id, kind, envelope_from,
      envelope_to, subject, raw, state, attempts, created_at, next_attempt_at, destination)
    SELECT value, value, 'test', ${ENVELOPE.from}, ${ENVELOPE.to}, '', ${raw}, 'queued', 0,
      '2026-01-01 00:00:00', '2026-01-01 00:00:00', ''
    FROM json_each(${JSON.stringify(Array.from({ length: mails }, (_, mail) => mail))})`.execute(
    db,
  );
  const courier = createCourier({
    db,
    now: () => new Date(),
    random: Math.random,
    bytesOf: async () => raw,
    delivery: async () => ({
      destination: 'bench',
      server: { host: '127.0.0.1', port, security: 'none', user: null, password: null },
      connections,
      sign: key === null ? null : signerOf({ ...NEW_PROFILE, ...DKIM, id: 'bench' }, key),
    }),
    onChange: () => {},
    onError: (error) => console.error(error),
  });
  const start = performance.now();
  await courier.flush();
  const seconds = (performance.now() - start) / 1_000;
  await courier.stop();
  await expectSent(db, mails);
  return mails / seconds;
}

/** A figure of mails that did not leave would be none. */
async function expectSent(db: Database, mails: number): Promise<void> {
  const { rows } = await sql<{ state: string; count: number }>`
    SELECT state, count(*) AS count FROM gatehouse_outbox GROUP BY state`.execute(db);
  if (rows.length === 1 && rows[0]?.state === 'sent' && rows[0].count === mails) return;
  throw new Error(`Not all of ${mails} mails were sent: ${JSON.stringify(rows)}`);
}

async function sendByLibrary({ raw, connections, mails, port, key }: Load): Promise<number> {
  const { dkimDomain: domainName, dkimSelector: keySelector } = DKIM;
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: connections,
    maxMessages: Infinity,
    ...(key === null ? {} : { dkim: { domainName, keySelector, privateKey: key } }),
  });
  const send = () => transport.sendMail({ envelope: ENVELOPE, raw });
  const start = performance.now();
  await Promise.all(Array.from({ length: mails }, send));
  const seconds = (performance.now() - start) / 1_000;
  transport.close();
  return mails / seconds;
}
