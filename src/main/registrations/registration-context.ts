import type { PasswordHasher } from '../accounts/password/hasher.ts';
import type { PasswordValidator } from '../accounts/password/validate.ts';
import type { Outbox } from '../mail/outbox/outbox.ts';
import type { BatchContext } from '../operations/run-in-batches.ts';
import type { SigningKey } from '../settings/signing-key.ts';

/** What every act of this area works with. */
export interface RegistrationContext extends BatchContext {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly outbox: Outbox;
  /** How long mails of an administrator's act wait for an undo, in milliseconds. */
  readonly graceMs: number;
}

/** What registering at the accounts site works with besides. */
export interface SignUpContext extends RegistrationContext {
  readonly hasher: PasswordHasher;
  readonly validatePassword: PasswordValidator;
  readonly signingKey: SigningKey;
  /** Mail domains for one-time addresses, in lower-case ASCII. */
  readonly disposableDomains: ReadonlySet<string>;
}
