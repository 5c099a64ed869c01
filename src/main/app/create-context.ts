import { createPasswordHasher } from '../accounts/password/hasher.ts';
import { createPasswordValidator } from '../accounts/password/validate.ts';
import { readLines } from '../accounts/read-lines.ts';
import { createJobs } from '../operations/jobs.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { readPasswordRules } from '../settings/password-rules.ts';
import type { Events } from './events.ts';
import type { Platform } from './platform.ts';

const GRACE_MS = 10_000;

/**
 * What every act on accounts works with.
 * @param given.passwordIterations Rounds of pbkdf2 for new passwords; Django's newest when left out.
 * @param given.graceMs How long mails of an administrator's act wait for an undo, in milliseconds.
 */
export async function createContext(
  given: Pick<SignUpContext, 'db' | 'outbox' | 'signingKey'> & {
    readonly platform: Platform;
    readonly passwordIterations?: number;
    readonly graceMs?: number;
    readonly events: Events;
    readonly onError: (context: string, error: unknown) => void;
  },
): Promise<SignUpContext> {
  const { db, outbox, signingKey, passwordIterations: iterations, graceMs = GRACE_MS } = given;
  const { now, randomBytes, resources } = given.platform;
  return {
    db,
    now,
    randomBytes,
    outbox,
    jobs: createJobs({
      now,
      onChange: () => given.events.publish(['jobs']),
      onError: (error) => given.onError('jobs', error),
    }),
    graceMs,
    hasher: createPasswordHasher({ randomBytes, ...(iterations ? { iterations } : {}) }),
    validatePassword: createPasswordValidator({
      commonPasswords: await readLines(new URL('common-passwords.txt', resources)),
      rules: () => readPasswordRules(db),
    }),
    signingKey,
    disposableDomains: await readLines(new URL('disposable-domains.txt', resources)),
  };
}
