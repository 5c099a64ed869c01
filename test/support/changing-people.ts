import type SQLite from 'better-sqlite3';
import * as fc from 'fast-check';

import { SYSTEM } from '../../src/main/operations/actor.ts';
import { runOperation } from '../../src/main/operations/run-operation.ts';
import type { Core } from './core.ts';

/** Pieces of names in many scripts, some of which differ by case, width or composition only. */
const PIECES = [
  'an',
  'AN',
  'na',
  'ß',
  'ss',
  'İ',
  'ı',
  'Straße',
  'é',
  'e\u0301',
  'Ольга',
  'ОЛЬГА',
  'Σοφός',
  'ΣΟΦΌΣ',
  'ﬁ',
  'ليلى',
  'שירה',
  '王',
  '王小明',
  'ｱﾝﾅ',
  'アンナ',
  'शर्मा',
  'สมชาย',
  '-',
  '.',
  '_',
  '\u200d',
  'é\u0001\u0307',
  'i\u0085',
  '𝒜',
  ' ',
  '%',
  '7',
  'o',
  '0',
  'а',
  'Η',
];
const piece = fc.constantFrom(...PIECES);
/** Text out of these pieces. */
export const word = fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const MAILBOXES = [
  'anna@web.de',
  'ANNA@Web.DE',
  'ольга@пример.рф',
  'ольга@xn--e1afmkfd.xn--p1ai',
  '',
  'a@1.2',
  'straße@x.example',
  'strasse@x.example',
  'a b@c.de',
  'cora@köln.de',
  'kim@KOLN.de',
  'x',
  'an.na+tag@web.de',
  'kim@gmial.com',
  'o@mail.mailinator.com',
];
const DATES = [
  '2026-02-20 10:00:00',
  '2026-02-22 12:00:00',
  '2026-02-28 23:59:59.999999',
  '2026-03-01 12:00:00',
  '2025-01-01 00:00:00.5',
  '2024-06-01 08:30:00.123456',
  // SQLite stores it as a number: Django's datetime columns have NUMERIC affinity.
  '2026',
];

/** Somebody made up, with all that can be asked of them. */
export const person = fc.record({
  username: word,
  first_name: word,
  last_name: fc.oneof(word, fc.constant('')),
  email: fc.oneof(
    fc.constantFrom(...MAILBOXES),
    word.map((text) => `${text}@web.de`),
  ),
  is_active: fc.constantFrom(0, 1),
  is_staff: fc.constantFrom(0, 0, 1),
  is_superuser: fc.constantFrom(0, 0, 1),
  date_joined: fc.constantFrom(...DATES),
  last_login: fc.constantFrom(null, ...DATES),
  profile: fc.constantFrom(null, 'unused', 'used', 'supervised'),
  reissued: fc.constantFrom(null, null, ...DATES),
  address: fc.constantFrom<string>(
    '',
    '203.0.113.7',
    '203.0.113.70',
    '203.0.11.37',
    '2001:db8:1:2::9',
  ),
  mail: fc.constantFrom(null, null, 'sent', 'failed', 'held', 'cancelled'),
  group: fc.constantFrom(null, null, 1),
});
type MadeUp = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

/** Something that happens to people; hidden is what another program does. */
export const change = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), person, hidden: fc.boolean() }),
  fc.record({ kind: fc.constant('update' as const), at: fc.nat(), person, hidden: fc.boolean() }),
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat(), hidden: fc.boolean() }),
);

/** Puts somebody into the database, unless the user name is taken. */
export function insert(database: SQLite.Database, person: MadeUp): void {
  const { profile, reissued, address, mail, group, ...user } = person;
  const { lastInsertRowid: id } = database
    .prepare(`INSERT OR IGNORE INTO auth_user (password, username, first_name, last_name, email, is_active, is_staff, is_superuser, date_joined, last_login)
      VALUES ('!', @username, @first_name, @last_name, @email, @is_active, @is_staff, @is_superuser, @date_joined, @last_login)`)
    .run(user);
  if (database.prepare('SELECT changes()').pluck().get() === 0) return;
  surround(database, Number(id), { profile, reissued, address, mail, group });
}

function surround(
  database: SQLite.Database,
  id: number,
  {
    profile,
    reissued,
    address,
    mail,
    group,
  }: Pick<MadeUp, 'profile' | 'reissued' | 'address' | 'mail' | 'group'>,
): void {
  if (profile !== null) {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO registration_registrationprofile (user_id, activation_key, activated) VALUES (?, 'k', ?)`,
      )
      .run(id, Number(profile !== 'unused'));
    if (profile === 'supervised')
      database
        .prepare('INSERT INTO registration_supervisedregistrationprofile VALUES (?)')
        .run(lastInsertRowid);
    database
      .prepare(
        `INSERT INTO gatehouse_registration (user_id, key_hash, reissued_at, address) VALUES (?, '', ?, ?)`,
      )
      .run(id, reissued, address);
  }
  if (mail !== null) {
    database
      .prepare(`INSERT INTO gatehouse_outbox (idempotency_key, message_id, kind, account_id, envelope_from, envelope_to, subject, raw, attempts, state, destination, created_at)
      VALUES (hex(randomblob(8)), hex(randomblob(8)), 'activation', ?, '', '', '', x'', 1, ?, 'smtp', '2026-01-01 00:00:00')`)
      .run(id, mail);
  }
  if (group !== null)
    database
      .prepare('INSERT INTO auth_user_groups (user_id, group_id) VALUES (?, ?)')
      .run(id, group);
}

/** Lets a change happen: as an operation, or hidden, by another connection. */
export async function play(core: Core, other: SQLite.Database, change: ChangeOf): Promise<void> {
  const ids = other.prepare('SELECT id FROM auth_user ORDER BY id').pluck().all() as number[];
  if (change.kind === 'insert') {
    if (change.hidden) insert(other, change.person);
    else {
      const {
        profile: _,
        reissued: __,
        mail: ___,
        group: ____,
        address: _____,
        ...user
      } = change.person;
      if (other.prepare('SELECT 1 FROM auth_user WHERE username = ?').get(user.username)) return;
      await runOperation(
        core.db,
        { kind: 'accounts.create', actor: SYSTEM, at: core.now() },
        (operation) => operation.insert('auth_user', [{ password: '!', ...user }]),
      );
    }
    return;
  }
  const id = ids[change.at % Math.max(1, ids.length)];
  if (id === undefined) return;
  if (change.kind === 'delete') {
    if (!change.hidden) {
      await runOperation(
        core.db,
        { kind: 'accounts.delete', actor: SYSTEM, at: core.now() },
        async (operation) => {
          const own = async (table: 'registration_registrationprofile' | 'auth_user_groups') =>
            (
              await operation.db.selectFrom(table).select('id').where('user_id', '=', id).execute()
            ).map((row) => row.id);
          await operation.delete(
            'registration_supervisedregistrationprofile',
            await own('registration_registrationprofile'),
          );
          await operation.delete(
            'registration_registrationprofile',
            await own('registration_registrationprofile'),
          );
          await operation.delete('auth_user_groups', await own('auth_user_groups'));
          await operation.delete('auth_user', [id]);
        },
      );
      return;
    }
    other.exec(`DELETE FROM registration_supervisedregistrationprofile WHERE registrationprofile_ptr_id IN (SELECT id FROM registration_registrationprofile WHERE user_id = ${id});
      DELETE FROM registration_registrationprofile WHERE user_id = ${id}; DELETE FROM auth_user_groups WHERE user_id = ${id}; DELETE FROM auth_user WHERE id = ${id}`);
    return;
  }
  const { profile: _, reissued, mail: ___, group: ____, address: _____, ...user } = change.person;
  if (
    other.prepare('SELECT 1 FROM auth_user WHERE username = ? AND id != ?').get(user.username, id)
  )
    return;
  if (!change.hidden) {
    await runOperation(
      core.db,
      { kind: 'accounts.update', actor: SYSTEM, at: core.now() },
      async (operation) => {
        await operation.update('auth_user', [{ id, ...user }]);
        await operation.set('gatehouse_registration', [id], { reissued_at: reissued });
      },
    );
    return;
  }
  other
    .prepare(`UPDATE auth_user SET username = @username, first_name = @first_name, last_name = @last_name, email = @email, is_active = @is_active,
    is_staff = @is_staff, is_superuser = @is_superuser, date_joined = @date_joined, last_login = @last_login WHERE id = @id`)
    .run({ ...user, id });
}

type ChangeOf = typeof change extends fc.Arbitrary<infer Value> ? Value : never;
