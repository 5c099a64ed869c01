import { expect, onTestFinished } from 'vitest';

import { createCourier } from '../../src/main/mail/outbox/courier.ts';
import type { Delivery } from '../../src/main/mail/outbox/delivery.ts';
import type { Core } from './core.ts';
import { type SmtpSinkOptions, startSmtpSink } from './smtp-sink.ts';

/** A server on this machine, in clear. */
export function deliveryTo(port: number): Delivery {
  const server = { host: '127.0.0.1', port, security: 'none', user: null, password: null } as const;
  return { destination: `127.0.0.1:${port}`, server };
}

/** A courier that is stopped after the test, and that must have told of these errors only. */
export function startCourier(
  core: Core,
  delivery: () => Promise<Delivery>,
  expectedErrors: readonly RegExp[] = [],
  given: Partial<Pick<Parameters<typeof createCourier>[0], 'now' | 'onChange'>> = {},
) {
  const errors: unknown[] = [];
  const courier = createCourier({
    db: core.db,
    now: core.now,
    random: () => 0.5,
    bytesOf: (id) => core.outbox.bytesOf(core.db, id),
    delivery,
    onChange: () => {},
    onError: (error) => errors.push(error),
    ...given,
  });
  onTestFinished(async () => {
    await courier.stop();
    expect(errors.map(String)).toEqual(expectedErrors.map((words) => expect.stringMatching(words)));
  });
  return courier;
}

/** A courier and the server that it sends to. */
export async function withSink(core: Core, options: SmtpSinkOptions = {}) {
  const sink = await startSmtpSink(options);
  onTestFinished(() => sink.close());
  const courier = startCourier(core, async () => deliveryTo(sink.port));
  return { sink, courier };
}

/** Every mail of the outbox, oldest first. */
export async function outbox({ db }: Core) {
  return db.selectFrom('gatehouse_outbox').selectAll().orderBy('id').execute();
}

/** Eva's hand on the outbox. */
export function hand({ now }: Core) {
  return { at: now(), by: 'eva' };
}

/** An undo under way that is no operation of the log, for the outbox alone. */
export function undoing({ db, now }: Core) {
  return { db, id: 0, at: now() };
}
