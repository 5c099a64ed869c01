import { type RawBuilder, sql } from 'kysely';

import type { OutboxState } from '../../../shared/contract/outbox.ts';
import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { isCaptured, MAIL_WORDS } from '../../../shared/mail-words.ts';
import type { MailValue } from '../../../shared/people-operators.ts';
import { keySet } from '../../db/key-set.ts';
import type { Database } from '../../db/open-database.ts';
import { isInEffect } from '../../operations/in-effect.ts';
import { HELD_TOO_LONG } from './expire-overdue.ts';

type Fate = PendingRow['mail'];

/** The undos that hold, each with the act it took back. */
const UNDOS = sql`gatehouse_operation AS undo WHERE kind = 'operations.undo' AND ${isInEffect('undo')}`;

/**
 * Whether the act that wrote a mail was taken back for whom it was written to: an undo leaves out
 * who was changed since, and their link goes on. Else the link inside, also of a mail that had
 * left, ended with the act: the mail before counts again.
 *
 * @param mail The name of the outbox in the query.
 */
export function ofUndoneAct(mail: string): RawBuilder<boolean> {
  const name = (column: string) => sql.ref(`${mail}.${column}`);
  // The state comes last: it stands behind the bytes of the mail.
  return sql<boolean>`(${name('operation_id')} IS NOT NULL
    AND ${name('operation_id')} IN (SELECT undo_of FROM ${UNDOS})
    AND (EXISTS (SELECT 1 FROM gatehouse_operation_change AS change
        WHERE change.account_id = ${name('account_id')}
          AND (${name('operation_id')}, +change.operation_id) IN (SELECT undo_of, id FROM ${UNDOS}))
      OR ${name('state')} = 'cancelled'))`;
}

/** What became of the latest activation mail of each account, in a word and in words. */
export async function activationMailFates(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, Fate>> {
  const { rows } = await sql<{
    account_id: number;
    state: OutboxState;
    destination: string;
    smtp_code: number | null;
  }>`SELECT account_id, state, destination, smtp_code FROM gatehouse_outbox
    WHERE id IN (SELECT max(id) FROM gatehouse_outbox
      WHERE kind = 'activation' AND account_id IN ${keySet(accountIds)} AND NOT ${ofUndoneAct('gatehouse_outbox')}
      GROUP BY account_id)`.execute(db);
  return new Map(rows.map((row) => [row.account_id, fateOf(row)]));
}

/** Here to the capture server, or to a server elsewhere. */
const HAS_LEFT = sql<boolean>`mail.state = 'sent'`;

/** Which states of a mail, and where it went, make a fate. `failed` is all that did not arrive. */
const FATES: Readonly<Record<Exclude<MailValue, 'none'>, RawBuilder<boolean>>> = {
  held: sql`mail.state = 'held'`,
  waiting: sql`mail.state IN ('queued', 'sending', 'deferred')`,
  sent: sql`mail.state = 'sent' AND mail.destination != 'capture'`,
  captured: sql`mail.state = 'sent' AND mail.destination = 'capture'`,
  failed: sql`mail.state IN ('failed', 'uncertain', 'expired')`,
  uncertain: sql`mail.state = 'uncertain'`,
  cancelled: sql`mail.state = 'cancelled'`,
  left: HAS_LEFT,
};

/** Mails that are gone through in one statement. */
const MAILS_AT_ONCE = 10_000;

/** Whether `mail` is the latest activation mail of its account. */
const IS_LATEST = sql<boolean>`NOT EXISTS (SELECT 1 FROM gatehouse_outbox AS later
  WHERE later.account_id = mail.account_id AND later.id > mail.id
    AND later.kind = 'activation' AND NOT ${ofUndoneAct('later')})`;

/** The accounts whose latest activation mail has this fate; for `none`, all that have a mail, for `left` all that had one sent. */
export async function accountsWithMailFate(
  db: Database,
  fate: MailValue,
): Promise<readonly number[]> {
  const { rows } = await sql<{ account_id: number }>`
    SELECT DISTINCT account_id FROM gatehouse_outbox AS mail
    WHERE kind = 'activation' AND account_id IS NOT NULL AND NOT ${ofUndoneAct('mail')}
      AND ${fate === 'none' ? sql`1` : FATES[fate]}
      AND ${fate === 'left' ? sql`1` : IS_LATEST}`.execute(db);
  return rows.map((row) => row.account_id);
}

/**
 * The accounts that have an activation mail, or had one sent, in pieces of a few milliseconds each;
 * somebody may be in several. Only columns that stand before the bytes of a mail are read, and the
 * state from its index.
 */
export async function* accountsWithMail(
  db: Database,
  which: 'none' | 'left',
): AsyncGenerator<readonly number[], void> {
  const mails =
    which === 'left'
      ? sql`gatehouse_outbox AS mail INDEXED BY gatehouse_outbox_state WHERE ${HAS_LEFT} AND`
      : sql`gatehouse_outbox WHERE`;
  const { rows: undone } = await sql<{ ids: string }>`
    SELECT json_group_array(id) AS ids FROM gatehouse_outbox AS mail
    WHERE ${ofUndoneAct('mail')}`.execute(db);
  const taken = new Set(JSON.parse(undone[0]?.ids ?? '[]') as number[]);
  for (let after: number | null = 0; after !== null;) {
    const { rows } = await sql<{ ids: string; accounts: string; last: number | null }>`
      SELECT max(id) AS last, json_group_array(id) AS ids,
        json_group_array(iif(kind = 'activation', account_id, NULL)) AS accounts
      FROM (SELECT id, kind, account_id FROM ${mails} id > ${after}
        ORDER BY id LIMIT ${MAILS_AT_ONCE})`.execute(db);
    const ids = JSON.parse(rows[0]?.ids ?? '[]') as number[];
    const accounts = JSON.parse(rows[0]?.accounts ?? '[]') as (number | null)[];
    yield accounts.filter((id, at): id is number => id !== null && !taken.has(ids[at] ?? 0));
    after = rows[0]?.last ?? null;
  }
}

/** The fate of the latest activation mail of everybody who has one. */
export async function allMailFates(
  db: Database,
): Promise<readonly { readonly accountId: number; readonly fate: Fate['state'] }[]> {
  const { rows } = await sql<{ account_id: number; state: OutboxState; destination: string }>`
    SELECT account_id, state, destination FROM gatehouse_outbox
    WHERE id IN (SELECT max(id) FROM gatehouse_outbox
      WHERE kind = 'activation' AND account_id IS NOT NULL AND NOT ${ofUndoneAct('gatehouse_outbox')}
      GROUP BY account_id)`.execute(db);
  return rows.map((row) => ({
    accountId: row.account_id,
    fate: fateOf({ ...row, smtp_code: null }).state,
  }));
}

/** Why the latest activation mail of these accounts is held, or was until its link ended. */
export async function holdReasons(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ account_id: number; reason: string | null }>`
    SELECT account_id, iif(state = 'held', why, problem) AS reason FROM gatehouse_outbox AS mail
    WHERE kind = 'activation' AND account_id IN ${keySet(accountIds)}
      AND (state = 'held' OR (state = 'expired' AND why = ${HELD_TOO_LONG} AND ${IS_LATEST}))
  `.execute(db);
  return new Map(rows.map(({ account_id, reason }) => [account_id, reason ?? '']));
}

function fateOf(row: {
  readonly state: OutboxState;
  readonly destination: string;
  readonly smtp_code: number | null;
}): Fate {
  const { state, smtp_code: code } = row;
  if (isCaptured(row)) return { state: 'captured', text: MAIL_WORDS.captured };
  const text = MAIL_WORDS[state];
  switch (state) {
    case 'queued':
    case 'sending':
    case 'deferred':
      return { state: 'waiting', text };
    case 'expired':
      return { state: 'failed', text };
    case 'failed':
      return { state, text: code === null ? text : `${text} ${code}` };
    case 'held':
    case 'sent':
    case 'uncertain':
    case 'cancelled':
      return { state, text };
  }
}
