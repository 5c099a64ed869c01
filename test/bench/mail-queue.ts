import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import MailComposer from 'nodemailer/lib/mail-composer';

import { openDatabase } from '../../src/main/db/open-database.ts';
import { renderMail } from '../../src/main/mail/templates/edition.ts';
import { sampleVariables } from '../../src/main/mail/templates/mail-variables.ts';
import { createOutbox, type MailOrder } from '../../src/main/mail/outbox/outbox.ts';
import { createMailTemplates } from '../../src/main/mail/templates/templates.ts';
import { SYSTEM } from '../../src/main/operations/actor.ts';
import { runOperation } from '../../src/main/operations/run-operation.ts';
import { type Figure, inTurns, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';

const RESOURCES = new URL('../../resources/', import.meta.url);
const ROUNDS = 5;
const QUEUED = 10_000;
const WRITTEN = 500;

/** Queueing very many mails in one act, and writing the bytes of some. */
export function benchMailQueue(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const file = join(folder, 'gatehouse.sqlite3');
    const { db } = await openDatabase(file);
    const now = (): Date => new Date();
    const templates = createMailTemplates(RESOURCES);
    const outbox = createOutbox({ now, randomBytes, templates });
    const orders = Array.from({ length: QUEUED }, (_, number) => orderFor(number));
    const queue = async (): Promise<number> => {
      let taken = 0;
      await runOperation(
        db,
        { kind: 'accounts.update', actor: SYSTEM, at: now() },
        async (operation) => {
          taken = await timed(() => outbox.putMany(operation, orders));
        },
      );
      return taken;
    };
    const bare = new SQLite(file);
    const queued = await inTurns(ROUNDS, {
      gatehouse: queue,
      bare: () => timed(() => insertBare(bare, orders)),
    });
    bare.close();
    const ids = (
      await db
        .selectFrom('gatehouse_outbox')
        .select('id')
        .where('kind', '=', 'activation')
        .execute()
    ).map(({ id }) => id);
    const rendered = renderMail(templates.inFolders('activation'), sampleVariables('activation'));
    const written = await inTurns(ROUNDS, {
      gatehouse: () =>
        timed(async () => {
          for (const id of ids.splice(0, WRITTEN)) await outbox.bytesOf(db, id);
        }),
      bare: () =>
        timed(async () => {
          for (let count = 0; count < WRITTEN; count += 1) {
            await new MailComposer({ from: 'a@b.example', to: 'c@d.example', ...rendered })
              .compile()
              .build();
          }
        }),
    });
    await db.destroy();
    return [
      { work: `queue ${QUEUED.toLocaleString('en')} mails in one act`, unit: 'ms', ...queued },
      { work: `render, compose and keep ${WRITTEN} mails`, unit: 'ms', ...written },
    ];
  });
}

function orderFor(number: number): MailOrder {
  const { site: _site, ...context } = sampleVariables('activation');
  return {
    kind: 'activation',
    accountId: number + 1,
    to: `person-${number}@people.example`,
    notAfter: new Date(),
    graceMs: 0,
    context: { ...context, user: { username: `person-${number}` } },
  };
}

/** The same rows by one prepared statement, in one transaction. */
function insertBare(database: SQLite.Database, orders: readonly MailOrder[]): void {
  const insert = database.prepare(`INSERT INTO gatehouse_outbox
    (idempotency_key, message_id, kind, account_id, envelope_from, envelope_to, subject, variables,
      state, attempts, created_at, next_attempt_at, not_after, destination)
    VALUES (?, ?, 'bare', ?, 'noreply@site.example', ?, 'Activation', ?, 'queued', 0,
      '2026-03-01 12:00:00', '2099-03-01 12:00:10', '2099-03-08 12:00:00', '')`);
  database.transaction(() => {
    for (const { accountId, to, context } of orders) {
      const messageId = `<${randomBytes(16).toString('hex')}@site.example>`;
      insert.run(messageId, messageId, accountId, to, JSON.stringify(context));
    }
  })();
}
