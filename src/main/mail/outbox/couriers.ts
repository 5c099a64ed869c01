import { sql } from 'kysely';

import type { Database } from '../../db/open-database.ts';
import type { SecretStore } from '../../settings/secret-store.ts';
import { type Courier, createCourier } from './courier.ts';
import { chosenDelivery, releaseDelivery } from './delivery.ts';
import type { Outbox } from './outbox.ts';

/**
 * A courier for what leaves by the live choice, and one for each server that captured mails were
 * released to, made when it is first needed. A server that fails holds up its own mails only.
 */
export function createCouriers(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly secrets: SecretStore;
  readonly outbox: Pick<Outbox, 'bytesOf'>;
  readonly capturePort: number | null;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): Courier {
  const { db, secrets, outbox, capturePort, onError } = given;
  const shared = {
    ...given,
    random: Math.random,
    bytesOf: (id: number) => outbox.bytesOf(db, id),
  };
  const live = createCourier({
    ...shared,
    delivery: () => chosenDelivery(db, secrets, capturePort),
  });
  const others = new Map<string, Courier>();
  let asked: Promise<void> = Promise.resolve();
  let stopped = false;

  function courierFor(profile: string): Courier {
    const known = others.get(profile);
    if (known) return known;
    const delivery = () => releaseDelivery(db, secrets, profile);
    const courier = createCourier({ ...shared, profile, delivery });
    others.set(profile, courier);
    return courier;
  }

  /** Those with something to send. */
  async function needed(): Promise<readonly Courier[]> {
    const rows = await db
      .selectFrom('gatehouse_outbox')
      .select('profile')
      .distinct()
      .where(sql<boolean>`+state IN ('queued', 'deferred')`)
      .where('profile', 'is not', null)
      .execute();
    return rows.map(({ profile }) => courierFor(profile ?? ''));
  }

  function each(act: (courier: Courier) => void): void {
    act(live);
    if (!stopped) asked = needed().then((couriers) => couriers.forEach(act), onError);
  }

  return {
    wake: () => each((courier) => courier.wake()),
    resume: () => each((courier) => courier.resume()),
    flush: async () => {
      await Promise.all([live, ...(await needed())].map((courier) => courier.flush()));
    },
    stop: async () => {
      stopped = true;
      await asked;
      await Promise.all([live, ...others.values()].map((courier) => courier.stop()));
    },
    get pause() {
      const paused = [live, ...others.values()].find(({ pause }) => pause !== null);
      return paused?.pause ?? null;
    },
    get slowed() {
      return live.slowed;
    },
  };
}
