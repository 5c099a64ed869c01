import { sql } from 'kysely';

import type { Evidence, Signal } from '../../shared/contract/evidence.ts';
import { RefusedError } from '../../shared/errors.ts';
import { ownDatetimeToIso } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { firstJoined } from '../operations/joined-at.ts';
import { isDisposable } from '../accounts/mail-domain.ts';
import { BURST } from '../accounts/sign-up-networks.ts';
import { looksOf } from '../accounts/sign-up-looks.ts';
import { mailboxKey, spellingsOf } from '../accounts/find-accounts.ts';
import { commonDomains } from '../accounts/common-domains.ts';
import { meantAddress } from '../accounts/mail-typo.ts';
import type { SignUpContext } from './registration-context.ts';
import { networkCount, readNeighbours } from './sign-up-neighbours.ts';
import {
  signalsOf,
  type EarlierRejection,
  type OtherAccount,
  type SignUpFacts,
} from './signals.ts';

type Context = Pick<SignUpContext, 'db' | 'now' | 'disposableDomains'>;

/** How many others are told by name. */
const OTHERS_SHOWN = 5;

/** The signals of many sign-ups; as many statements as for one. */
export async function readSignals(
  context: Context,
  ids: readonly number[],
): Promise<{ people: { id: number; signals: Signal[] }[] }> {
  const facts = await readSignUpFacts(context, ids);
  return { people: facts.map((each) => ({ id: each.id, signals: [...signalsOf(each)] })) };
}

/**
 * What an activation of many should not overlook, in a word each: a burst from one network, a slip
 * in the address, a mail domain for one use. Look-alikes are left to the list, which reads fewer at
 * once.
 */
export async function readPlainSignals(
  { db, now, disposableDomains }: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string[]>> {
  const rows = await readSignUps(db, ids);
  const neighbours = await readNeighbours(db, rows);
  const common = await commonDomains({ db, now });
  return new Map(
    rows.map((row) => {
      const network = networkCount(row, neighbours);
      const signals = [
        network !== null && network.count >= BURST && 'signed up in a burst from one network',
        isDisposable(row.email, disposableDomains) && 'with an address for one use',
        meantAddress(row.email, common) !== null && 'with what looks like a slip in the address',
      ];
      return [row.id, signals.filter((signal) => signal !== false)];
    }),
  );
}

/**
 * Everything that speaks for or against one sign-up.
 * @throws RefusedError `not-found`
 */
export async function readEvidence(context: Context, id: number): Promise<Evidence> {
  const [facts] = await readSignUpFacts(context, [id]);
  if (!facts) {
    throw new RefusedError({ code: 'not-found', message: 'This account no longer exists.' });
  }
  return {
    signals: [...signalsOf(facts)],
    address: facts.address,
    network: facts.network,
    meant: facts.meant,
    duplicates: [...facts.duplicates],
    lookAlikes: [...facts.lookAlikes],
    rejections: [...facts.rejections],
  };
}

interface SignUpRow extends OtherAccount {
  readonly joined: string;
  readonly address: string;
}

/** Gathers what is known around these sign-ups. */
export async function readSignUpFacts(
  { db, now, disposableDomains }: Context,
  ids: readonly number[],
): Promise<readonly SignUpFacts[]> {
  const rows = await readSignUps(db, ids);
  const looks = new Map(rows.map((row) => [row.id, looksOf(row)]));
  const allLooks = [...looks.values()];
  const byEmail = await accountsBy(db, 'email', [
    ...allLooks.flatMap(({ emails }) => emails),
    ...rows.flatMap(({ email }) => spellingsOf(email)),
  ]);
  const byName = await accountsBy(
    db,
    'username',
    allLooks.flatMap(({ names }) => names),
  );
  const rejections = await readRejections(db, rows);
  const neighbours = await readNeighbours(db, rows);
  const common = await commonDomains({ db, now });
  return rows.map((row) => {
    const { emails, names } = looks.get(row.id) ?? { emails: [], names: [] };
    const own = key(row.email);
    const others = (found: ReadonlyMap<string, readonly OtherAccount[]>, keys: readonly string[]) =>
      keys.flatMap((each) => found.get(each) ?? []).filter(({ id }) => id !== row.id);
    const duplicates = others(byEmail, [...new Set(spellingsOf(row.email).map(key))]).filter(
      ({ email }) => mailboxKey(email) === mailboxKey(row.email),
    );
    const similar = [...others(byName, names), ...others(byEmail, emails.slice(1))];
    return {
      id: row.id,
      username: row.username,
      email: row.email,
      address: row.address,
      meant: meantAddress(row.email, common),
      isDisposable: isDisposable(row.email, disposableDomains),
      duplicates: duplicates.slice(0, OTHERS_SHOWN),
      lookAlikes: uniqueById(similar)
        .filter(({ id }) => duplicates.every((duplicate) => duplicate.id !== id))
        .slice(0, OTHERS_SHOWN),
      network: networkCount(row, neighbours),
      rejections: rejections.filter(
        (each) =>
          key(each.username) === key(row.username) || (own !== '' && key(each.email) === own),
      ),
    };
  });
}

async function readSignUps(db: Database, ids: readonly number[]): Promise<readonly SignUpRow[]> {
  const users = await db
    .selectFrom('auth_user')
    .select(['id', 'username', 'email', firstJoined.as('joined')])
    .where('id', 'in', keySet(ids))
    .execute();
  const known = await db
    .selectFrom('gatehouse_registration')
    .select(['user_id', 'address'])
    .where('user_id', 'in', keySet(ids))
    .execute();
  const addresses = new Map(known.map(({ user_id, address }) => [user_id, address]));
  return users.map((user) => ({ ...user, address: addresses.get(user.id) ?? '' }));
}

/** Other accounts by name or address, whatever the letter case, through the indexes for it. */
async function accountsBy(
  db: Database,
  column: 'username' | 'email',
  values: readonly string[],
): Promise<ReadonlyMap<string, readonly OtherAccount[]>> {
  const wanted = [...new Set(values)].filter(Boolean);
  const { rows } = await sql<OtherAccount>`
    SELECT auth_user.id, username, email FROM json_each(${JSON.stringify(wanted)}) AS wanted
    JOIN auth_user ON ${sql.ref(column)} = wanted.value COLLATE NOCASE
    ORDER BY auth_user.id LIMIT 5000`.execute(db);
  return Map.groupBy(rows, (row) => key(row[column]));
}

async function readRejections(
  db: Database,
  rows: readonly SignUpRow[],
): Promise<readonly EarlierRejection[]> {
  const wanted = JSON.stringify(rows.flatMap(({ username, email }) => [username, email]));
  const found = await sql<EarlierRejection & { rejected_at: string }>`
    SELECT rejected_at, username, email, reason, note FROM gatehouse_rejection
    WHERE id IN (
      SELECT other.id FROM json_each(${wanted}) AS wanted
      JOIN gatehouse_rejection AS other ON other.email = wanted.value COLLATE NOCASE
      UNION SELECT other.id FROM json_each(${wanted}) AS wanted
      JOIN gatehouse_rejection AS other ON other.username = wanted.value COLLATE NOCASE)
    ORDER BY id DESC LIMIT 500`.execute(db);
  return found.rows.map(({ rejected_at, ...rejection }) => ({
    ...rejection,
    at: ownDatetimeToIso(rejected_at),
  }));
}

function key(text: string): string {
  return text.toLowerCase();
}

function uniqueById(accounts: readonly OtherAccount[]): readonly OtherAccount[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}
