import { openCapturedSpool } from '../../src/main/mail/captured/captured-spool.ts';
import type { Core } from './core.ts';
import { killAfter, startKillTarget } from './kill-rounds.ts';
import { connectRaw } from './raw-smtp-client.ts';

/** What became of mails sent to a capture server that was killed again and again. */
export interface CaptureCount {
  /** Mails that a client heard 250 for. */
  readonly taken: number;
  /** Of those: not there in the end, or with other bytes. */
  readonly lost: number;
  /** There more than once, whatever the client heard. */
  readonly twice: number;
}

const CLIENTS = 4;

/** Floods the capture server of a core's folder, killing it so long after the first mail. */
export async function killWhileCapturing(
  core: Core,
  times: Iterable<number>,
): Promise<CaptureCount> {
  const taken: string[] = [];
  let number = 0;

  async function sendUntilEnd(port: number, onTaken: () => void): Promise<void> {
    const client = connectRaw(port);
    for (let reply: string | null = ''; reply !== null;) {
      number += 1;
      const text = `Subject: mail ${number}\r\n\r\n${'words '.repeat(number % 600)}\r\n`;
      await client.startMail();
      client.socket.write(text);
      reply = await client.say('.');
      if (reply?.startsWith('250') !== true) continue;
      taken.push(text);
      onTaken();
    }
  }

  for (const ms of times) {
    const target = await startKillTarget(['capture', core.folder]);
    const begun = Promise.withResolvers<void>();
    // The end of a killed server may come as a reset.
    const clients = Array.from({ length: CLIENTS }, () =>
      sendUntilEnd(Number(target.said), begun.resolve).catch(() => undefined),
    );
    await begun.promise;
    await killAfter(ms, target);
    await Promise.all(clients);
  }
  await openCapturedSpool(core.folder, core.db);
  const rows = await core.db.selectFrom('gatehouse_captured_mail').select('raw').execute();
  const kept = Map.groupBy(rows, ({ raw }) => raw.toString());
  return {
    taken: taken.length,
    lost: taken.filter((text) => !kept.has(text)).length,
    twice: [...kept.values()].filter(({ length }) => length > 1).length,
  };
}
