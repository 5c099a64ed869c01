import type { Outcome } from '../../shared/contract/operations.ts';
import { resetRefusal } from '../accounts/act-refusals.ts';
import { guardSelf, type Person, refusalFor } from '../accounts/account-guards.ts';
import { type AccountRecord, readAccountRecords } from '../accounts/find-accounts.ts';
import { createLostPasswords } from '../accounts/password/lost-password.ts';
import { keySet } from '../operations/row-store.ts';
import { outcomeOf } from '../operations/outcome-of.ts';
import { runInBatches } from '../operations/run-in-batches.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { putResetMails } from './password-mails.ts';

/**
 * Ends passwords, as after a leak: none works any more, sessions end, and each person gets a link
 * to choose a new one. Nobody learns or chooses it for them (ASVS 6.4.6). What is stored instead
 * looks like a password's hash, so that people who lose the mail can ask for another link.
 *
 * An undo brings the old passwords back for those who have not chosen a new one yet, and takes
 * unsent mails back; the sessions stay ended.
 *
 * @throws RefusedError `conflict` unless somebody who is among them has said so.
 */
export async function requireNewPassword(
  context: SignUpContext,
  request: {
    readonly ids: readonly number[];
    readonly includeSelf: boolean;
    readonly person: Person;
  },
): Promise<Outcome> {
  const { ids, includeSelf, person } = request;
  guardSelf(person, ids, includeSelf);
  const secretKey = await context.signingKey.read();
  const lostPassword = await createLostPasswords(context.hasher, context.randomBytes);
  const actor = { accountId: person.id, label: person.username, via: 'console' } as const;
  const result = await runInBatches(
    context,
    { kind: 'accounts.requireNewPassword', actor, at: context.now(), items: ids },
    async (operation, { items }) => {
      const accounts = await readAccountRecords(operation.db, items);
      const skipped: Outcome['skipped'] = [];
      const chosen: AccountRecord[] = [];
      for (const account of accounts) {
        const reason = refusalFor(person, account) ?? resetRefusal(account);
        if (reason === null) chosen.push({ ...account, password: lostPassword() });
        else skipped.push({ id: account.id, name: account.username, reason });
      }
      await operation.update(
        'auth_user',
        chosen.map(({ id, password }) => ({ id, password })),
      );
      await operation.db
        .deleteFrom('gatehouse_session')
        .where('user_id', 'in', keySet(chosen.map(({ id }) => id)))
        .execute();
      const { graceMs } = context;
      await putResetMails(context, operation, { accounts: chosen, secretKey, graceMs });
      return { done: chosen.length, skipped };
    },
  );
  return outcomeOf(result);
}
