import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sql } from 'kysely';
import { onTestFinished } from 'vitest';

import type { Person } from '../../src/main/accounts/account-guards.ts';
import { insertAccount, type NewAccount } from '../../src/main/accounts/account-store.ts';
import { undoOfMaking } from '../../src/main/accounts/undo-making.ts';
import { readLines } from '../../src/main/accounts/read-lines.ts';
import { createPasswordHasher } from '../../src/main/accounts/password/hasher.ts';
import { createPasswordValidator } from '../../src/main/accounts/password/validate.ts';
import { openDatabase } from '../../src/main/db/open-database.ts';
import { createJobs } from '../../src/main/operations/jobs.ts';
import { createOutbox } from '../../src/main/mail/outbox/outbox.ts';
import { createMailTemplates } from '../../src/main/mail/templates/templates.ts';
import { type Actor, SYSTEM, VISITOR } from '../../src/main/operations/actor.ts';
import { runOperation } from '../../src/main/operations/run-operation.ts';
import { undoOperation } from '../../src/main/operations/undo-operation.ts';
import { readPasswordRules } from '../../src/main/settings/password-rules.ts';
import { createSecretStore } from '../../src/main/settings/secret-store.ts';
import { createSigningKey } from '../../src/main/settings/signing-key.ts';
import { followDeadlines } from '../../src/main/registrations/mail-deadlines.ts';
import { signUp } from '../../src/main/registrations/sign-up.ts';
import { userPermission } from '../../src/shared/rights.ts';
import { newFolder } from './new-folder.ts';
import { temporaryDirectory } from './temporary-directory.ts';

export const RESOURCES = new URL('../../resources/', import.meta.url);
export const PASSWORD = 'a calm river at dawn';

/** A clock that stands still until it is moved. */
export class Clock {
  #now: number;

  constructor(start = '2026-03-01T12:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  readonly now = (): Date => new Date(this.#now);

  advance(time: { readonly days?: number; readonly hours?: number; readonly ms?: number }): void {
    this.#now += (time.days ?? 0) * 86_400_000 + (time.hours ?? 0) * 3_600_000 + (time.ms ?? 0);
  }
}

/** Read once: each test would spend more on its ten thousand lines than on most of what it tests. */
const commonPasswords = readLines(new URL('common-passwords.txt', RESOURCES));

/** A new database's bytes, made once: every migration for every test would take minutes. */
let newDatabase: Promise<Buffer> | undefined;

async function makeDatabase(): Promise<Buffer> {
  const folder = await newFolder('new');
  const file = join(folder, 'gatehouse.sqlite3');
  const { db } = await openDatabase(file);
  await db.destroy();
  const bytes = await readFile(file);
  await rm(folder, { recursive: true });
  return bytes;
}

export type Core = Awaited<ReturnType<typeof createCore>>;

/** The services on a real database file of the test's own, with a clock that stands still. */
export async function createCore(directory?: string) {
  const folder = directory ?? (await temporaryDirectory());
  const clock = new Clock();
  const file = join(folder, 'gatehouse.sqlite3');
  if (directory === undefined) await writeFile(file, await (newDatabase ??= makeDatabase()));
  const { db, readOnly } = await openDatabase(file);
  onTestFinished(() => db.destroy());
  const { now } = clock;
  const secrets = createSecretStore(db, {
    seal: async (secret) => `test:${Buffer.from(secret).toString('base64')}`,
    open: async (sealed) => ({
      secret: Buffer.from(sealed.slice(5), 'base64').toString(),
      isOutdated: false,
    }),
  });
  const templates = createMailTemplates(RESOURCES);
  const outbox = createOutbox({ now, randomBytes, templates });
  const context = {
    db,
    now,
    randomBytes,
    outbox,
    jobs: createJobs({ now, onChange: () => {}, onError: () => {} }),
    templates,
    graceMs: 10_000,
    accountsSiteDomain: () => null,
    cancelMails: outbox.cancelFor,
    hasher: createPasswordHasher({ iterations: 10, randomBytes }),
    signingKey: createSigningKey(secrets, randomBytes),
    disposableDomains: new Set(['mailinator.com']),
    secrets,
    validatePassword: createPasswordValidator({
      rules: () => readPasswordRules(db),
      commonPasswords: await commonPasswords,
    }),
  };
  return { ...context, context, clock, folder, file, readOnly };
}

/** Adds an account by hand, outside any form. */
export async function addAccount(
  core: Core,
  account: Partial<NewAccount> & { readonly username: string },
): Promise<number> {
  const password = await core.hasher.encode(PASSWORD);
  const email = `${account.username}@people.example`;
  const { value } = await runOperation(
    core.db,
    { kind: 'accounts.create', actor: SYSTEM, at: core.now() },
    (operation) => insertAccount(operation, { email, password, ...account }),
  );
  return value;
}

/** An administrator to act as. */
export async function addAdministrator(core: Core, username = 'eva'): Promise<Person> {
  const flags = { isActive: true, isStaff: true, isSuperuser: true };
  const id = await addAccount(core, { username, ...flags });
  return { id, username, isSuperuser: true, permissions: userPermission.options };
}

/** Signs somebody up through the form's rules. @returns The new account's id. */
export async function register(core: Core, username: string): Promise<number> {
  const form = { username, email: `${username}@people.example` };
  const passwords = { password1: PASSWORD, password2: PASSWORD };
  const from = { actor: VISITOR, address: '' };
  const result = await signUp(core.context, { ...form, ...passwords }, from);
  if (!result.ok || result.userId === null) throw new Error(JSON.stringify(result));
  return result.userId;
}

/** Makes the database one that a Django project works on: it has run a migration of its own. */
export async function handToProject({ db }: Pick<Core, 'db'>): Promise<void> {
  await sql`INSERT INTO django_migrations (app, name, applied)
    VALUES ('blog', '0001_initial', '2026-01-01 10:00:00.123456')`.execute(db);
}

/** The activation key that the account's profile holds. */
export async function keyOf(core: Core, userId: number): Promise<string> {
  const row = await core.db
    .selectFrom('registration_registrationprofile')
    .select('activation_key')
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return row.activation_key;
}

/** The actor that a person at the console is. */
export function actorOf(person: Person) {
  return { accountId: person.id, label: person.username, via: 'console' } as const;
}

/** Takes an act back, whoever may. */
export function undo(core: Core, id: number | null, actor: Actor = SYSTEM) {
  return undoOperation(core, {
    id: id ?? 0,
    actor,
    at: core.now(),
    mails: core.outbox,
    making: undoOfMaking(core),
    before: async () => {},
    after: followDeadlines,
  });
}
