import { sql } from 'kysely';

import type { OutboxState } from '../../shared/contract/mail.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { Operation } from '../operations/operation.ts';
import { keySet } from '../operations/row-store.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { composeMail, createMessageId } from './compose.ts';
import type { MailKind, MailTemplates } from './templates.ts';

/** A mail to be written, rendered and put into the outbox. */
export interface MailOrder {
  readonly kind: MailKind;
  readonly accountId: number | null;
  readonly to: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** After this instant the mail would only mislead; null when it never ends. */
  readonly notAfter: Date | null;
  /** How long it waits for an undo, in milliseconds; 0 leaves at once. */
  readonly graceMs: number;
  /** Why it waits until somebody releases it; null or left out when it leaves by itself. */
  readonly hold?: string | null;
  /** Keeps the courier away: the caller sends it itself, to this destination. */
  readonly sentBySelfTo?: string;
}

/** Parts of the state machine that are asked for together. */
export const UNSENT_STATES = ['held', 'queued', 'deferred'] as const;
export const WAITING_STATES = ['queued', 'sending', 'deferred'] as const;
export const FAILED_STATES = ['failed', 'uncertain', 'expired'] as const;

export interface Outbox {
  /** Writes the mail in the operation's own transaction: both happen or neither. */
  put(operation: Operation, order: MailOrder): Promise<{ id: number; messageId: string }>;
  /** Cancels what an operation queued and has not left yet. */
  takeBack(db: Database, operationId: number): Promise<{ taken: number; gone: number }>;
  /**
   * Cancels waiting activation mails about accounts whose matter an act has ended: deleted,
   * activated, or given another key. An undo of the act puts them back.
   */
  cancelFor(operation: Operation, accountIds: readonly number[]): Promise<void>;
  /** Puts back what an operation cancelled, for the accounts on which it is undone. */
  putBack(db: Database, operationId: number, accountIds: readonly number[]): Promise<void>;
}

/** The only exit for mail. What it holds is sent by the courier, and by nothing else. */
export function createOutbox(given: {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly templates: MailTemplates;
}): Outbox {
  const { now, randomBytes, templates } = given;

  async function put(operation: Operation, order: MailOrder) {
    const { db } = operation;
    const site = await readSite(db);
    const mail = await readSetting(db, 'mail');
    const messageId = createMessageId(mail.fromAddress, randomBytes);
    const rendered = templates.render(order.kind, { site, ...order.context });
    const raw = await composeMail({
      ...rendered,
      from: { name: mail.fromName || site.name, address: mail.fromAddress },
      to: order.to,
      replyTo: mail.replyTo,
      messageId,
      date: operation.at,
    });
    const hold = order.hold ?? null;
    const { id } = await db
      .insertInto('gatehouse_outbox')
      .values({
        idempotency_key: messageId,
        message_id: messageId,
        kind: order.kind,
        account_id: order.accountId,
        operation_id: operation.id,
        envelope_from: mail.fromAddress,
        envelope_to: order.to,
        subject: rendered.subject,
        raw,
        state: stateOf(order),
        attempts: 0,
        created_at: toDjangoDatetime(operation.at),
        next_attempt_at:
          hold === null ? toDjangoDatetime(new Date(operation.at.getTime() + order.graceMs)) : null,
        not_after: order.notAfter && toDjangoDatetime(order.notAfter),
        destination: order.sentBySelfTo ?? '',
        why: hold,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    operation.countMails(1);
    return { id, messageId };
  }

  async function takeBack(db: Database, operationId: number) {
    const cancelled = await db
      .updateTable('gatehouse_outbox')
      .set(cancelledAt(now()))
      .where('operation_id', '=', operationId)
      .where('state', 'in', UNSENT_STATES)
      .executeTakeFirst();
    const gone = await db
      .selectFrom('gatehouse_outbox')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('operation_id', '=', operationId)
      .where('state', 'not in', ['cancelled', 'failed', 'expired'])
      .executeTakeFirstOrThrow();
    return { taken: Number(cancelled.numUpdatedRows), gone: gone.count };
  }

  async function cancelFor({ db, id, at }: Operation, accountIds: readonly number[]) {
    const finished_at = toDjangoDatetime(at);
    const why = 'Its link ended before it left.';
    await db
      .updateTable('gatehouse_outbox')
      .set({
        state: 'cancelled',
        finished_at,
        why,
        cancelled_by: id,
        // Why it was held, for putting it back.
        problem: sql<string | null>`CASE state WHEN 'held' THEN why ELSE problem END`,
      })
      .where('account_id', 'in', keySet(accountIds))
      .where('kind', '=', 'activation')
      .where('state', 'in', UNSENT_STATES)
      .execute();
  }

  async function putBack(db: Database, operationId: number, accountIds: readonly number[]) {
    await db
      .updateTable('gatehouse_outbox')
      .set({
        state: sql<string>`iif(next_attempt_at IS NULL, 'held', 'queued')`,
        why: sql<string | null>`iif(next_attempt_at IS NULL, problem, NULL)`,
        finished_at: null,
        cancelled_by: null,
      })
      .where('cancelled_by', '=', operationId)
      .where('account_id', 'in', keySet(accountIds))
      .execute();
  }

  return { put, takeBack, cancelFor, putBack };
}

function stateOf({ hold = null, sentBySelfTo }: MailOrder): OutboxState {
  if (hold !== null) return 'held';
  return sentBySelfTo === undefined ? 'queued' : 'sending';
}

function cancelledAt(instant: Date) {
  return {
    state: 'cancelled',
    next_attempt_at: null,
    finished_at: toDjangoDatetime(instant),
    why: 'Taken back before it left.',
    advice: null,
  };
}
