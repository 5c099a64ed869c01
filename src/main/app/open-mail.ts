import type { ChosenDatabase } from '../db/chosen-database.ts';
import type { Database } from '../db/open-database.ts';
import { isLastWorkedAt, noteStart } from '../db/worked-at.ts';
import { openCapturedSpool } from '../mail/captured/captured-spool.ts';
import { createCapturedStore } from '../mail/captured/captured-store.ts';
import { createCouriers } from '../mail/outbox/couriers.ts';
import { createDoctor } from '../mail/doctor/doctor.ts';
import { createOutbox } from '../mail/outbox/outbox.ts';
import { holdUnsent } from '../mail/outbox/hold-unsent.ts';
import { createReadingThreads } from '../mail/reading/reading-threads.ts';
import { recoverOutbox } from '../mail/outbox/recover-outbox.ts';
import { createMailTemplates } from '../mail/templates/templates.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import type { TemplateOverrides } from '../templates/overrides.ts';
import type { Events } from './events.ts';
import type { Platform } from './platform.ts';
import { startCapture } from './start-capture.ts';

/**
 * What writes, sends, catches and reads mail. Where nothing may be written, nothing is caught.
 *
 * @param given.smtpPort The wished port of the capture server; 0 takes any.
 * @param ends Gets the end of each part as soon as it is open.
 */
export async function openMail(
  given: {
    readonly db: Database;
    readonly isReadOnly: boolean;
    readonly chosen: ChosenDatabase;
    /** Whether its seal says that it is not the database that was here last. */
    readonly isForeign: boolean;
    readonly platform: Platform;
    readonly secrets: SecretStore;
    readonly overrides: TemplateOverrides;
    readonly smtpPort: number;
    readonly events: Events;
    readonly onError: (context: string, error: unknown) => void;
  },
  ends: AsyncDisposableStack,
) {
  const { db, isReadOnly, chosen, isForeign, platform, secrets, smtpPort, events, onError } = given;
  const { now, randomBytes } = platform;
  const templates = createMailTemplates(platform.resources, given.overrides);
  const outbox = createOutbox({ now, randomBytes, templates });
  const reading = createReadingThreads(platform.mailReading);
  ends.defer(reading.stop);
  const captured = createCapturedStore({
    db,
    spool: isReadOnly ? null : await openCapturedSpool(chosen.companions, db),
    reading: reading.indexing,
    now,
    onChange: () => events.publish(['captured']),
    onError: (error) => onError('indexing captured mail', error),
  });
  ends.defer(captured.stop);
  if (!isReadOnly) {
    await captured.index();
    await recoverOutbox(db, now());
  }
  const { publish } = events;
  const capture = isReadOnly
    ? null
    : await startCapture(
        { db, now, secrets, captured, wishedPort: smtpPort, publish, onError },
        ends,
      );
  // Only now: where the start fails, they are still its own Gatehouse's to send.
  if (!isReadOnly) {
    if (!(await isLastWorkedAt(db, chosen, isForeign))) await holdUnsent(db);
    await noteStart(db, chosen, randomBytes(12).toString('hex'));
  }
  const capturePort = capture?.port ?? null;
  const courier = createCouriers({
    db,
    now,
    secrets,
    outbox,
    capturePort,
    onChange: () => publish(['outbox', 'registrations']),
    onError: (error) => onError('courier', error),
  });
  ends.defer(courier.stop);
  const doctor = createDoctor({
    db,
    now,
    outbox,
    secrets,
    randomBytes,
    capturePort: () => capturePort,
    onChange: () => publish(['doctor']),
    onError: (error) => onError('doctor', error),
  });
  ends.defer(doctor.close);
  ends.defer(
    events.subscribe(({ topics }) => {
      if (!topics.includes('settings')) return;
      courier.resume();
      capture?.follow().catch((error: unknown) => onError('capture server', error));
    }),
  );

  /** Sends what is due, and reads what was caught before it could be read. */
  function begin(): void {
    if (isReadOnly) return;
    courier.wake();
    captured.indexOlder().catch((error: unknown) => onError('indexing captured mail', error));
  }

  const viewing = reading.viewing;
  return { templates, outbox, reading: viewing, captured, capture, courier, doctor, begin };
}
