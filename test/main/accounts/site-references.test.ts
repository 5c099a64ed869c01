import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount } from '../../support/core.ts';

/** A site whose orders refer to buyers by their user name (Django's `to_field`); gus has one. */
async function site() {
  const core = await createConsoleCore();
  await signIn(core);
  const gus = await addAccount(core, { username: 'gus', isActive: true });
  const bo = await addAccount(core, { username: 'bo', isActive: true });
  await sql`CREATE TABLE shop_order (id INTEGER PRIMARY KEY, buyer TEXT NOT NULL
    REFERENCES auth_user (username) DEFERRABLE INITIALLY DEFERRED)`.execute(core.db);
  await order(core, 'gus');
  return { core, gus, bo };
}

async function order({ db }: ConsoleCore, buyer: string) {
  await sql`INSERT INTO shop_order (buyer) VALUES (${buyer})`.execute(db);
}

async function rename(core: ConsoleCore, id: number, username: string) {
  const { revision, email } = await core.call('accounts.get', { id });
  const fields = { email, firstName: '', lastName: '', isStaff: false, isSuperuser: false };
  return { id, revision, username, ...fields };
}

const REASON = 'The table shop_order refers to it.';
const OF_ONE = 'The table shop_order (1 row) refers to it.';

test('whoever a table refers to by name is left out of a deletion, and others go', async () => {
  const { core, gus, bo } = await site();
  const { references } = await core.call('accounts.references', { id: gus });
  expect(references).toMatchObject([{ table: 'shop_order', column: 'buyer', count: 1 }]);
  const done = await core.call('accounts.delete', { ids: [gus, bo], includeSelf: false });
  expect(done).toMatchObject({ done: 1, skipped: [{ name: 'gus', reason: REASON }] });
});

test('whoever a table refers to by name keeps it, and is otherwise changed', async () => {
  const { core, gus, bo } = await site();
  const refused = await core.refusal('accounts.update', await rename(core, gus, 'augustus'));
  expect(refused.fields).toEqual({ username: [OF_ONE] });
  await core.call('accounts.update', { ...(await rename(core, gus, 'gus')), firstName: 'Gus' });
  await core.call('accounts.update', await rename(core, bo, 'boris'));
});

test('a renaming is not taken back of whom a table refers to by the new name', async () => {
  const { core, bo } = await site();
  const { operationId } = await core.call('accounts.update', await rename(core, bo, 'boris'));
  await order(core, 'boris');
  const undone = await core.call('operations.undo', { id: operationId ?? 0 });
  expect(undone).toMatchObject({ undone: 0, refused: [{ name: 'boris', reason: OF_ONE }] });
});
