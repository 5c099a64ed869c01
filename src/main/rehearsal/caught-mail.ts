import { setTimeout } from 'node:timers/promises';

import type { Database } from '../db/open-database.ts';
import type { CapturedRecord, CapturedStore } from '../mail/captured/captured-store.ts';
import { bareId } from '../mail/preview/bare-id.ts';

/** How often it is looked whether a mail has come, and after how long no more, in milliseconds. */
const LOOK_MS = 50;
const LONGEST_MS = 20_000;

type Wait =
  | { readonly state: 'caught'; readonly mail: CapturedRecord; readonly outboxId: number }
  /** Why it did not arrive, in words, and what to do about it. */
  | { readonly state: 'missing'; readonly why: string; readonly advice: string };

/**
 * Waits for the newest mail of a kind to an address, until the capture server has it and it is read.
 *
 * @param signal Ends the waiting. @throws The signal's reason.
 */
export async function caughtMail(
  { db, captured }: { readonly db: Database; readonly captured: Pick<CapturedStore, 'read'> },
  wanted: {
    readonly kind: string;
    readonly to: string;
    /** Only a mail that was put into the outbox after this one. */
    readonly after: number;
  },
  signal: AbortSignal,
): Promise<Wait> {
  const until = performance.now() + LONGEST_MS;
  for (;;) {
    const sent = await db
      .selectFrom('gatehouse_outbox')
      .select(['id', 'message_id', 'state', 'why', 'advice'])
      .where('envelope_to', '=', wanted.to)
      .where('kind', '=', wanted.kind)
      .where('id', '>', wanted.after)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    const [id] = sent ? await caughtIds(db, [sent]) : [];
    const mail = id === undefined ? null : await captured.read(id);
    if (sent && mail) return { state: 'caught', mail, outboxId: sent.id };
    const isLate = performance.now() > until;
    if (isLate || (sent && HAS_ENDED.has(sent.state))) {
      return {
        state: 'missing',
        why: sent?.why ?? 'It is still on its way.',
        advice: sent?.advice ?? 'See what the outbox says of it.',
      };
    }
    await setTimeout(LOOK_MS, undefined, { signal });
  }
}

interface PutMail {
  readonly id: number;
  readonly message_id: string;
}

/** The mails in the outbox that are about an account, whoever they go to. */
export function mailsAbout(db: Database, accountId: number): Promise<readonly PutMail[]> {
  return db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'message_id'])
    .where('account_id', '=', accountId)
    .execute();
}

/** Waits until none of these mails is just being sent, so that what was caught of them is all there. */
export async function untilSent(db: Database, mails: readonly PutMail[]): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  while (performance.now() < until) {
    const sending = await db
      .selectFrom('gatehouse_outbox')
      .select('id')
      .where('state', '=', 'sending')
      .where(
        'id',
        'in',
        mails.map(({ id }) => id),
      )
      .executeTakeFirst();
    if (!sending) return;
    await setTimeout(LOOK_MS);
  }
}

/** What a mail does not get out of by itself. */
const HAS_ENDED: ReadonlySet<string> = new Set([
  'held',
  'failed',
  'uncertain',
  'expired',
  'cancelled',
]);

/** The captured mails that these became, as far as they were caught and read. */
export async function caughtIds(
  db: Database,
  mails: readonly Pick<PutMail, 'message_id'>[],
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select('id')
    .where(
      'message_id',
      'in',
      mails.map(({ message_id: id }) => bareId(id)),
    )
    .execute();
  return rows.map(({ id }) => id);
}
