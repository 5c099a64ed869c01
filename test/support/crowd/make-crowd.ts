import { hash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { createPasswordHasher } from '../../../src/main/accounts/password/hasher.ts';
import { toDjangoDatetime } from '../../../src/main/db/django-datetime.ts';
import { migrations } from '../../../src/main/db/migrations/index.ts';
import { openDatabase } from '../../../src/main/db/open-database.ts';
import { createRandom } from '../../../src/main/demo/random.ts';
import { crowdPeople } from './crowd-people.ts';

const VERSION = 1;
const PASSWORD = 'a calm river at dawn';
const DATABASE = 'gatehouse.sqlite3';
const DAY_MS = 86_400_000;
/** As long as a real hash, and nobody's. */
const NO_PASSWORD = `pbkdf2_sha256$1200000$${'s'.repeat(22)}$${'h'.repeat(43)}=`;
const GROUPS = ['editors', 'moderators', 'translators', 'board', 'press', 'Ehrenamt'];
/** Indexes that are quicker made after the rows. */
const LATE_INDEXES = `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
  AND tbl_name IN ('auth_user', 'registration_registrationprofile', 'gatehouse_registration',
    'gatehouse_outbox', 'auth_user_groups')`;

/**
 * A database of so many accounts in a folder, copied from one made before if there is one of the
 * day. Every fifth waits, of those every fourth too long; 1 % share a mailbox, 200 of a million are
 * staff, five superusers, some are in groups, and every tenth who waits has a mail. The first is `eva`, a
 * superuser who signs in with the tests' password.
 *
 * @returns The path of the database.
 */
export async function makeCrowd(folder: string, count: number): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const schema = hash('sha256', Object.keys(migrations).join(), 'hex').slice(0, 8);
  const cache = join(tmpdir(), 'gatehouse-crowds');
  const made = join(cache, `${count}-v${VERSION}-${schema}-${day}.sqlite3`);
  await mkdir(folder, { recursive: true });
  await mkdir(cache, { recursive: true });
  if (!existsSync(made)) {
    const draft = join(folder, 'draft');
    await mkdir(draft);
    const { db } = await openDatabase(join(draft, DATABASE));
    await db.destroy();
    const password = await createPasswordHasher({ randomBytes, iterations: 1_000 }).encode(
      PASSWORD,
    );
    fill(join(draft, DATABASE), { count, password, now: new Date(`${day}T00:00:00Z`) });
    await copyFile(join(draft, DATABASE), `${made}.draft`);
    await rename(`${made}.draft`, made);
    await rm(draft, { recursive: true });
  }
  const file = join(folder, DATABASE);
  await copyFile(made, file);
  return file;
}

interface Crowd {
  readonly count: number;
  /** Encoded, of the first superuser. */
  readonly password: string;
  readonly now: Date;
}

function fill(file: string, crowd: Crowd): void {
  const database = new SQLite(file);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -400000');
  const indexes = database.prepare(LATE_INDEXES).all() as { name: string; sql: string }[];
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);
  database.transaction(() => insertAll(database, crowd))();
  for (const { sql } of indexes) database.exec(sql);
  database.exec('ANALYZE');
  database.close();
  // Closing in this mode leaves the file as every database of ours is.
  const again = new SQLite(file);
  again.pragma('journal_mode = WAL');
  again.pragma('wal_checkpoint(TRUNCATE)');
  again.close();
}

function insertAll(database: SQLite.Database, { count, password, now }: Crowd): void {
  const random = createRandom(11);
  const user = database.prepare(`INSERT INTO auth_user (id, password, last_login, is_superuser,
    username, last_name, email, is_staff, is_active, date_joined, first_name)
    VALUES (?, '${NO_PASSWORD}', ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const profile = database.prepare(`INSERT INTO registration_registrationprofile
    (user_id, activation_key, activated) VALUES (?, ?, ?)`);
  const own = database.prepare(`INSERT INTO gatehouse_registration (user_id, key_hash, reissued_at)
    VALUES (?, ?, ?)`);
  const supervised = database.prepare(`INSERT INTO registration_supervisedregistrationprofile
    SELECT id FROM registration_registrationprofile WHERE user_id = ?`);
  const group = database.prepare('INSERT INTO auth_group (name) VALUES (?)');
  const member = database.prepare('INSERT INTO auth_user_groups (user_id, group_id) VALUES (?, ?)');
  const mail = prepareMail(database);
  const before = (days: number): string => {
    const microseconds = random.below(1_000_000);
    return toDjangoDatetime(new Date(now.getTime() - days * DAY_MS), microseconds);
  };
  for (const name of GROUPS) group.run(name);
  let id = 0;
  for (const person of crowdPeople(count)) {
    id += 1;
    const waits = id % 5 === 0;
    const isLate = waits && id % 4 === 0;
    const age = waits ? random.next() * 6.9 : 30 + 2_900 * random.next() ** 2;
    const joined = before(isLate ? 8 + random.next() * 60 : age);
    const seen = waits || random.chance(0.12) ? null : before(age * random.next());
    const isStaff = id % 5_000 === 1;
    if (id === 1) {
      user.run(id, null, 1, 'eva', '', 'eva@site.example', 1, 1, before(900), '');
      database.prepare('UPDATE auth_user SET password = ?').run(password);
      continue;
    }
    const isActive = !waits && !random.chance(0.03);
    const { username, first, last, email } = person;
    const flags = [Number(id % 200_000 === 1), username, last, email, Number(isStaff)] as const;
    user.run(id, seen, ...flags, Number(isActive), joined, first);
    if (random.chance(0.004)) member.run(id, 1 + random.below(GROUPS.length));
    if (!waits && id % 2 === 0) continue;
    const key = hash('sha256', `key of ${id}`, 'hex');
    const isConfirmed = waits && id % 100 === 0;
    profile.run(id, key, Number(!waits || isConfirmed));
    own.run(id, hash('sha256', key, 'hex'), waits && id % 35 === 0 ? before(age / 2) : null);
    if (isConfirmed) supervised.run(id);
    if (id % 50 === 0)
      mail.run(String(id), `<${id}@crowd.example>`, id, email, ...mailState(id), joined);
  }
}

function prepareMail(database: SQLite.Database): SQLite.Statement {
  return database.prepare(`INSERT INTO gatehouse_outbox (idempotency_key, message_id, kind,
    account_id, envelope_from, envelope_to, subject, raw, attempts, state, destination, created_at)
    VALUES (?, ?, 'activation', ?, 'site@crowd.example', ?, 'Activate', x'', 1, ?, ?, ?)`);
}

function mailState(id: number): readonly [string, string] {
  const states = [
    ['sent', 'capture'],
    ['sent', 'smtp'],
    ['sent', 'smtp'],
    ['failed', 'smtp'],
    ['held', 'smtp'],
    ['cancelled', 'smtp'],
  ] as const;
  return states[(id / 50) % states.length] ?? states[0];
}
