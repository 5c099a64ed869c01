import type { Person as Administrator } from '../accounts/account-guards.ts';
import type { CancelMails } from '../accounts/manage-accounts.ts';
import { createPasswordHasher, type PasswordHasher } from '../accounts/password/hasher.ts';
import type { Database } from '../db/open-database.ts';
import { createJobs } from '../operations/jobs.ts';
import { createOutbox } from '../mail/outbox/outbox.ts';
import { createMailTemplates, type MailTemplates } from '../mail/templates/templates.ts';
import type { Operation } from '../operations/operation.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import type { Person } from './people.ts';
import { createRandom, type Random } from './random.ts';

/** What the story is played on: the services, and a clock that goes where the story is. */
export interface Stage extends SignUpContext {
  readonly templates: MailTemplates;
  /** When the story ends. */
  readonly today: Date;
  readonly random: Random;
  readonly cancelMails: CancelMails;
  readonly tellPasswordSet: (operation: Operation, accountId: number) => Promise<void>;
  /** Stores what lets nobody in: nobody needs the passwords of made-up people. */
  readonly hasher: PasswordHasher;
  /** Stores a password that works, for who is to sign in. */
  readonly trueHasher: PasswordHasher;
  readonly moveTo: (instant: Date) => void;
  /** Where the accounts site answers. */
  readonly accountsSiteDomain: () => string;
  /** The staff of the site by user name, once they are there. */
  readonly staff: Map<string, Administrator>;
  /** Account ids by user name, and who has them. */
  readonly ids: Map<string, number>;
  readonly people: Map<number, Person>;
}

/** Makes the stage on an open database. `now` is when the story ends. */
export function createStage(given: {
  readonly db: Database;
  readonly resources: URL;
  readonly now: Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly seed: number;
  readonly sitePort: number;
}): Stage {
  const { db, randomBytes } = given;
  let instant = given.now;
  const now = (): Date => instant;
  const templates = createMailTemplates(given.resources);
  const outbox = createOutbox({ now, randomBytes, templates });
  return {
    db,
    now,
    accountsSiteDomain: () => `127.0.0.1:${given.sitePort}`,
    today: given.now,
    randomBytes,
    random: createRandom(given.seed),
    outbox,
    templates,
    jobs: createJobs({
      now,
      onChange: () => {},
      onError(error) {
        throw error;
      },
    }),
    graceMs: 10_000,
    cancelMails: outbox.cancelFor,
    tellPasswordSet: async () => {},
    validatePassword: async () => [],
    // Nothing in the story is signed with it: the real one is made at the first start.
    signingKey: { read: async () => '' },
    disposableDomains: new Set(),
    hasher: withoutPasswords(randomBytes),
    trueHasher: createPasswordHasher({ randomBytes }),
    moveTo: (next) => {
      instant = next;
    },
    staff: new Map(),
    ids: new Map(),
    people: new Map(),
  };
}

/** A member of the staff. @throws Error when the story has not brought them in yet. */
export function staffOf(stage: Stage, username: string): Administrator {
  const person = stage.staff.get(username);
  if (!person) throw new Error(`${username} is not on the staff yet.`);
  return person;
}

/** Django's unusable password: an exclamation mark and 40 characters of chance (make_password). */
function withoutPasswords(randomBytes: (size: number) => Buffer): PasswordHasher {
  return {
    encode: async () => `!${randomBytes(20).toString('hex')}`,
    check: async () => ({ matches: false, mustUpgrade: false }),
    checkNothing: async () => {},
  };
}
