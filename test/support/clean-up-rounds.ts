import { sql } from 'kysely';

import { createRandom, type Random } from '../../src/main/demo/random.ts';
import { toDjangoDatetime } from '../../src/main/db/django-datetime.ts';
import { insertRows } from '../../src/main/db/insert-rows.ts';
import { SYSTEM } from '../../src/main/operations/actor.ts';
import { cleanUp, judgeCleanUp } from '../../src/main/registrations/clean-up.ts';
import { type Core, createCore } from './core.ts';

const DAY_MS = 86_400_000;
/** The default of ACCOUNT_ACTIVATION_DAYS here. */
const WINDOW_DAYS = 7;
const MOST_PEOPLE = 14;

/** Columns of made-up people; whatever may protect somebody is drawn by chance. */
const USERS = {
  table: 'auth_user',
  columns: [
    'id',
    'username',
    'email',
    'password',
    'first_name',
    'last_name',
    'is_active',
    'is_staff',
    'is_superuser',
    'last_login',
    'date_joined',
  ],
};
/** In the order in which their rows can go. */
const EMPTIED = [
  'registration_supervisedregistrationprofile',
  'registration_registrationprofile',
  'gatehouse_registration',
  'shop_order',
  'blog_post',
  'auth_user',
];

/** A database with two tables of a site that refer to accounts. */
export async function withSiteTables(): Promise<Core> {
  const core = await createCore();
  for (const statement of [
    // These databases need not outlive a crash.
    `PRAGMA synchronous = OFF`,
    `CREATE TABLE shop_order (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL
      REFERENCES auth_user (id) DEFERRABLE INITIALLY DEFERRED)`,
    `CREATE TABLE blog_post (id INTEGER PRIMARY KEY, title TEXT, "written by" INTEGER NULL,
      FOREIGN KEY ("written by") REFERENCES "auth_user" (id) ON DELETE CASCADE)`,
  ]) {
    await sql.raw(statement).execute(core.db);
  }
  return core;
}

/**
 * Fills the tables by chance, plans, lets somebody become protected, cleans up, and empties the
 * tables again. Everybody is given to the clean-up, so that only its own judgement protects.
 *
 * @returns Who went although the rule protects them, and who stayed although it does not.
 */
export async function cleanUpByChance(core: Core, seed: number) {
  const random = createRandom(seed);
  const endedDays = random.pick([0, 0, 3]);
  const people = Array.from({ length: 1 + random.below(MOST_PEOPLE) }, (_, index) =>
    makePerson(random, seed * MOST_PEOPLE + index + 1, endedDays),
  );
  await store(core, people);
  const planned = new Set((await judgeCleanUp(core, endedDays)).ids);
  const late = random.chance(0.5) ? people.find(({ id }) => planned.has(id)) : undefined;
  if (late) await sql`INSERT INTO shop_order (customer_id) VALUES (${late.id})`.execute(core.db);
  await cleanUp(core, { ids: people.map(({ id }) => id), actor: SYSTEM, endedDays });
  const left = await core.db.selectFrom('auth_user').select('id').execute();
  const stays = new Set(left.map(({ id }) => id));
  for (const table of EMPTIED) await sql`DELETE FROM ${sql.table(table)}`.execute(core.db);
  const isWrong = (person: MadeUp) =>
    (person.isProtected || person === late) === !stays.has(person.id);
  return {
    people: people.length,
    gone: people.length - stays.size,
    wrong: people.filter(isWrong),
    misplanned: people.filter(({ id, isProtected }) => isProtected === planned.has(id)),
  };
}

interface MadeUp {
  readonly id: number;
  readonly flags: readonly [active: number, staff: number, superuser: number];
  readonly lastLogin: number | null;
  /** Days ago. */
  readonly joined: number;
  /** When it signed up can't be read. */
  readonly isUndated: boolean;
  readonly reissued: number | null;
  readonly hasProfile: boolean;
  readonly activated: boolean;
  readonly isSupervised: boolean;
  readonly tables: readonly ('shop_order' | 'blog_post')[];
  /** By the letter of the rule, written down once more here. */
  readonly isProtected: boolean;
}

function makePerson(random: Random, id: number, endedDays: number): MadeUp {
  const flag = (share: number): 0 | 1 => (random.chance(share) ? 1 : 0);
  const flags = [flag(0.15), flag(0.08), flag(0.08)] as const;
  const joined = random.pick([0, 3, WINDOW_DAYS, WINDOW_DAYS + 3, random.next() * 30, 90]);
  const lastLogin = random.chance(0.12) ? random.next() * joined : null;
  const isUndated = random.chance(0.1);
  const reissued = random.chance(0.2) ? random.next() * joined : null;
  const hasProfile = random.chance(0.93);
  const activated = random.chance(0.15);
  const tables = (['shop_order', 'blog_post'] as const).filter(() => random.chance(0.08));
  const age = reissued ?? joined;
  const isProtected =
    flags.includes(1) ||
    isUndated ||
    lastLogin !== null ||
    !hasProfile ||
    activated ||
    tables.length > 0 ||
    age < WINDOW_DAYS + endedDays;
  const isSupervised = random.chance(0.2);
  return {
    id,
    flags,
    lastLogin,
    joined,
    isUndated,
    reissued,
    hasProfile,
    activated,
    isSupervised,
    tables,
    isProtected,
  };
}

async function store({ db, now }: Core, people: readonly MadeUp[]): Promise<void> {
  const at = (daysAgo: number) =>
    toDjangoDatetime(new Date(Math.round(now().getTime() - daysAgo * DAY_MS)));
  await insertRows(
    db,
    USERS,
    people.map(({ id, flags, lastLogin, joined, isUndated }) => [
      id,
      `person${id}`,
      `person${id}@people.example`,
      '!',
      '',
      '',
      ...flags,
      lastLogin === null ? null : at(lastLogin),
      isUndated ? '2026' : at(joined),
    ]),
  );
  const signedUp = people.filter(({ hasProfile }) => hasProfile);
  await insertRows(
    db,
    {
      table: 'registration_registrationprofile',
      columns: ['id', 'user_id', 'activated', 'activation_key'],
    },
    signedUp.map(({ id, activated }) => [id, id, activated ? 1 : 0, `key${id}`]),
  );
  await insertRows(
    db,
    {
      table: 'registration_supervisedregistrationprofile',
      columns: ['registrationprofile_ptr_id'],
    },
    signedUp.filter(({ isSupervised }) => isSupervised).map(({ id }) => [id]),
  );
  await insertRows(
    db,
    {
      table: 'gatehouse_registration',
      columns: ['user_id', 'key_hash', 'reissued_at', 'join_reason', 'address', 'invitation_id'],
    },
    people.flatMap(({ id, reissued }) =>
      reissued === null ? [] : [[id, `hash${id}`, at(reissued), '', '', null]],
    ),
  );
  for (const { id, tables } of people) {
    for (const table of tables) {
      const column = table === 'shop_order' ? 'customer_id' : 'written by';
      await sql`INSERT INTO ${sql.table(table)} (${sql.ref(column)}) VALUES (${id})`.execute(db);
    }
  }
}
