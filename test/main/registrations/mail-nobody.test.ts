import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { VISITOR } from '../../../src/main/operations/actor.ts';
import { requestActivation } from '../../../src/main/registrations/resend-by-visitor.ts';
import { signUp } from '../../../src/main/registrations/sign-up.ts';
import { requestReset } from '../../../src/main/sign-in/request-reset.ts';
import { addAccount, createCore, PASSWORD, register } from '../../support/core.ts';

const NOBODY = 'nobody@people.example';
const ANNA = 'anna@people.example';

it('the next mail is of its own kind after a notice that was one too many', async () => {
  const core = await createCore();
  await addAccount(core, { username: 'anna', isActive: true });
  for (let mails = 0; mails < 3; mails += 1) await requestReset(core.context, ANNA);
  const form = { username: 'other', email: ANNA, password1: PASSWORD, password2: PASSWORD };
  const answer = await signUp(core.context, form, { actor: VISITOR, address: '' });
  expect(answer).toMatchObject({ ok: true, userId: null });
  await register(core, 'boris');
  const { id, kind } = await core.db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'kind'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(kind).toBe('activation');
  expect(String(await core.outbox.bytesOf(core.db, id))).toContain('/activate/');
});

/** A site whose accounts have a column of its own, which Django's alone do not fill. */
async function withPhones() {
  const core = await createCore();
  await addAccount(core, { username: 'anna', isActive: true });
  const file = new SQLite(core.file);
  file.exec(`ALTER TABLE auth_user ADD COLUMN phone varchar(20) NOT NULL DEFAULT ''`);
  file.unsafeMode();
  file.pragma('writable_schema = ON');
  file.exec(`UPDATE sqlite_schema SET name = name,
    sql = replace(sql, 'NOT NULL DEFAULT ''''', 'NOT NULL') WHERE name = 'auth_user'`);
  file.close();
  return core;
}

/** A site on which an address is one account's only. */
async function withUniqueAddresses(password: string) {
  const core = await createCore();
  await addAccount(core, { username: 'anna', isActive: true, password });
  await sql`CREATE UNIQUE INDEX one_address ON auth_user (email COLLATE NOCASE)`.execute(core.db);
  return core;
}

describe.each([requestReset, requestActivation])(
  '%o answers nobody as it answers somebody',
  (ask) => {
    it('where accounts have a column of the site’s own', async () => {
      const { context } = await withPhones();
      expect(await ask(context, ANNA)).toBe(null);
      expect(await ask(context, NOBODY)).toBe(null);
    });

    it('where an address is one account’s only', async () => {
      const { context } = await withUniqueAddresses('!x');
      expect(await ask(context, ANNA)).toBe(null);
      expect(await ask(context, NOBODY)).toBe(null);
    });
  },
);
