import { expect, onTestFinished, test } from 'vitest';

import { type ReceivedMail, startCaptureServer } from '../../../../src/main/mail/capture/server.ts';
import { playSession, SMUGGLER } from '../../../fuzz/smtp-sessions.ts';
import { connectRaw } from '../../../support/raw-smtp-client.ts';

const SESSIONS = 400;

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
  const seeds = Array.from({ length: SESSIONS }, (_, index) => index);
  const kinds = await Promise.all(seeds.map((seed) => playSession(server.port, seed)));
  expect(new Set(kinds).size).toBe(5);
  expect(mails.length).toBeGreaterThan(SESSIONS / 5);
  expect(mails.filter(({ envelopeFrom }) => envelopeFrom === SMUGGLER)).toEqual([]);
  const last = connectRaw(server.port);
  await last.startMail();
  last.socket.write('Subject: still here\r\n.\r\n');
  expect(await last.reply()).toMatch(/^250/);
  last.socket.destroy();
}, 60_000);
