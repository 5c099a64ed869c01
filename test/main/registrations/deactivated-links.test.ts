import { expect, it } from 'vitest';

import { activateByKey } from '../../../src/main/registrations/activate-by-key.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { keyOf, register, undo } from '../../support/core.ts';
import { change } from '../../support/site-flows.ts';

async function withDeactivated() {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  const key = await keyOf(console, id);
  const activated = await console.call('accounts.activate', { ids: [id] });
  const deactivated = await console.call('accounts.deactivate', { ids: [id] });
  return { console, id, key, activated, deactivated };
}

it('the link of somebody activated under Users and deactivated since brings nobody back', async () => {
  const { console, key } = await withDeactivated();
  expect(await activateByKey(console.context, key)).toMatchObject({ state: 'used' });
});

it('nor that of somebody whom Django’s admin had activated', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  const key = await keyOf(console, id);
  await console.db.updateTable('auth_user').set({ is_active: 1 }).where('id', '=', id).execute();
  await console.call('accounts.deactivate', { ids: [id] });
  expect(await activateByKey(console.context, key)).toMatchObject({ state: 'used' });
});

it('no clean-up takes who was activated under Users and deactivated since', async () => {
  const { console } = await withDeactivated();
  console.clock.advance({ days: 30 });
  expect((await console.call('registrations.cleanUpPlan', {})).sample).toEqual([]);
});

it('an undo of both makes a sign-up of it again, whose link works', async () => {
  const { console, key, activated, deactivated } = await withDeactivated();
  await undo(console, deactivated.operationId);
  await undo(console, activated.operationId);
  expect(await activateByKey(console.context, key)).toMatchObject({ state: 'valid' });
});

it('whom Django’s admin let in while the site approves does not wait for approval once deactivated', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  await change(console, 'registration', { policy: 'approval' });
  const id = await register(console, 'anna');
  await console.db.updateTable('auth_user').set({ is_active: 1 }).where('id', '=', id).execute();
  await console.call('accounts.deactivate', { ids: [id] });
  const { total } = await console.call('registrations.count', { query: 'is:to-approve' });
  expect(total).toBe(0);
});
