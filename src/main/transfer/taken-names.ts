import { sql } from 'kysely';

import type { ImportField } from '../../shared/contract/transfer.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { mailboxKey, spellingsOf } from '../accounts/find-accounts.ts';
import { sameUsername } from '../accounts/username.ts';
import type { PlannedAccount, RefusedRow } from './plan-row.ts';

/** The names and addresses of the rows before, which later rows may not use again. */
export interface Seen {
  readonly usernames: Set<string>;
  readonly emails: Set<string>;
}

/** One account per name and, where the site says so, per mailbox, as at a sign-up. */
export async function splitTaken(
  db: Database,
  planned: readonly PlannedAccount[],
  given: { readonly seen: Seen; readonly uniqueEmail: boolean },
): Promise<{ readonly free: PlannedAccount[]; readonly refused: RefusedRow[] }> {
  const { seen, uniqueEmail } = given;
  const names = await stored(db, 'username', planned);
  const addresses = uniqueEmail ? await stored(db, 'email', planned) : new Set<string>();
  const free: PlannedAccount[] = [];
  const refused: RefusedRow[] = [];
  for (const account of planned) {
    const name = sameUsername(account.username);
    const address = uniqueEmail && account.email !== '' ? mailboxKey(account.email) : null;
    const reasons: (readonly [ImportField, string, string])[] = [];
    if (names.has(name)) {
      reasons.push(['username', account.username, 'Somebody has this user name already.']);
    } else if (seen.usernames.has(name)) {
      reasons.push(['username', account.username, 'An earlier row has this user name.']);
    }
    if (address !== null && addresses.has(address)) {
      reasons.push(['email', account.email, 'Somebody has this address already.']);
    } else if (address !== null && seen.emails.has(address)) {
      reasons.push(['email', account.email, 'An earlier row has this address.']);
    }
    if (reasons.length > 0) {
      const { row } = account;
      const problems = reasons.map(([field, value, reason]) => ({
        row: row.number,
        field,
        value,
        reason,
      }));
      refused.push({ row, problems });
      continue;
    }
    seen.usernames.add(name);
    if (address !== null) seen.emails.add(address);
    free.push(account);
  }
  return { free, refused };
}

/** Which of these names or addresses accounts have already, in the form they are compared in. */
async function stored(
  db: Database,
  column: 'username' | 'email',
  planned: readonly PlannedAccount[],
): Promise<ReadonlySet<string>> {
  const wanted = planned.flatMap((account) =>
    column === 'email' ? spellingsOf(account.email) : account.username,
  );
  const { rows } = await sql<{ text: string }>`
    SELECT ${sql.ref(column)} AS text FROM auth_user
    WHERE ${sql.ref(column)} COLLATE NOCASE IN ${keySet(wanted)}`.execute(db);
  return new Set(
    rows.map(({ text }) => (column === 'email' ? mailboxKey(text) : sameUsername(text))),
  );
}
