import { createHash, pbkdf2, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import SQLite from 'better-sqlite3';
import { fastify } from 'fastify';

import { openDatabase } from '../../../src/main/db/open-database.ts';
import { type BenchSite, keysOf } from './gatehouse-site.ts';

const derive = promisify(pbkdf2);
const MAIL = readFileSync(new URL('../../eml/p29-golden-activation.eml', import.meta.url));
const AT = '2026-03-01 12:00:00';

/**
 * Two routes that write the rows of a registration and of an activation and nothing else: no
 * rules, no rendering, no check of where a form comes from.
 */
export async function startBareSite(folder: string, iterations: number): Promise<BenchSite> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'gatehouse.sqlite3');
  await (await openDatabase(file)).db.destroy();
  const database = new SQLite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  const { register, activate } = prepare(database);
  const server = fastify();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  server.post<{ Body: URLSearchParams }>('/register/', async ({ body }, reply) => {
    const salt = randomBytes(16).toString('hex');
    const key = await derive(body.get('password1') ?? '', salt, iterations, 32, 'sha256');
    const password = `pbkdf2_sha256$${iterations}$${salt}$${key.toString('base64')}`;
    register.immediate(body.get('username') ?? '', body.get('email') ?? '', password);
    return reply.redirect('/register/complete/', 302);
  });
  server.post<{ Params: { key: string } }>('/activate/:key/', async ({ params }, reply) => {
    activate.immediate(params.key);
    return reply.redirect('/activate/complete/', 302);
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const keys = await keysOf(file);
  return {
    port: Number(new URL(address).port),
    registrations: (prefix, count) =>
      Array.from({ length: count }, (_, index) => ({
        path: '/register/',
        headers: {},
        body: `username=${prefix}${index}&email=${prefix}${index}@people.example&password1=a+calm+river`,
      })),
    activations: (count) =>
      keys.take(count).map((key) => ({ path: `/activate/${key}/`, headers: {}, body: '' })),
    close: async () => {
      await server.close();
      keys.close();
      database.close();
    },
  };
}

function prepare(database: SQLite.Database) {
  const operation = database.prepare(`INSERT INTO gatehouse_operation
    (at, kind, actor, via, accounts, detail) VALUES ('${AT}', 'bench', 'x', 'site', 1, '{}')`);
  const change = database.prepare(`INSERT INTO gatehouse_operation_change
    (operation_id, account_id, account_name, table_name, row_id, before, after)
    VALUES (?, ?, '', ?, '1', '{}', '{}')`);
  const user = database.prepare(`INSERT INTO auth_user (password, is_superuser, username,
    last_name, email, is_staff, is_active, date_joined, first_name)
    VALUES (?, 0, ?, '', ?, 0, 0, '${AT}', '')`);
  const profile = database.prepare(`INSERT INTO registration_registrationprofile
    (user_id, activated, activation_key) VALUES (?, 0, ?)`);
  const own = database.prepare(`INSERT INTO gatehouse_registration (user_id, key_hash)
    VALUES (?, ?)`);
  const mail = database.prepare(`INSERT INTO gatehouse_outbox
    (idempotency_key, message_id, kind, account_id, operation_id, envelope_from, envelope_to,
      subject, raw, state, attempts, created_at, next_attempt_at, destination)
    VALUES (?, ?, 'activation', ?, ?, 'noreply@site.example', ?, 'Activate', ?, 'queued', 0,
      '${AT}', '${AT}', '')`);
  const owner = database
    .prepare('SELECT user_id FROM gatehouse_registration WHERE key_hash = ?')
    .pluck();
  const activateUser = database.prepare('UPDATE auth_user SET is_active = 1 WHERE id = ?');
  const activateProfile = database.prepare(
    'UPDATE registration_registrationprofile SET activated = 1 WHERE user_id = ?',
  );
  const hash = (key: string): string => createHash('sha256').update(key).digest('hex');
  return {
    register: database.transaction((username: string, email: string, password: string) => {
      const key = hash(randomBytes(32).toString('hex'));
      const id = user.run(password, username, email).lastInsertRowid;
      profile.run(id, key);
      own.run(id, hash(key));
      const act = operation.run().lastInsertRowid;
      for (const table of ['auth_user', 'profile', 'gatehouse_registration']) {
        change.run(act, id, table);
      }
      mail.run(`<${key}@bench>`, `<${key}@bench>`, id, act, email, MAIL);
    }),
    activate: database.transaction((key: string) => {
      const id = owner.get(hash(key));
      const act = operation.run().lastInsertRowid;
      activateUser.run(id);
      activateProfile.run(id);
      for (const table of ['auth_user', 'profile']) change.run(act, id, table);
    }),
  };
}
