import { sql } from 'kysely';

import { MINUTE_MS } from '../../shared/durations.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';

/** How many events of one kind are kept for an account; the oldest go. */
const KEPT = 50;
/** How soon after a mail was taken a fetch is hardly a person's, in milliseconds. */
const SCAN_MS = 10_000;
/** How long before the press of a button the page with it was hardly fetched by another, in milliseconds. */
const SAME_VISIT_MS = 30 * MINUTE_MS;
const USER_AGENT_LENGTH = 300;

/** Programs that follow the links of mails before people do, as they name themselves. */
const SCANNERS = new RegExp(
  [
    'barracuda|proofpoint|mimecast|symantec|messagelabs|forcepoint|trendmicro|trend micro',
    'sophos|cisco|ironport|fireeye|trellix|cloudmark|hornetsecurity|avanan|zscaler|vade',
    'safelinks|bingpreview|googleimageproxy|yahoomailproxy|urldefense|linkscanner|mailscanner',
    '\\b(?:curl|wget|python-requests|python-urllib|go-http-client|libwww-perl|java|okhttp)/',
    'headlesschrome|phantomjs|bot\\b|crawler|spider|preview',
  ].join('|'),
  'i',
);

/**
 * Notes that an activation link was fetched, and whether a person or a mail scanner is likelier to
 * have done it. A guess for the reader of the story: nothing depends on it.
 *
 * @param fetch.mailedAt When the mail with the link was taken by a server; looked up in the outbox
 *   when left out. Mails captured here pass no scanner.
 */
export async function recordLinkFetch(
  db: Database,
  fetch: {
    readonly accountId: number;
    readonly at: Date;
    readonly method: string;
    readonly userAgent: string;
    readonly address: string;
    readonly mailedAt?: Date | null;
  },
): Promise<void> {
  const { accountId, at, method, address } = fetch;
  const userAgent = fetch.userAgent.slice(0, USER_AGENT_LENGTH);
  const mailedAt = fetch.mailedAt === undefined ? await lastMailed(db, accountId) : fetch.mailedAt;
  const isSoon = mailedAt !== null && at.getTime() - mailedAt.getTime() < SCAN_MS;
  const scanner = method === 'HEAD' || SCANNERS.test(userAgent) || isSoon;
  const detail = { method, userAgent, address, scanner };
  await record(db, { accountId, at, kind: 'link-fetched', detail });
}

/**
 * Notes that the button of an activation link's page was pressed. Whoever presses it had the page
 * before: their own fetches of a while ago were no scanner's.
 */
export async function recordLinkUse(
  db: Database,
  use: {
    readonly accountId: number;
    readonly at: Date;
    readonly userAgent: string;
    readonly address: string;
  },
): Promise<void> {
  await db
    .updateTable('gatehouse_event')
    .set({ detail: sql<string>`json_set(detail, '$.scanner', json('false'))` })
    .where('account_id', '=', use.accountId)
    .where('kind', '=', 'link-fetched')
    .where('at', '>=', toDjangoDatetime(new Date(use.at.getTime() - SAME_VISIT_MS)))
    .where(sql`detail ->> 'method'`, '=', 'GET')
    .where(sql`detail ->> 'userAgent'`, '=', use.userAgent.slice(0, USER_AGENT_LENGTH))
    .where(sql`detail ->> 'address'`, '=', use.address)
    .execute();
}

/** Notes a sign-in at the accounts site. `browser` is in words. */
export async function recordSignIn(
  db: Database,
  signIn: {
    readonly accountId: number;
    readonly at: Date;
    readonly address: string;
    readonly browser: string;
  },
): Promise<void> {
  const { accountId, at, address, browser } = signIn;
  await record(db, { accountId, at, kind: 'signed-in', detail: { address, browser } });
}

/** When the latest activation mail was taken by a server elsewhere, or null. */
async function lastMailed(db: Database, accountId: number): Promise<Date | null> {
  const row = await db
    .selectFrom('gatehouse_outbox')
    .select('finished_at')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'activation')
    .where('state', '=', 'sent')
    .where('destination', '!=', 'capture')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return parseDjangoDatetime(row?.finished_at ?? null);
}

async function record(
  db: Database,
  event: {
    readonly accountId: number;
    readonly at: Date;
    readonly kind: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { accountId: account_id, kind } = event;
  const detail = JSON.stringify(event.detail);
  await db
    .insertInto('gatehouse_event')
    .values({ at: toDjangoDatetime(event.at), account_id, kind, detail })
    .execute();
  const newest = db
    .selectFrom('gatehouse_event')
    .select('id')
    .where('account_id', '=', account_id)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(KEPT);
  await db
    .deleteFrom('gatehouse_event')
    .where('account_id', '=', account_id)
    .where('kind', '=', kind)
    .where('id', 'not in', newest)
    .execute();
}
