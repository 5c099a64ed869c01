import { expect, onTestFinished } from 'vitest';

import { createCouriers } from '../../src/main/mail/outbox/couriers.ts';
import { createConsoleCore, signIn } from './console-core.ts';
import { profileInput } from './mail-profile.ts';
import { startSmtpSink, type SmtpSinkOptions } from './smtp-sink.ts';

/** A mail as it is captured. */
export const MAIL = 'Message-ID: <first@shop.example>\r\nSubject: Welcome\r\n\r\nHello.\r\n';

/** A console with these captured mails, and a server to release them through. */
export async function consoleToRelease(
  mails: readonly (string | Buffer)[],
  options: SmtpSinkOptions = {},
) {
  const core = await createConsoleCore();
  await signIn(core);
  for (const raw of mails) {
    await core.services.captured.add({
      raw: Buffer.from(raw),
      envelopeFrom: 'noreply@shop.example',
      envelopeTo: ['anna@people.example', 'otto@people.example'],
      receivedAt: core.now(),
    });
  }
  await core.services.captured.settled();
  const sink = await startSmtpSink(options);
  onTestFinished(() => sink.close());
  const server = { host: '127.0.0.1', port: sink.port, security: 'none', auth: 'none' } as const;
  const { id: profile } = await core.call('mailSettings.saveProfile', {
    ...profileInput({ ...server, user: '' }),
    basedOn: null,
  });
  return { ...core, sink, profile };
}

/** The couriers of the application, with nothing live but capturing. */
export function couriersOf(
  { db, now, secrets, outbox }: Awaited<ReturnType<typeof consoleToRelease>>,
  capturePort: number | null = null,
) {
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const couriers = createCouriers({
    db,
    now,
    secrets,
    outbox,
    capturePort,
    onError,
    onChange: () => {},
  });
  onTestFinished(async () => {
    await couriers.stop();
    expect(errors).toEqual([]);
  });
  return couriers;
}
