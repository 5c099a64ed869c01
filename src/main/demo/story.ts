import { sql } from 'kysely';

import { toDjangoDatetime } from '../db/django-datetime.ts';
import { markRead } from '../mail/captured/captured-acts.ts';
import { createCapturedStore } from '../mail/captured/captured-store.ts';
import type { Act } from './acts.ts';
import { knowledgeActs } from './knowledge.ts';
import { LEAVERS, leaverActs } from './leavers.ts';
import { letterActs } from './letters.ts';
import { memberActs } from './members.ts';
import { generatePeople } from './people.ts';
import { createPost, type Post } from './post.ts';
import { staffActs } from './staff.ts';
import { createStage, type Stage } from './stage.ts';
import { upkeepActs } from './upkeep.ts';
import { WAITING, waitingActs } from './waiting.ts';

/** With the staff, those who wait and one who is deleted this makes 300 accounts. */
const MEMBERS = 254;
/** How many captured mails were kept, and how many of the newest nobody has opened. */
const KEPT_MAILS = 60;
const UNREAD_MAILS = 9;

/**
 * Tells half a year of a made-up library through the services, so that the log, the outbox and
 * each person's story are what they would be had it happened.
 */
export async function tellStory(given: Parameters<typeof createStage>[0]): Promise<void> {
  const stage = createStage(given);
  const post = createPost(stage);
  const people = [...generatePeople({ seed: given.seed, count: WAITING + LEAVERS + MEMBERS })];
  const acts: readonly Act[] = [
    ...staffActs(stage),
    ...waitingActs(stage, post, people.splice(0, WAITING)),
    ...leaverActs(stage, people.splice(0, LEAVERS)),
    ...memberActs(stage, people),
    ...upkeepActs(stage),
    ...letterActs(stage),
    ...knowledgeActs(stage),
  ];
  for (const { at, play } of acts.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    await post.deliverUntil(at);
    stage.moveTo(at);
    await play();
  }
  await post.deliverUntil(stage.today);
  stage.moveTo(stage.today);
  await liveOn(stage);
  await keepMails(stage, post);
}

/** What Django's own site writes: when members last signed in, and the names they gave there. */
async function liveOn({ db, random, people, today }: Stage): Promise<void> {
  const accounts = await db
    .selectFrom('auth_user')
    .leftJoin('registration_registrationprofile as profile', 'profile.user_id', 'auth_user.id')
    .leftJoin(
      'registration_supervisedregistrationprofile as supervised',
      'supervised.registrationprofile_ptr_id',
      'profile.id',
    )
    .select(['auth_user.id', 'is_active', 'is_staff', 'date_joined', 'profile.activated'])
    .select('supervised.registrationprofile_ptr_id as waits_for')
    .orderBy('auth_user.id')
    .execute();
  const rows = accounts.map(({ id, is_active, is_staff, date_joined, activated, waits_for }) => {
    const { firstName = '', lastName = '' } = people.get(id) ?? {};
    const age = today.getTime() - Date.parse(`${date_joined.replace(' ', 'T')}Z`);
    const since = is_staff === 1 ? random.next() / 100 : random.next() ** 3;
    // Whoever was deactivated since has not been back.
    const share = is_active === 1 ? since * 0.9 : 0.9;
    const mayEnter = activated !== 0 && waits_for === null;
    const signedIn = mayEnter && (is_staff === 1 || random.chance(0.93));
    const last_login = signedIn ? toDjangoDatetime(new Date(today.getTime() - age * share)) : null;
    return { id, firstName, lastName, last_login };
  });
  await sql`
    UPDATE auth_user SET last_login = given.value ->> '$.last_login',
      first_name = given.value ->> '$.firstName', last_name = given.value ->> '$.lastName'
    FROM json_each(${JSON.stringify(rows)}) AS given
    WHERE auth_user.id = given.value ->> '$.id'`.execute(db);
}

/** Keeps the newest captured mails: of the very last none was opened, of the others most. */
async function keepMails(stage: Stage, post: Post): Promise<void> {
  const errors: unknown[] = [];
  const { db, now, random, today } = stage;
  const onError = (error: unknown): void => void errors.push(error);
  const store = createCapturedStore({ db, now, onChange: () => {}, onError });
  await Promise.all(post.captured.slice(-KEPT_MAILS).map((mail) => store.add(mail)));
  await store.settled();
  if (errors.length > 0) throw new AggregateError(errors, 'The captured mails could not be read.');
  const kept = await db.selectFrom('gatehouse_captured_mail').select('id').orderBy('id').execute();
  const opened = kept.slice(0, -UNREAD_MAILS).filter(() => random.chance(0.75));
  await markRead(db, { ids: opened.map(({ id }) => id), read: true }, today);
}
