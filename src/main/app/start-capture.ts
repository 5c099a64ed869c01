import type { Topic } from '../../shared/topics.ts';
import type { Database } from '../db/open-database.ts';
import { captureCertificate } from '../mail/capture/certificate.ts';
import { createFaults, type Faults } from '../mail/capture/faults.ts';
import { startCaptureServer } from '../mail/capture/server.ts';
import type { CapturedStore } from '../mail/captured/captured-store.ts';
import { keepWithinLimits } from '../mail/captured/retention.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import { readSetting } from '../settings/settings-store.ts';
import { listenOnFreePort } from './listen-on-free-port.ts';

export interface Capture {
  readonly port: number;
  /** What to tell the person when it is not the wished port, or null. */
  readonly notice: string | null;
  /** What goes wrong on purpose. */
  readonly faults: Pick<Faults, 'hits'>;
  /** Makes the server and its catch follow their settings. */
  follow(): Promise<void>;
}

/**
 * Starts catching mail, and keeps the catch within its limits.
 *
 * @param ends Gets its end: it takes no more mail then and finishes what it has.
 */
export async function startCapture(
  given: {
    readonly db: Database;
    readonly now: () => Date;
    readonly secrets: SecretStore;
    readonly captured: CapturedStore;
    /** 0 takes any. */
    readonly wishedPort: number;
    /** Says that mails were removed, or a fault has happened on purpose. */
    readonly publish: (topics: readonly Topic[]) => void;
    readonly onError: (what: string, error: unknown) => void;
  },
  ends: AsyncDisposableStack,
): Promise<Capture> {
  const { db, now, secrets, captured, wishedPort, publish, onError } = given;
  const faults = createFaults({ random: Math.random, onHit: () => publish(['faults']) });
  const tls = await captureCertificate(secrets, now());
  const { server, notice } = await listenOnFreePort(wishedPort, 'capture server', (port) =>
    startCaptureServer({
      port,
      now,
      name: 'gatehouse',
      tls,
      faults,
      onMail: (mail) => captured.add(mail),
      onError: (error) => onError('capture server', error),
    }),
  );
  ends.defer(server.close);
  const retention = keepWithinLimits({
    db,
    now,
    onChange: () => publish(['captured']),
    onError: (error) => onError('removing old mails', error),
  });
  ends.defer(retention.stop);

  async function follow(): Promise<void> {
    faults.follow((await readSetting(db, 'faults')).rules);
    server.offerTls((await readSetting(db, 'capture')).offerTls);
    await retention.run();
  }
  await follow();
  return {
    port: server.port,
    notice,
    faults,
    follow,
  };
}
