import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { type Core, createCore, register } from './core.ts';
import { change } from './site-flows.ts';
import type { SmtpSink } from './smtp-sink.ts';

const TARGET = fileURLToPath(new URL('kill-target.ts', import.meta.url));

export interface KillTarget {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** What it said when it had begun. */
  readonly said: string;
}

/** Starts the target and waits until it has begun. */
export async function startKillTarget(args: readonly string[]): Promise<KillTarget> {
  const child = spawn(process.execPath, [TARGET, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [said] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return { child, ended, said: said.toString() };
}

/** Kills the target after a time, unless it has ended by itself. */
export async function killAfter(ms: number, target: KillTarget): Promise<void> {
  const timer = setTimeout(() => target.child.kill('SIGKILL'), ms);
  await target.ended;
  clearTimeout(timer);
}

/** What became of the mails of an outbox whose sender was killed again and again. */
export interface KillCount {
  readonly kills: number;
  readonly sent: number;
  readonly uncertain: number;
  /** Neither sent nor shown as uncertain. */
  readonly lost: number;
  /** The server has a mail twice, or has none that is shown as sent. */
  readonly wrong: number;
}

/** A core in whose outbox so many mails are due, and will be for good. */
export async function withDueMails(count: number): Promise<Core> {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 0 });
  for (let number = 0; number < count; number += 1) await register(core, `person-${number}`);
  await core.db
    .updateTable('gatehouse_outbox')
    .set({ next_attempt_at: '2020-01-01 00:00:00', not_after: null })
    .execute();
  return core;
}

/**
 * Sends what is due, killing the sender after each of the times, until the times or the mails are
 * used up; then lets it end, and compares the outbox with what the server got.
 */
export async function killWhileSending(
  core: Core,
  sink: SmtpSink,
  times: Iterable<number>,
): Promise<KillCount> {
  const args = ['send', core.folder, String(sink.port)];
  let kills = 0;
  for (const ms of times) {
    if ((await waitingMails(core)) === 0) break;
    await killAfter(ms, await startKillTarget(args));
    kills += 1;
  }
  const last = await startKillTarget(args);
  await last.ended;
  return { kills, ...(await compare(core, sink)) };
}

async function compare({ db }: Core, sink: SmtpSink): Promise<Omit<KillCount, 'kills'>> {
  const mails = await db.selectFrom('gatehouse_outbox').select(['message_id', 'state']).execute();
  const received = new Map<string, number>();
  for (const text of sink.messages) {
    const id = /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim() ?? '';
    received.set(id, (received.get(id) ?? 0) + 1);
  }
  const count = { sent: 0, uncertain: 0, lost: 0, wrong: 0 };
  for (const { message_id, state } of mails) {
    const times = received.get(message_id) ?? 0;
    if (state === 'sent') count.sent += 1;
    else if (state === 'uncertain') count.uncertain += 1;
    else count.lost += 1;
    if (times > 1 || (state === 'sent' && times !== 1)) count.wrong += 1;
  }
  return count;
}

async function waitingMails({ db }: Core): Promise<number> {
  const rows = await db
    .selectFrom('gatehouse_outbox')
    .select('id')
    .where('state', 'in', ['queued', 'sending', 'deferred'])
    .execute();
  return rows.length;
}
