import { sql } from 'kysely';

import type { Outcome } from '../../shared/contract/operations.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Remembered } from '../../shared/contract/registrations.ts';
import { mailboxKey, spellingsOf } from '../accounts/find-accounts.ts';
import { mailDomainOf, parentsOf } from '../accounts/mail-domain.ts';
import { ownDatetimeToIso } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from '../operations/actor.ts';
import { outcomeOfOne } from '../operations/outcome-of.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { RegistrationContext } from './registration-context.ts';

/** How many are shown, the newest. */
const SHOWN = 500;

/** What a rejection keeps from signing up again: an address, `@` and a domain, or ''. */
export function refusedBy(email: string, remembered: Remembered): string {
  if (email === '' || remembered === 'nothing') return '';
  return remembered === 'address' ? mailboxKey(email) : `@${mailDomainOf(email)}`;
}

/** Why an address may not sign up since a rejection, or null. A domain holds for those below it. */
export async function refusalSinceRejection(db: Database, address: string): Promise<string | null> {
  const domains = parentsOf(mailDomainOf(address)).map((domain) => `@${domain}`);
  const row = await db
    .selectFrom('gatehouse_rejection')
    .select('refuses')
    .where('refuses', '!=', '')
    .where(
      sql<boolean>`refuses COLLATE NOCASE IN (${sql.join([mailboxKey(address), ...spellingsOf(address), ...domains])})`,
    )
    .executeTakeFirst();
  if (!row) return null;
  return row.refuses.startsWith('@')
    ? 'Addresses at this domain can’t be used here.'
    : 'This address can’t be used here.';
}

/** What is refused since rejections, the newest first. */
export async function listRefused(db: Database): Promise<OutputOf<'registrations.refused'>> {
  const rows = await db
    .selectFrom('gatehouse_rejection')
    .select((select) => ['refuses', select.fn.max('rejected_at').as('at')])
    .where('refuses', '!=', '')
    .groupBy(sql`lower(refuses)`)
    .orderBy('at', 'desc')
    .limit(SHOWN)
    .execute();
  const { total } = await db
    .selectFrom('gatehouse_rejection')
    .select(sql<number>`count(DISTINCT lower(refuses))`.as('total'))
    .where('refuses', '!=', '')
    .executeTakeFirstOrThrow();
  return {
    total,
    rows: rows.map(({ refuses, at }) => ({ refuses, at: ownDatetimeToIso(at) })),
  };
}

/** Lets an address or a domain sign up again; the rejections themselves stay. */
export async function allowAgain(
  context: Pick<RegistrationContext, 'db' | 'now'>,
  request: { readonly refuses: string; readonly actor: Actor },
): Promise<Outcome> {
  const { refuses, actor } = request;
  const result = await runOperation(
    context.db,
    { kind: 'registrations.allowAgain', actor, at: context.now(), detail: { refuses } },
    async (operation) => {
      const rows = await operation.db
        .selectFrom('gatehouse_rejection')
        .select('id')
        .where(sql<boolean>`refuses != '' AND refuses = ${refuses} COLLATE NOCASE`)
        .execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await operation.set('gatehouse_rejection', ids, { refuses: '' });
    },
  );
  return outcomeOfOne(result);
}
