import { sql } from 'kysely';

import { revisionOf, updateAccount } from '../accounts/edit-account.ts';
import { deactivateAccounts, deleteAccounts } from '../accounts/manage-accounts.ts';
import { setPassword } from '../accounts/set-password.ts';
import { followAddress } from '../registrations/review-registrations.ts';
import { type Act, daysAgo } from './acts.ts';
import { type Stage, staffOf } from './stage.ts';

/** How many days ago somebody's fields were corrected. */
const CORRECTIONS = [110, 93, 71, 48, 29, 12, 6, 3];
/** How many days ago how many were deactivated: 14 in all. */
const DEACTIVATIONS = [
  { days: 102, size: 5 },
  { days: 66, size: 1 },
  { days: 31, size: 3 },
  { days: 15, size: 1 },
  { days: 8, size: 3 },
  { days: 2, size: 1 },
];

/** Days before the end at which an address goes into the wrong account. */
const MIXED_UP = 0.3;

/** What the staff do with accounts of members: correct, deactivate, give a password, delete. */
export function upkeepActs(stage: Stage): readonly Act[] {
  return [
    ...CORRECTIONS.map((days) => ({ at: daysAgo(stage, days), play: () => correct(stage) })),
    ...DEACTIVATIONS.map(({ days, size }) => ({
      at: daysAgo(stage, days),
      play: () => deactivate(stage, size),
    })),
    { at: daysAgo(stage, 5), play: () => givePassword(stage) },
    { at: daysAgo(stage, 39), play: () => forget(stage) },
    { at: daysAgo(stage, MIXED_UP), play: () => mixUp(stage) },
  ];
}

async function correct(stage: Stage): Promise<void> {
  const [id = 0] = await someMembers(stage, 1);
  await correctAddress(stage, id, (email) =>
    stage.random.chance(0.5) ? email.replace('@', '.2@') : email,
  );
}

/** The address of one member is written into the account of another. */
async function mixUp(stage: Stage): Promise<void> {
  const [one, other] = await stage.db
    .selectFrom('auth_user')
    .select(['id', 'email'])
    .where(sql<boolean>`is_active = 1 AND is_staff = 0 AND email != ''`)
    .orderBy('id')
    .limit(2)
    .execute();
  if (one && other) await correctAddress(stage, other.id, () => one.email);
}

async function correctAddress(
  stage: Stage,
  id: number,
  change: (email: string) => string,
): Promise<void> {
  const row = await stage.db
    .selectFrom('auth_user')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { firstName = '', lastName = '' } = stage.people.get(id) ?? {};
  const fields = { username: row.username, email: change(row.email), firstName, lastName };
  await updateAccount(stage, {
    id,
    revision: revisionOf(row),
    fields: { ...fields, isStaff: false, isSuperuser: false },
    person: staffOf(stage, 'jonas.weber'),
    followAddress: (operation) => followAddress(stage, operation, id),
    tellOldAddress: null,
    includeSelf: false,
  });
}

async function deactivate(stage: Stage, size: number): Promise<void> {
  const ids = await someMembers(stage, size);
  const person = staffOf(stage, stage.random.pick(['eva', 'jonas.weber']));
  await deactivateAccounts(stage, { ids, person, includeSelf: false });
}

async function givePassword(stage: Stage): Promise<void> {
  const [id = 0] = await someMembers(stage, 1);
  await setPassword(stage, { id, password: 'never stored', person: staffOf(stage, 'eva') });
}

async function forget(stage: Stage): Promise<void> {
  const ids = await someMembers(stage, 1);
  await deleteAccounts(stage, { ids, person: staffOf(stage, 'eva'), includeSelf: false });
}

/** Members who are active as the story stands. */
async function someMembers({ db, random }: Stage, size: number): Promise<number[]> {
  const rows = await db
    .selectFrom('auth_user')
    .select('id')
    .where(sql<boolean>`is_active = 1 AND is_staff = 0`)
    .orderBy('id')
    .execute();
  return Array.from({ length: size }, () => rows.splice(random.below(rows.length), 1))
    .flat()
    .map(({ id }) => id);
}
