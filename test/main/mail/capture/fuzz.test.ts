import { expect, onTestFinished, test } from 'vitest';

import { type ReceivedMail, startCaptureServer } from '../../../../src/main/mail/capture/server.ts';
import { playSession, type SessionKind, SMUGGLER } from '../../../fuzz/smtp-sessions.ts';
import { connectRaw } from '../../../support/raw-smtp-client.ts';

const SESSIONS = 400;
/** How many are played at a time: so few that none gives up on a busy machine. */
const AT_ONCE = 40;

test(`${SESSIONS} random sessions end no server and smuggle no mail in`, async () => {
  const mails: ReceivedMail[] = [];
  const server = await startCaptureServer({
    port: 0,
    name: 'gatehouse.test',
    now: () => new Date('2026-03-01T10:00:00Z'),
    onMail: async (mail) => void mails.push(mail),
    onError: () => {},
  });
  onTestFinished(() => server.close());
  const seeds = Array.from({ length: SESSIONS }, (_, index) => index).values();
  const kinds = new Set<SessionKind>();
  const player = async (): Promise<void> => {
    for (const seed of seeds) kinds.add(await playSession(server.port, seed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, player));
  expect(kinds.size).toBe(5);
  expect(mails.length).toBeGreaterThan(SESSIONS / 10);
  expect(mails.filter(({ envelopeFrom }) => envelopeFrom === SMUGGLER)).toEqual([]);
  const last = connectRaw(server.port);
  await last.startMail();
  last.socket.write('Subject: still here\r\n.\r\n');
  expect(await last.reply()).toMatch(/^250/);
  last.socket.destroy();
}, 60_000);
