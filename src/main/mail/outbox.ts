import { sql } from 'kysely';

import type { OutboxState } from '../../shared/contract/outbox.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import { insertRows, type InsertTarget } from '../db/insert-rows.ts';
import type { Database } from '../db/open-database.ts';
import type { Operation } from '../operations/operation.ts';
import { keySet } from '../operations/row-store.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { createMessageIds } from './compose.ts';
import { type Edition, subjectsOf } from './edition.ts';
import type { KeptEdition } from './edition-store.ts';
import { createLetters, type Letters } from './letters.ts';
import type { MailKind } from './mail-kinds.ts';
import type { MailVariables } from './mail-variables.ts';
import type { MailTemplates } from './templates.ts';

/** A mail to be put into the outbox. */
export interface MailOrder {
  readonly kind: MailKind;
  readonly accountId: number | null;
  readonly to: string;
  /** What its template is given besides the site. */
  readonly context: MailVariables;
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

export interface Outbox extends Letters {
  /**
   * Writes the mail in the operation's own transaction: both happen or neither.
   * @param edition What it is rendered from; what is in use when left out.
   */
  put(
    operation: Operation,
    order: MailOrder,
    edition?: Edition,
  ): Promise<{ id: number; messageId: string }>;
  /**
   * Writes many mails as `put` does, in a statement for each kind. None is rendered yet, but what
   * it is to be rendered from is settled: a later change of templates or settings is not for it.
   */
  putMany(
    operation: Operation,
    orders: readonly MailOrder[],
  ): Promise<readonly { readonly id: number; readonly messageId: string }[]>;
  /**
   * Cancels what an operation queued and has not left yet.
   * @param accountIds About whom; null for mails about nobody whose rows the operation changed.
   */
  takeBack(
    db: Database,
    operationId: number,
    accountIds: readonly number[] | null,
  ): Promise<{ taken: number; gone: number }>;
  /**
   * Cancels waiting activation mails about accounts whose matter an act has ended: deleted,
   * activated, or given another key. An undo of the act puts them back.
   */
  cancelFor(operation: Operation, accountIds: readonly number[]): Promise<void>;
  /** Puts back what an operation cancelled, for the accounts on which it is undone. */
  putBack(db: Database, operationId: number, accountIds: readonly number[]): Promise<void>;
}

/** What a mail's row holds from the start. */
const OUTBOX_ROW: InsertTarget = {
  table: 'gatehouse_outbox',
  columns: [
    'idempotency_key',
    'message_id',
    'account_id',
    'envelope_to',
    'subject',
    'variables',
    'state',
    'next_attempt_at',
    'not_after',
    'destination',
    'why',
    'kind',
    'operation_id',
    'envelope_from',
    'from_name',
    'reply_to',
    'edition_id',
    'attempts',
    'created_at',
  ],
  returning: 'id',
};

/** The only exit for mail. What it holds is sent by the courier, and by nothing else. */
export function createOutbox(given: {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly templates: MailTemplates;
}): Outbox {
  const { now, randomBytes, templates } = given;

  async function put(operation: Operation, order: MailOrder, edition?: Edition) {
    const [written] = await putMany(operation, [order], edition);
    if (!written) throw new TypeError('A mail that was put into the outbox has an id.');
    return written;
  }

  async function putMany(operation: Operation, orders: readonly MailOrder[], given?: Edition) {
    const written: { id: number; messageId: string }[] = [];
    for (const [kind, same] of Map.groupBy(orders, (order) => order.kind)) {
      const edition = given
        ? await templates.keep(operation.db, given)
        : await templates.inUse(operation.db, kind);
      written.push(...(await putSame(operation, edition, same)));
    }
    operation.countMails(written.length);
    return written;
  }

  /** Writes mails of one kind. Their values travel as one JSON parameter. */
  async function putSame(
    operation: Operation,
    edition: KeptEdition,
    orders: readonly MailOrder[],
  ): Promise<{ id: number; messageId: string }[]> {
    const { db, at } = operation;
    const site = await readSite(db);
    const mail = await readSetting(db, 'mail');
    const subjectOf = subjectsOf(edition);
    const messageIdOf = createMessageIds(mail.fromAddress, randomBytes);
    const textOf = rememberingTexts();
    const sender = [mail.fromAddress, mail.fromName || site.name, mail.replyTo];
    const queued = [edition.kind, operation.id, ...sender, edition.id, 0, toDjangoDatetime(at)];
    const messageIds = orders.map((_, index) => messageIdOf(index));
    const rows = orders.map((order, index) => {
      const variables = { site: { ...site }, ...order.context };
      const hold = order.hold ?? null;
      return [
        messageIds[index],
        messageIds[index],
        order.accountId,
        order.to,
        subjectOf(variables),
        JSON.stringify(variables),
        stateOf(order),
        hold === null ? textOf(at.getTime() + order.graceMs) : null,
        order.notAfter && textOf(order.notAfter.getTime()),
        order.sentBySelfTo ?? '',
        hold,
        ...queued,
      ];
    });
    const added = await insertRows<{ id: number }>(db, OUTBOX_ROW, rows);
    return added.map(({ id }, index) => ({ id, messageId: messageIds[index] ?? '' }));
  }

  async function takeBack(db: Database, operationId: number, accountIds: readonly number[] | null) {
    const about =
      accountIds === null
        ? sql<boolean>`(account_id IS NULL OR account_id NOT IN (
            SELECT account_id FROM gatehouse_operation_change
            WHERE operation_id = ${operationId} AND account_id IS NOT NULL))`
        : sql<boolean>`account_id IN ${keySet(accountIds)}`;
    const cancelled = await db
      .updateTable('gatehouse_outbox')
      .set(cancelledAt(now()))
      .where('operation_id', '=', operationId)
      .where(about)
      .where('state', 'in', UNSENT_STATES)
      .executeTakeFirst();
    await callOff(db, 'Taken back before it left.')
      .where('operation_id', '=', operationId)
      .where(about)
      .execute();
    const gone = await db
      .selectFrom('gatehouse_outbox')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('operation_id', '=', operationId)
      .where(about)
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
    await callOff(db, why)
      .set({ cancelled_by: id })
      .where('account_id', 'in', keySet(accountIds))
      .where('kind', '=', 'activation')
      .execute();
  }

  async function putBack(db: Database, operationId: number, accountIds: readonly number[]) {
    await db
      .updateTable('gatehouse_outbox')
      .set({
        state: sql<string>`CASE WHEN next_attempt_at IS NULL THEN 'held'
          WHEN attempts > 0 THEN 'deferred' ELSE 'queued' END`,
        why: sql<string | null>`iif(next_attempt_at IS NULL, problem, (SELECT attempt.why
          FROM gatehouse_outbox_attempt AS attempt WHERE attempt.mail_id = gatehouse_outbox.id
          ORDER BY attempt.id DESC LIMIT 1))`,
        finished_at: null,
        cancelled_by: null,
        called_off: null,
      })
      .where('cancelled_by', '=', operationId)
      .where('account_id', 'in', keySet(accountIds))
      .where('state', '=', 'cancelled')
      .execute();
    // Those that are still under way, or have left after all.
    await db
      .updateTable('gatehouse_outbox')
      .set({ cancelled_by: null, called_off: null })
      .where('cancelled_by', '=', operationId)
      .where('account_id', 'in', keySet(accountIds))
      .execute();
  }

  return {
    put,
    putMany,
    ...createLetters({ now, templates }),
    takeBack,
    cancelFor,
    putBack,
  };
}

/** Django's text of instants, of which many mails share a few. */
function rememberingTexts(): (instant: number) => string {
  const texts = new Map<number, string>();
  return (instant) => {
    const text = texts.get(instant) ?? toDjangoDatetime(new Date(instant));
    texts.set(instant, text);
    return text;
  };
}

function stateOf({ hold = null, sentBySelfTo }: MailOrder): OutboxState {
  if (hold !== null) return 'held';
  return sentBySelfTo === undefined ? 'queued' : 'sending';
}

/** Lets mails that are being tried not be tried again. */
function callOff(db: Database, why: string) {
  return db.updateTable('gatehouse_outbox').set({ called_off: why }).where('state', '=', 'sending');
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
