import type { OutboxState } from '../../../shared/contract/outbox.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import { insertNumbered, type InsertTarget } from '../../db/insert-rows.ts';
import type { Operation } from '../../operations/operation.ts';
import { readSetting, readSite } from '../../settings/settings-store.ts';
import { createMessageIds } from './compose.ts';
import { type Edition, subjectsOf } from '../templates/edition.ts';
import type { KeptEdition } from '../templates/edition-store.ts';
import { createLetters, type Letters } from './letters.ts';
import type { MailKind } from '../templates/mail-kinds.ts';
import type { MailVariables } from '../templates/mail-variables.ts';
import { createRecall, type Recall } from './recall.ts';
import type { MailTemplates } from '../templates/templates.ts';

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
  /** Keeps the courier away: the caller delivers it itself, to this destination. */
  readonly deliveredByCallerTo?: string;
}

export interface Outbox extends Letters, Recall {
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
};

/**
 * The only exit for mail. What it holds is sent by the courier, but for the doctor's test mails, which
 * show the dialogue with a server that need not be the live one.
 */
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

  /** Writes mails of one kind. */
  async function putSame(
    operation: Operation,
    edition: KeptEdition,
    orders: readonly MailOrder[],
  ): Promise<{ id: number; messageId: string }[]> {
    const { db, at } = operation;
    const { name, domain, scheme } = await readSite(db);
    const mail = await readSetting(db, 'mail');
    const subjectOf = subjectsOf(edition);
    const messageIdOf = createMessageIds(mail.fromAddress, randomBytes);
    const textOf = rememberingTexts();
    const sender = [mail.fromAddress, mail.fromName || name, mail.replyTo];
    const queued = [edition.kind, operation.id, ...sender, edition.id, 0, toDjangoDatetime(at)];
    const messageIds = orders.map((_, index) => messageIdOf(index));
    const rows = orders.map((order, index) => {
      const variables = { site: { name, domain, scheme }, ...order.context };
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
        order.deliveredByCallerTo ?? '',
        hold,
        ...queued,
      ];
    });
    const first = await insertNumbered(db, OUTBOX_ROW, rows);
    return messageIds.map((messageId, index) => ({ id: first + index, messageId }));
  }

  return {
    put,
    putMany,
    ...createLetters({ now, templates }),
    ...createRecall(),
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

function stateOf({ hold = null, deliveredByCallerTo }: MailOrder): OutboxState {
  if (hold !== null) return 'held';
  return deliveredByCallerTo === undefined ? 'queued' : 'sending';
}
