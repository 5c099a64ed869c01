import { sql } from 'kysely';

import { addNote } from '../accounts/account-notes.ts';
import { setGroups } from '../accounts/set-rights.ts';
import { createGroup, setGroupPermissions } from '../groups/edit-group.ts';
import { type Act, daysAgo } from './acts.ts';
import { DEMONSTRATION } from './staff.ts';
import { type Stage, staffOf } from './stage.ts';

const GROUPS = ['Book club', 'Volunteers'];
/** What volunteers may do in Django's admin. */
const VOLUNTEERS_MAY = ['view_user', 'change_user', 'view_registrationprofile'];

/** How many days ago who, counted by their number, joined which group. */
const MEMBERSHIPS = [
  { days: 100, group: 'Book club', from: 8, size: 5 },
  { days: 76, group: 'Volunteers', from: 18, size: 3 },
  { days: 9, group: 'Book club', from: 20, size: 1 },
];
const NOTES = [
  { days: 58, from: 12, text: 'Called: the card was lost, a new one is at the desk.' },
  { days: 21, from: 20, text: 'Will marry in May.\nAsk for the new name before the next card.' },
  { days: 3, from: 20, text: 'Reads to children on Saturdays: leave the account active.' },
];

/** What the staff know of members beyond the forms: groups they are in, and notes. */
export function knowledgeActs(stage: Stage): readonly Act[] {
  return [
    { at: daysAgo(stage, 170), play: () => foundGroups(stage) },
    ...MEMBERSHIPS.map(({ days, ...who }) => ({
      at: daysAgo(stage, days),
      play: () => join(stage, who),
    })),
    ...NOTES.map(({ days, ...note }) => ({
      at: daysAgo(stage, days),
      play: () => write(stage, note),
    })),
  ];
}

async function foundGroups(stage: Stage): Promise<void> {
  const person = staffOf(stage, DEMONSTRATION.username);
  const rows = await stage.db
    .selectFrom('auth_permission')
    .select('id')
    .where('codename', 'in', VOLUNTEERS_MAY)
    .execute();
  for (const name of GROUPS) {
    const { groupId } = await createGroup(stage, { name, person });
    const add = name === 'Volunteers' ? rows.map(({ id }) => id) : [];
    await setGroupPermissions(stage, { id: groupId, add, remove: [], person });
  }
}

async function join(
  stage: Stage,
  { group, ...who }: { readonly group: string; readonly from: number; readonly size: number },
): Promise<void> {
  const { id } = await stage.db
    .selectFrom('auth_group')
    .select('id')
    .where('name', '=', group)
    .executeTakeFirstOrThrow();
  const person = staffOf(stage, DEMONSTRATION.username);
  await setGroups(stage, { ids: await members(stage, who), add: [id], remove: [], person });
}

async function write(
  stage: Stage,
  { from, text }: { readonly from: number; readonly text: string },
): Promise<void> {
  const [id = 0] = await members(stage, { from, size: 1 });
  await addNote(stage, { id, text, person: staffOf(stage, 'jonas.weber') });
}

/** The first active members from a number on. */
async function members(
  { db }: Stage,
  { from, size }: { readonly from: number; readonly size: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('auth_user')
    .select('id')
    .where('id', '>=', from)
    .where(sql<boolean>`is_active = 1 AND is_staff = 0`)
    .orderBy('id')
    .limit(size)
    .execute();
  return rows.map(({ id }) => id);
}
