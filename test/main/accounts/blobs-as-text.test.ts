import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, register } from '../../support/core.ts';

const WINDOW = { offset: 0, limit: 50 };
const SPAN = { from: '2026-02-01', to: '2026-03-01' };
const CASES = ['email', 'first_name', 'last_name', 'password', 'username'].flatMap((column) => [
  { column, by: 'SQL' },
  { column, by: 'the index' },
]);

test.each(CASES)(
  'bytes in $column are shown as text and stand in nobody’s way, by $by',
  async (given) => {
    const { column, by } = given;
    const core = await createConsoleCore(by === 'SQL' ? {} : { many: 1 });
    const person = await signIn(core);
    const staff = await addAccount(core, { username: 'anna', isActive: true, isStaff: true });
    const waiting = await register(core, 'wil');
    const plain = await addAccount(core, { username: 'plain', isActive: true });
    // Who is on the staff has bytes that are no UTF-8, and a sign-up some that are.
    await sql`UPDATE auth_user SET ${sql.ref(column)} = x'ff41' WHERE id = ${staff}`.execute(
      core.db,
    );
    await sql`UPDATE auth_user SET ${sql.ref(column)} = x'6240c3a9' WHERE id = ${waiting}`.execute(
      core.db,
    );
    core.services.people.changed('all');
    for (const name of ['username', 'email', 'name', 'state'] as const) {
      const sort = { column: name, direction: 'ascending' } as const;
      const { rows } = await core.call('accounts.list', { query: 'dup:no', sort, ...WINDOW });
      expect(rows.map(({ id }) => id).toSorted((one, two) => one - two)).toEqual([
        person.id,
        staff,
        waiting,
        plain,
      ]);
    }
    const detail = await core.call('accounts.get', { id: staff });
    if (column === 'email') expect(detail.email).toBe('\ufffdA');
    if (column === 'username') expect(detail.username).toBe('\ufffdA');
    const bytes = column === 'password' ? 'user:wil' : 'b@é';
    expect((await core.call('accounts.ids', { query: bytes })).ids).toEqual([waiting]);
    const sort = { column: 'signedUpAt', direction: 'descending' } as const;
    await core.call('registrations.list', { query: '', sort, ...WINDOW });
    await core.call('registrations.evidence', { id: waiting });
    await core.call('registrations.signals', { ids: [waiting] });
    for (const id of [staff, waiting]) {
      await core.call('accounts.get', { id });
      await core.call('accounts.raw', { id });
      await core.call('accounts.rights', { id });
      await core.call('accounts.alike', { id });
      await core.call('accounts.references', { id });
      await core.call('accounts.story', { id, kind: 'all', limit: 50 });
    }
    await core.call('accounts.similar', { query: 'ana' });
    await core.call('dashboard.attention', {});
    await core.call('dashboard.health', {});
    await core.call('dashboard.funnel', SPAN);
    await core.call('dashboard.signUps', SPAN);
    await core.call('registrations.cleanUpPlan', {});
    const { path } = await core.call('accounts.export', {
      ids: [staff, waiting],
      format: 'json',
      delimiter: ',',
      byteOrderMark: false,
      formulaSafe: true,
      columns: ['username', 'email', 'first_name', 'last_name'],
    });
    await (await core.services.files.answer(path))?.text();

    const off = await core.call('accounts.deactivate', { ids: [staff], includeSelf: false });
    await core.call('operations.undo', { id: off.operationId ?? 0 });
    const ids = [staff, waiting, plain];
    expect(await core.call('accounts.delete', { ids, includeSelf: false })).toMatchObject({
      done: 3,
    });
    expect((await core.call('trash.list', { search: '', ...WINDOW })).total).toBe(3);
    expect(await core.call('trash.restore', { ids })).toMatchObject({ done: 3, skipped: [] });
    expect(core.internalErrors).toEqual([]);
  },
);
