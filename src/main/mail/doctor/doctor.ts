import type { Examination, Verdict } from '../../../shared/contract/doctor.ts';
import type { ProfileInput } from '../../../shared/contract/mail-settings.ts';
import { invalidFields } from '../../../shared/errors.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { checkEmailAddress } from '../../accounts/email-address.ts';
import { checkProfile } from '../../settings/check-profile.ts';
import type { SecretStore } from '../../settings/secret-store.ts';
import { readSetting } from '../../settings/settings-store.ts';
import { captureDelivery, type Delivery, smtpDelivery } from '../outbox/delivery.ts';
import { NoDeliveryError } from '../outbox/no-delivery.ts';
import { storedSecrets, typedSecrets } from '../outbox/profile-secrets.ts';
import type { TestMailContext } from './test-mail.ts';
import { examine } from './examine.ts';
import { createVerdicts } from './verdicts.ts';

export interface Doctor {
  /**
   * Begins to examine a form as typed, or the capture server when there is none.
   *
   * @returns The name under which to ask how it goes.
   * @throws RefusedError `invalid-input` with the fields' messages.
   */
  start(person: Person, wish: Wish): Promise<string>;
  /** How far it has come, or null when nobody knows of it. */
  progress(run: string): Examination | null;
  /** What was last found of a saved server as it is now, or null where just that was not examined. */
  verdictOf(id: string): Promise<Verdict | null>;
  /** Ends an examination where it stands. */
  stop(run: string): void;
  /** Ends all of them. */
  close(): Promise<void>;
}

interface Wish {
  readonly profile: ProfileInput | null;
  /** Who gets a test mail at the end, or null for nobody. */
  readonly to: string | null;
}

interface Run {
  readonly controller: AbortController;
  seen: Examination;
}

/** How many examinations are remembered. */
const REMEMBERED = 20;

const BEGUN: Examination = {
  running: true,
  steps: [],
  next: 'dns',
  problem: null,
  reply: null,
  messageId: null,
  transcript: '',
};

/** Examines mail servers step by step, several at a time, each of which can be watched. */
export function createDoctor(
  context: TestMailContext & {
    readonly secrets: SecretStore;
    readonly randomBytes: (size: number) => Buffer;
    readonly capturePort: () => number | null;
    readonly onChange: () => void;
    readonly onError: (error: unknown) => void;
  },
): Doctor {
  const runs = new Map<string, Run>();
  const working = new Set<Promise<void>>();
  const verdicts = createVerdicts();
  const { db, secrets, now } = context;

  async function deliveryOf(profile: ProfileInput | null): Promise<Delivery> {
    if (profile === null) return captureDelivery(context.capturePort());
    // What it will be called says nothing of the server.
    const named = { ...profile, name: profile.name.trim() || 'unnamed' };
    const checked = checkProfile(named, profile.id ?? '');
    return smtpDelivery(checked, await typedSecrets(context.secrets, checked, profile.secrets));
  }

  async function start(person: Person, { profile, to }: Wish): Promise<string> {
    const recipient = to === null ? null : checkEmailAddress(to);
    if (recipient && !recipient.ok) throw invalidFields({ to: [recipient.message] });
    const run: Run = { controller: new AbortController(), seen: BEGUN };
    const name = context.randomBytes(12).toString('hex');
    runs.set(name, run);
    for (const old of [...runs.keys()].slice(0, -REMEMBERED)) runs.delete(old);
    const see = (change: Partial<Examination>): void => {
      run.seen = { ...run.seen, ...change };
      context.onChange();
    };
    try {
      const delivery = await deliveryOf(profile);
      const { signal } = run.controller;
      const { fromAddress } = await readSetting(db, 'mail');
      const work = examine(context, {
        delivery,
        to: recipient?.address ?? null,
        person,
        signal,
        see: (change) => see(change(run.seen)),
      })
        .then(() => {
          if (signal.aborted) return;
          const problem = run.seen.problem?.title ?? null;
          verdicts.keep(delivery, fromAddress, { at: now().toISOString(), problem });
        })
        .catch(context.onError)
        .finally(() => {
          working.delete(work);
          see({ running: false, next: null });
        });
      working.add(work);
    } catch (error) {
      if (!(error instanceof NoDeliveryError)) throw error;
      const { title, advice, field, fixes } = error;
      const words = { title, advice: `No mail can leave this way. ${advice}` };
      see({ running: false, next: null, problem: { ...words, reply: null, field, fixes } });
    }
    return name;
  }

  async function verdictOf(id: string): Promise<Verdict | null> {
    const { profiles, fromAddress } = await readSetting(db, 'mail');
    const profile = profiles.find((each) => each.id === id);
    if (!profile) return null;
    try {
      const delivery = smtpDelivery(profile, await storedSecrets(secrets, profile));
      return verdicts.of(delivery, fromAddress);
    } catch (error) {
      if (error instanceof NoDeliveryError) return null;
      throw error;
    }
  }

  return {
    start,
    verdictOf,
    progress: (run) => runs.get(run)?.seen ?? null,
    stop: (run) => runs.get(run)?.controller.abort(),
    close: async () => {
      for (const { controller } of runs.values()) controller.abort();
      await Promise.all(working);
    },
  };
}
