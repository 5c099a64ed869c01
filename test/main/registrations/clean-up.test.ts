import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { readAccountRecord } from '../../../src/main/accounts/find-accounts.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { BATCH_SIZE } from '../../../src/main/operations/run-in-batches.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import {
  cleanUp,
  guardTypedNumber,
  judgeCleanUp,
  planCleanUp,
} from '../../../src/main/registrations/clean-up.ts';
import { readSetting, writeSetting } from '../../../src/main/settings/settings-store.ts';
import { cleanUpByChance, withSiteTables } from '../../support/clean-up-rounds.ts';
import { createCore, register } from '../../support/core.ts';

const ROUNDS = 150;

it(`case 40: in ${ROUNDS} random databases it takes nobody who is protected, and everybody else`, async () => {
  const core = await withSiteTables();
  let gone = 0;
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const round = await cleanUpByChance(core, seed);
    expect({ seed, ...round }).toMatchObject({ wrong: [], misplanned: [] });
    gone += round.gone;
  }
  expect(gone).toBeGreaterThan(ROUNDS);
});

it('of many wants their number, whatever the window has asked', () => {
  expect(() => guardTypedNumber(412, '')).toThrow('Type 412 to go on. Nothing was changed.');
  expect(() => guardTypedNumber(412, '411')).toThrow('Type 412');
  guardTypedNumber(412, ' 412 ');
  guardTypedNumber(36_134, '36,134');
  guardTypedNumber(100, '');
});

it('takes nobody of whom it can’t be read when they signed up, or whether they have signed in', async () => {
  const core = await createCore();
  const ids: number[] = [];
  for (const name of ['undated', 'dated', 'seen', 'mailed']) ids.push(await register(core, name));
  core.clock.advance({ days: 8 });
  const [undated = 0, dated = 0, seen = 0, mailed = 0] = ids;
  const write = (id: number, values: object) =>
    core.db.updateTable('auth_user').set(values).where('id', '=', id).execute();
  await write(undated, { date_joined: '2026' });
  await write(mailed, { date_joined: '2026' });
  await core.db
    .updateTable('gatehouse_registration')
    .set({ reissued_at: '2026-03-01 12:00:00' })
    .where('user_id', '=', mailed)
    .execute();
  await write(seen, { last_login: 'yesterday' });
  const { ids: going, leftOut } = await judgeCleanUp(core.context);
  expect(going).toEqual([dated]);
  expect(leftOut).toEqual([
    { reason: 'When it signed up can’t be read.', count: 2, names: ['undated', 'mailed'] },
    { reason: 'Has signed in before.', count: 1, names: ['seen'] },
  ]);
  const freeze = (all: Float64Array) => ({ selection: 'frozen', count: all.length, at: '' });
  const plan = await planCleanUp(core.context, freeze);
  expect(plan.leftOut.map(({ people }) => people)).toEqual([
    [
      { id: undated, username: 'undated' },
      { id: mailed, username: 'mailed' },
    ],
    [{ id: seen, username: 'seen' }],
  ]);
});

it('takes nobody whose link works again since its days were made more while it was at others', async () => {
  const core = await createCore();
  const id = await register(core, 'anna');
  core.clock.advance({ days: 8 });
  const registration = await readSetting(core.db, 'registration');
  const others = Array.from({ length: BATCH_SIZE }, (_, index) => 10_000 + index);
  const cleaning = cleanUp(core.context, { ids: [...others, id], actor: SYSTEM });
  const act = { kind: 'settings.registration', actor: SYSTEM, at: core.now() } as const;
  await runOperation(core.db, act, (operation) =>
    writeSetting(operation, 'registration', { ...registration, activationDays: 9 }),
  );
  expect(await cleaning).toMatchObject({ done: 0 });
  expect(await readAccountRecord(core.db, id)).toMatchObject({ username: 'anna' });
});

it('names everybody among many, wherever they are among those who have followed their link', async () => {
  const core = await createCore();
  const count = 12_001;
  await sql`
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${count})
    INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name, email,
      is_staff, is_active, date_joined)
    SELECT n, '!', 0, 'person' || n, '', '', '', 0, n % 2000 != 1, '2020-01-01 12:00:00'
    FROM number`.execute(core.db);
  await sql`
    INSERT INTO registration_registrationprofile (user_id, activation_key, activated)
    SELECT id, printf('%040d', id), is_active FROM auth_user`.execute(core.db);
  const { ids } = await judgeCleanUp(core.context);
  expect(ids).toEqual([1, 2_001, 4_001, 6_001, 8_001, 10_001, 12_001]);
});
