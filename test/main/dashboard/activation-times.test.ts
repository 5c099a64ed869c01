import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { activateByKey } from '../../../src/main/registrations/activate-by-key.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { handToProject, keyOf, register } from '../../support/core.ts';

const SPAN = { from: '2026-02-20', to: '2026-03-20' };
const HOUR_MS = 3_600_000;

test('many who followed their link at one instant are all counted, once each', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  // The newer 1,000 took two hours, the 1,001 before them one.
  const [quick, slow] = [1_001, 1_000];
  await sql`
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${quick + slow})
    INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name, email,
      is_staff, is_active, date_joined)
    SELECT n + 100, '!', 0, 'person' || n, '', '', 'person' || n || '@web.example', 0, 1,
      iif(n <= ${quick}, '2026-03-01 11:00:00', '2026-03-01 10:00:00') FROM number`.execute(
    core.db,
  );
  await sql`
    INSERT INTO gatehouse_operation (id, at, kind, actor, via, accounts, detail)
    SELECT id + 1000, '2026-03-01 12:00:00', 'registrations.activateByLink', username, 'site', 1, '{}'
    FROM auth_user WHERE id > 100`.execute(core.db);
  await sql`
    INSERT INTO gatehouse_operation_change (operation_id, account_id, account_name, table_name, row_id)
    SELECT id + 1000, id, username, 'registration_registrationprofile', id
    FROM auth_user WHERE id > 100`.execute(core.db);
  const { domains } = await core.call('dashboard.activationTimes', SPAN);
  expect(domains).toMatchObject([
    { domain: 'web.example', medianMs: HOUR_MS, active: quick + slow },
  ]);
});

test('in a project’s database the time counts from the first sign-up date, not from one that moved', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await handToProject(core);
  const anna = await register(core, 'anna');
  core.clock.advance({ hours: 5 });
  await core.call('registrations.extend', { ids: [anna], days: 30 });
  core.clock.advance({ hours: 1 });
  await activateByKey(core.context, await keyOf(core, anna));
  const { domains } = await core.call('dashboard.activationTimes', SPAN);
  expect(domains).toMatchObject([{ domain: 'people.example', medianMs: 6 * HOUR_MS }]);
});
