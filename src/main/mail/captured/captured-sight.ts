import { type RawBuilder, sql } from 'kysely';

import type { Person } from '../../accounts/account-guards.ts';
import type { StaffAddresses } from '../../accounts/staff-addresses.ts';
import { keySet } from '../../db/key-set.ts';
import type { Database } from '../../db/open-database.ts';
import { mailGone } from './captured-list.ts';
import { addressForWire } from '../smtp/wire-address.ts';

/**
 * Within a query of `gatehouse_captured_mail`: whether somebody may see the mail. A link in a mail is as good as a password, so mails that
 * came for somebody else of the staff are a superuser's to see: whoever read a superuser's reset
 * link could become one.
 */
export async function sightOf(
  staff: Pick<StaffAddresses, 'read'>,
  person: Person,
): Promise<RawBuilder<boolean>> {
  if (person.isSuperuser) return sql<boolean>`1`;
  const others = [...(await staff.read())].filter(([id]) => id !== person.id);
  const addresses = others.flatMap(([, email]) => [email, addressForWire(email)]);
  return sql<boolean>`id NOT IN (SELECT mail_id FROM gatehouse_captured_recipient
    WHERE address IN ${keySet(addresses)})`;
}

/** @throws RefusedError `not-found` when one of the mails is not for this person's eyes. */
export async function guardSight(
  { db, staff }: { readonly db: Database; readonly staff: Pick<StaffAddresses, 'read'> },
  person: Person,
  ids: readonly number[],
): Promise<void> {
  if (person.isSuperuser) return;
  const hidden = await db
    .selectFrom('gatehouse_captured_mail')
    .select('id')
    .where('id', 'in', keySet(ids))
    .where(sql<boolean>`NOT (${await sightOf(staff, person)})`)
    .executeTakeFirst();
  if (hidden) throw mailGone();
}
