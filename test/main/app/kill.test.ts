import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { expect, it, onTestFinished } from 'vitest';

import { type Core, createCore, register } from '../../support/core.ts';
import { change } from '../../support/site-flows.ts';
import { startSmtpSink } from '../../support/smtp-sink.ts';

const TARGET = fileURLToPath(new URL('../../support/kill-target.ts', import.meta.url));

/** Starts the target and waits until it has begun. */
async function start(
  args: readonly string[],
): Promise<{ child: ChildProcess; ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [TARGET, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout ?? child, 'data');
  return { child, ended };
}

/** Kills the target after a time, unless it has ended by itself. */
async function killAfter(ms: number, target: Awaited<ReturnType<typeof start>>): Promise<void> {
  const timer = setTimeout(() => target.child.kill('SIGKILL'), ms);
  await target.ended;
  clearTimeout(timer);
}

async function waitingMails({ db }: Core): Promise<number> {
  const rows = await db
    .selectFrom('gatehouse_outbox')
    .select('id')
    .where('state', 'in', ['queued', 'sending', 'deferred'])
    .execute();
  return rows.length;
}

it('a process killed while it activates leaves all or nothing', { timeout: 60_000 }, async () => {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 0 });
  const people = 60;
  for (let number = 0; number < people; number += 1) await register(core, `person-${number}`);
  for (const ms of [1, 5, 10, 20, 40, 80]) {
    await killAfter(ms, await start(['activate', core.folder]));
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
});

it(
  'a process killed while it sends loses no mail and sends none twice without saying so',
  { timeout: 60_000 },
  async () => {
    const core = await createCore();
    await change(core, 'registration', { holdAfter: 0 });
    const people = 40;
    for (let number = 0; number < people; number += 1) await register(core, `person-${number}`);
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ next_attempt_at: '2020-01-01 00:00:00', not_after: null })
      .execute();
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    const args = ['send', core.folder, String(sink.port)];
    for (let round = 0; round < 30 && (await waitingMails(core)) > 0; round += 1) {
      await killAfter(2 + ((round * 7) % 23), await start(args));
    }
    const last = await start(args);
    await last.ended;
    const mails = await core.db
      .selectFrom('gatehouse_outbox')
      .select(['message_id', 'state'])
      .execute();
    const received = sink.messages.map(
      (text) => /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim() ?? '',
    );
    const times = (id: string): number => received.filter((each) => each === id).length;
    for (const { message_id, state } of mails) {
      expect(['sent', 'uncertain']).toContain(state);
      if (state === 'sent') expect(times(message_id)).toBe(1);
      else expect(times(message_id)).toBeLessThanOrEqual(1);
    }
    expect(mails).toHaveLength(people);
  },
);
