import type { OutputOf } from '../../../shared/contract/index.ts';
import { findByEmail } from '../../accounts/find-accounts.ts';
import type { Database } from '../../db/open-database.ts';

type People = OutputOf<'captured.people'>['people'];

/** So many of those who share an address are named. */
const MOST = 5;

/**
 * Whose mail a captured one is: of one that Gatehouse wrote the account it was written to, whatever
 * its address is by now, and else those with an address it was sent to.
 */
export async function peopleOfCaptured(db: Database, id: number): Promise<People> {
  const mail = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['message_id', 'envelope_to'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!mail) return [];
  const writtenTo = await db
    .selectFrom('gatehouse_outbox as mail')
    .innerJoin('auth_user as account', 'account.id', 'mail.account_id')
    .select(['account.id', 'username'])
    .where('message_id', '=', `<${mail.message_id}>`)
    // What the staff were told about somebody is no mail of theirs.
    .where('kind', '!=', 'admin_approve')
    .execute();
  if (writtenTo.length > 0) return writtenTo;
  const people = new Map<number, People[number]>();
  for (const address of JSON.parse(mail.envelope_to) as readonly string[]) {
    for (const { id: personId, username } of await findByEmail(db, address)) {
      people.set(personId, { id: personId, username });
    }
    if (people.size >= MOST) break;
  }
  return [...people.values()].slice(0, MOST);
}
