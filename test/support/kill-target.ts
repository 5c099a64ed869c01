import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { openDatabase } from '../../src/main/db/open-database.ts';
import { startCaptureServer } from '../../src/main/mail/capture/server.ts';
import { openCapturedSpool } from '../../src/main/mail/captured/captured-spool.ts';
import { createCapturedStore } from '../../src/main/mail/captured/captured-store.ts';
import { createCourier } from '../../src/main/mail/outbox/courier.ts';
import { createOutbox } from '../../src/main/mail/outbox/outbox.ts';
import { recoverOutbox } from '../../src/main/mail/outbox/recover-outbox.ts';
import { createMailTemplates } from '../../src/main/mail/templates/templates.ts';
import { createJobs } from '../../src/main/operations/jobs.ts';
import { SYSTEM } from '../../src/main/operations/actor.ts';
import { activateRegistrations } from '../../src/main/registrations/review-registrations.ts';

/*
 * A process to be killed: `kill-target.ts activate FOLDER` activates every pending sign-up,
 * `kill-target.ts send FOLDER PORT` sends every mail, `kill-target.ts capture FOLDER` takes mail. It
 * says `go`, or its port, when it begins.
 */

const [task, folder = '', port = ''] = process.argv.slice(2);
const { db } = await openDatabase(join(folder, 'gatehouse.sqlite3'));
const now = (): Date => new Date();
const templates = createMailTemplates(new URL('../../resources/', import.meta.url));
const outbox = createOutbox({ now, randomBytes, templates });

async function activate(): Promise<void> {
  const rows = await db.selectFrom('auth_user').select('id').where('is_active', '=', 0).execute();
  const ids = rows.map(({ id }) => id);
  process.stdout.write('go\n');
  const jobs = createJobs({
    now,
    onChange: () => {},
    onError(error) {
      throw error;
    },
  });
  const context = { db, now, randomBytes, outbox, jobs, graceMs: 0 };
  await activateRegistrations(context, { ids, actor: SYSTEM });
}

async function send(): Promise<void> {
  await recoverOutbox(db, now());
  const courier = createCourier({
    db,
    now,
    random: Math.random,
    bytesOf: (id) => outbox.bytesOf(db, id),
    delivery: async () => ({
      destination: `127.0.0.1:${port}`,
      server: {
        host: '127.0.0.1',
        port: Number(port),
        security: 'none',
        user: null,
        password: null,
      },
    }),
    onChange: () => {},
    onError: (error) => {
      throw error;
    },
  });
  process.stdout.write('go\n');
  await courier.flush();
}

/** Captures without an end, and reads what has come all the time. */
async function capture(): Promise<void> {
  const onError = (error: unknown): never => {
    throw error;
  };
  const spool = await openCapturedSpool(folder, db);
  const store = createCapturedStore({ db, spool, now, onChange: () => {}, onError });
  const onMail = store.add;
  const server = await startCaptureServer({ port: 0, name: 'target', now, onMail, onError });
  process.stdout.write(`${server.port}\n`);
  for (;;) {
    await setTimeout(1);
    await store.index();
  }
}

await { activate, send, capture }[task as 'activate' | 'send' | 'capture']();
process.stdout.write('done\n');
process.exit(0);
