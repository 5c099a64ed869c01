import { sql } from 'kysely';

import type { StoryItem } from '../../shared/contract/story.ts';
import { isCaptured } from '../../shared/mail-words.ts';
import { ownDatetimeToIso } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { mailName } from './mail-names.ts';

const MAIL_FATES: Readonly<Record<string, readonly [string, StoryItem['tone']]>> = {
  held: ['is held until it is released', 'waiting'],
  queued: ['is waiting to leave', 'waiting'],
  sending: ['is being sent', 'waiting'],
  deferred: ['was put off by the server', 'waiting'],
  sent: ['was sent', 'ok'],
  failed: ['failed', 'danger'],
  uncertain: ['is uncertain: it may have arrived', 'warn'],
  cancelled: ['was cancelled', 'neutral'],
  expired: ['was too late to be sent', 'warn'],
};

/** Taken back with the act that wrote it, which says so itself. */
const wentWithItsAct = sql<boolean>`(state = 'cancelled' AND mail.operation_id IN (
  SELECT id FROM gatehouse_operation WHERE undone_by IS NOT NULL))`;

/**
 * The newest mails to somebody, each with its fate, at the time of that.
 * @param given.all Also those that were taken back together with the act that wrote them.
 */
export async function mailItems(
  db: Database,
  accountId: number,
  { limit, all }: { readonly limit: number; readonly all: boolean },
): Promise<StoryItem[]> {
  const mails = await db
    .selectFrom('gatehouse_outbox as mail')
    .leftJoin('gatehouse_template_edition as edition', 'edition.id', 'mail.edition_id')
    .select(['mail.id', 'mail.kind', 'state', 'created_at', 'finished_at', 'envelope_to'])
    .select(['destination', 'why', 'reply', 'edition.version'])
    .where('account_id', '=', accountId)
    .where(all ? sql<boolean>`1` : sql<boolean>`NOT ${wentWithItsAct}`)
    .orderBy(sql`coalesce(finished_at, created_at)`, 'desc')
    .orderBy('mail.id', 'desc')
    .limit(limit)
    .execute();
  return mails.map((mail) => {
    const [fate, tone] = MAIL_FATES[mail.state] ?? ['', 'neutral'];
    const words = isCaptured(mail) ? 'was captured' : fate;
    return {
      key: `mail ${mail.id}`,
      at: ownDatetimeToIso(mail.finished_at ?? mail.created_at),
      kind: 'mail',
      tone,
      title: `${mailName(mail)} to ${mail.envelope_to} ${words}`,
      detail: mail.state === 'sent' ? mail.reply : mail.why,
      by: null,
      changes: [],
      mailId: mail.id,
      undoOperationId: null,
      undoBlocked: null,
    } satisfies StoryItem;
  });
}
