import { DAY_MS } from '../../shared/durations.ts';
import { accountRow } from '../accounts/account-store.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { addRows } from '../operations/row-store.ts';
import { activationKeyHash, createActivationKey } from '../registrations/activation-key.ts';
import type { Person } from './people.ts';

/** Every fifth account waits for its activation. */
const PENDING_EVERY = 5;
/** Sign-ups that wait are spread over these last days, the others over those. */
const PENDING_DAYS = 6;
const JOINED_DAYS = 900;
/** Rows in one statement: the values travel as one JSON text. */
const CHUNK = 10_000;

/**
 * Puts many accounts into a database at once, in one transaction: users, their registration
 * profiles and the hashes of their keys. Nothing is logged and nothing is mailed, as if they had
 * been there before Gatehouse.
 *
 * @param password Encoded, the same for all; "!" and 40 characters let nobody in, as in Django.
 */
export async function insertAccounts(
  db: Database,
  people: Iterable<Person>,
  given: {
    readonly now: Date;
    readonly randomBytes: (size: number) => Buffer;
    readonly password?: string;
  },
): Promise<void> {
  const all = [...people];
  await db.transaction().execute(async (transaction) => {
    for (let start = 0; start < all.length; start += CHUNK) {
      await insertChunk(transaction, all.slice(start, start + CHUNK), { ...given, start });
    }
  });
}

async function insertChunk(
  db: Database,
  people: readonly Person[],
  given: Parameters<typeof insertAccounts>[2] & { readonly start: number },
): Promise<void> {
  const { now, randomBytes, start, password = `!${'x'.repeat(40)}` } = given;
  const users = people.map((person, index) => {
    const isPending = (start + index) % PENDING_EVERY === 0;
    const age = spread(start + index) * (isPending ? PENDING_DAYS : JOINED_DAYS) * DAY_MS;
    const lastLogin = isPending ? null : toDjangoDatetime(new Date(now.getTime() - age / 2));
    const joined = new Date(now.getTime() - age);
    return accountRow({ ...person, password, isActive: !isPending, lastLogin }, joined);
  });
  const added = await addRows(db, 'auth_user', users);
  const profiles = added.map((row) => ({
    user_id: Number(row['id']),
    activated: row['is_active'] ?? 0,
    activation_key: createActivationKey(randomBytes),
  }));
  await addRows(db, 'registration_registrationprofile', profiles);
  await addRows(
    db,
    'gatehouse_registration',
    profiles.map(({ user_id, activation_key }) => ({
      user_id,
      key_hash: activationKeyHash(activation_key),
      reissued_at: null,
    })),
  );
}

/** Numbers between 0 and 1 that lie evenly and in no visible order (the golden ratio's multiples). */
function spread(index: number): number {
  return (index * 0.618_033_988_749_895) % 1;
}
