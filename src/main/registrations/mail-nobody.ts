import { insertAccount, type NewAccount } from '../accounts/account-store.ts';
import { describeSqliteError } from '../db/sqlite-error.ts';
import { SYSTEM } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import { createActivationKey } from './activation-key.ts';
import type { RegistrationContext } from './registration-context.ts';

/** Ends the transaction in which somebody was made up. */
class NobodyThere extends Error {}

/**
 * Does the work of a mail where none may go: for a person who is made up for it, in a transaction
 * that is taken back. Who asks for a mail to an address that nobody has waits as long as who asks
 * for one that somebody has (ASVS 6.3.8).
 *
 * @param person.isActive Whom the mail is for: an account that is active, or a sign-up that waits.
 * @param work What is done for whoever is found at an address.
 */
export async function mailNobody(
  context: RegistrationContext,
  person: { readonly isActive: boolean },
  work: (operation: Operation, address: string) => Promise<void>,
): Promise<void> {
  const request = { kind: 'mail.nobody', actor: SYSTEM, at: context.now() } as const;
  const key = createActivationKey(context.randomBytes);
  const email = `${key}@localhost`;
  try {
    await runOperation(context.db, request, async (operation) => {
      await makeUp(operation, { ...person, username: key, password: key, email });
      await work(operation, email);
      throw new NobodyThere();
    });
  } catch (error) {
    if (!(error instanceof NobodyThere)) throw error;
  }
  // What the disk takes.
  await runOperation(context.db, request, async () => {});
}

/** A site may ask more of an account than Django does: there nobody can be made up. */
async function makeUp(operation: Operation, account: NewAccount): Promise<void> {
  try {
    const userId = await insertAccount(operation, account);
    if (account.isActive) return;
    const profile = { user_id: userId, activation_key: account.username, activated: 0 };
    await operation.insert('registration_registrationprofile', [profile]);
  } catch (error) {
    if (describeSqliteError(error)?.code !== 'conflict') throw error;
  }
}
