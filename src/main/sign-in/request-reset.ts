import { resetRefusal } from '../accounts/judge-accounts.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { type AccountRecord, findByEmail } from '../accounts/find-accounts.ts';
import type { Database } from '../db/open-database.ts';
import { VISITOR } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import { mailNobody } from '../registrations/mail-nobody.ts';
import { mayMail } from '../registrations/mail-limit.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { findWaiting, mailNewLinks } from '../registrations/resend-by-visitor.ts';
import { putResetMails } from './password-mails.ts';

/**
 * Mails a reset link to every active account with this address; who has not followed the link of
 * the sign-up gets that one again. The answer and the work are the same when there is nobody, when
 * the account is inactive or without a password, and when there were too many requests: mail is
 * only put into the outbox, so a mail server that is down changes nothing (CVE-2024-45231).
 *
 * @returns What is wrong with the address as such, or null.
 */
export async function requestReset(
  context: SignUpContext,
  email: string,
  equalise: typeof mailNobody = mailNobody,
): Promise<string | null> {
  const checked = checkEmailAddress(email);
  if (!checked.ok) return checked.message;
  const { address } = checked;
  const mayGo = await mayMail(context.db, address, context.now());
  const secretKey = await context.signingKey.read();
  const reached = await findReached(context.db, address);
  const waiting = await findWaiting(context, address);
  const mail = async (operation: Operation, to = address) => {
    const accounts = await findReached(operation.db, to);
    await putResetMails(context, operation, { accounts, secretKey, graceMs: 0 });
    await mailNewLinks(context, operation, await findWaiting(operation, to));
  };
  if (mayGo && reached.length + waiting.length > 0) {
    const request = { kind: 'accounts.requestReset', actor: VISITOR, at: context.now() } as const;
    await runOperation(context.db, request, mail);
  } else await equalise(context, { isActive: true }, mail);
  return null;
}

async function findReached(db: Database, address: string): Promise<readonly AccountRecord[]> {
  const accounts = await findByEmail(db, address);
  return accounts.filter((account) => resetRefusal(account) === null);
}
