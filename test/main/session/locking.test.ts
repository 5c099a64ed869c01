import { describe, expect, it } from 'vitest';

import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { MINUTE_MS } from '../../../src/shared/durations.ts';
import { openSession } from '../../support/console-session.ts';
import { addAdministrator, createCore, PASSWORD } from '../../support/core.ts';

it('a console that was locked and opened again is the same sign-in, another one is not', async () => {
  const core = await createCore();
  await addAdministrator(core);
  const session = openSession(core);
  expect(session.since()).toBeNull();
  await session.signIn('eva', PASSWORD);
  const since = core.now();
  core.clock.advance({ ms: 1_000 });
  session.lock();
  await session.signIn('eva', PASSWORD);
  expect(session.since()).toEqual(since);
  session.signOut();
  expect(session.since()).toBeNull();
  await session.signIn('eva', PASSWORD);
  expect(session.since()).toEqual(core.now());
});

describe('a console', () => {
  it('keeps a locked console for the person who locked it', async () => {
    const core = await createCore();
    await addAdministrator(core);
    await addAdministrator(core, 'otto');
    const session = openSession(core);
    await session.signIn('eva', PASSWORD);
    session.lock();
    expect(await session.person()).toBeNull();
    expect(await session.state()).toMatchObject({ phase: 'locked', person: { username: 'eva' } });
    await expect(session.signIn('otto', PASSWORD)).rejects.toMatchObject({
      failure: { code: 'invalid-input' },
    });
    await session.signIn('eva', PASSWORD);
    expect(await session.state()).toMatchObject({ phase: 'signed-in' });
  });

  it('is left by whoever loses their rights, so that a lock keeps nobody out', async () => {
    const core = await createCore();
    const { id } = await addAdministrator(core);
    await addAdministrator(core, 'otto');
    const session = openSession(core);
    await session.signIn('eva', PASSWORD);
    await core.db.updateTable('auth_user').set({ is_active: 0 }).where('id', '=', id).execute();
    expect(await session.state()).toMatchObject({ phase: 'signed-out' });
    session.lock();
    await session.signIn('otto', PASSWORD);
    expect(await session.state()).toMatchObject({ phase: 'signed-in' });
  });

  it('opens for others once whoever locked it has lost their rights', async () => {
    const core = await createCore();
    const { id } = await addAdministrator(core);
    await addAdministrator(core, 'otto');
    const session = openSession(core);
    await session.signIn('eva', PASSWORD);
    session.lock();
    await core.db.updateTable('auth_user').set({ is_active: 0 }).where('id', '=', id).execute();
    await session.signIn('otto', PASSWORD);
    expect(await session.person()).toMatchObject({ username: 'otto' });
  });

  it('is locked after its idle time also when its timer slept with the computer', async () => {
    const core = await createCore();
    await addAdministrator(core);
    const session = openSession(core);
    const idle = DEFAULTS.console.idleLockMinutes * MINUTE_MS;
    await session.signIn('eva', PASSWORD);
    expect(await session.state()).toMatchObject({ phase: 'signed-in' });
    core.clock.advance({ ms: idle - 1 });
    await session.touch();
    expect(await session.state()).toMatchObject({ phase: 'signed-in' });
    core.clock.advance({ ms: idle - 1 });
    expect(await session.state()).toMatchObject({ phase: 'signed-in' });
    core.clock.advance({ ms: 1 });
    expect(await session.person()).toBeNull();
    await session.touch();
    expect(await session.state()).toMatchObject({ phase: 'locked' });
    expect(session.lockedBy()).toEqual({ at: core.now(), by: 'idle' });
    session.lock('asleep');
    expect(session.lockedBy()?.by).toBe('idle');
    await session.signIn('eva', PASSWORD);
    expect(session.lockedBy()).toBeNull();
  });
});
