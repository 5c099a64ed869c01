import { expect, it, onTestFinished } from 'vitest';

import { killWhileCapturing } from '../../support/capture-kills.ts';
import { createCore, register } from '../../support/core.ts';
import {
  killAfter,
  killWhileSending,
  startKillTarget,
  withDueMails,
} from '../../support/kill-rounds.ts';
import { change } from '../../support/site-flows.ts';
import { startSmtpSink } from '../../support/smtp-sink.ts';

it('a process killed while it activates leaves all or nothing', { timeout: 120_000 }, async () => {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 0 });
  const people = 60;
  for (let number = 0; number < people; number += 1) await register(core, `person-${number}`);
  for (const ms of [1, 5, 10, 20, 40, 80]) {
    await killAfter(ms, await startKillTarget(['activate', core.folder]));
    const rows = await core.db
      .selectFrom('auth_user')
      .select('id')
      .where('is_active', '=', 1)
      .execute();
    const profiles = await core.db
      .selectFrom('registration_registrationprofile')
      .select('id')
      .where('activated', '=', 1)
      .execute();
    const told = await core.db
      .selectFrom('gatehouse_outbox')
      .select('id')
      .where('kind', '=', 'activated')
      .execute();
    expect([0, people]).toContain(rows.length);
    expect(profiles).toHaveLength(rows.length);
    expect(told).toHaveLength(rows.length);
    if (rows.length === people) break;
  }
  // Left alone it does activate them.
  await (
    await startKillTarget(['activate', core.folder])
  ).ended;
  const active = await core.db
    .selectFrom('auth_user')
    .select('id')
    .where('is_active', '=', 1)
    .execute();
  expect(active).toHaveLength(people);
});

it(
  'a process killed while it sends loses no mail and sends none twice without saying so',
  { timeout: 120_000 },
  async () => {
    const people = 40;
    const core = await withDueMails(people);
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    const times = Array.from({ length: 7 }, (_, round) => 2 + ((round * 7) % 23));
    const { sent, uncertain, lost, wrong } = await killWhileSending(core, sink, times);
    expect({ all: sent + uncertain, lost, wrong }).toEqual({ all: people, lost: 0, wrong: 0 });
  },
);

it(
  'a process killed while it captures has every mail that a client heard 250 for, and none twice',
  { timeout: 120_000 },
  async () => {
    const core = await createCore();
    const { taken, lost, twice } = await killWhileCapturing(core, [40, 90, 200]);
    expect(taken).toBeGreaterThan(0);
    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
  },
);
