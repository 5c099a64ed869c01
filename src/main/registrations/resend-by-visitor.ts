import { checkEmailAddress } from '../accounts/email-address.ts';
import { findByEmail } from '../accounts/find-accounts.ts';
import { holdReasons } from '../mail/outbox/mail-fate.ts';
import { VISITOR } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import { putActivationMails } from './activation-mail.ts';
import { mailNobody } from './mail-nobody.ts';
import { mayMail } from './mail-limit.ts';
import type { RegistrationContext } from './registration-context.ts';
import { reissueKeys } from './registration-keys.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import { resendRefusal } from './registration-rules.ts';

/**
 * Sends the activation mail again, with a new link, to whoever has signed up with this address and
 * waits; ended links included (django-registration-redux's ResendActivationView). Nothing tells
 * the asker whether there was anybody.
 *
 * @returns What is wrong with the address as such, or null.
 */
export async function requestActivation(
  context: RegistrationContext,
  email: string,
  equalise: typeof mailNobody = mailNobody,
): Promise<string | null> {
  const checked = checkEmailAddress(email);
  if (!checked.ok) return checked.message;
  const { address } = checked;
  const mayGo = await mayMail(context.db, address, context.now());
  const isWaiting = (await findWaiting(context, address)).length > 0;
  const mail = async (operation: Operation, to = address) =>
    mailNewLinks(context, operation, await findWaiting(operation, to));
  if (mayGo && isWaiting) {
    const request = {
      kind: 'registrations.resendByVisitor',
      actor: VISITOR,
      at: context.now(),
    } as const;
    await runOperation(context.db, request, mail);
  } else await equalise(context, { isActive: false }, mail);
  return null;
}

/** The sign-ups with this address whose link has not been followed. */
export async function findWaiting(
  { db }: Pick<RegistrationContext, 'db'>,
  address: string,
): Promise<readonly RegistrationRecord[]> {
  const accounts = await findByEmail(db, address);
  const ids = accounts.filter(({ is_active }) => is_active !== 1).map(({ id }) => id);
  const records = await readRegistrations(db, ids);
  return records.filter((record) => resendRefusal(record) === null);
}

/** Gives each a new link and mails it to the stored address; a held mail stays held. */
export async function mailNewLinks(
  context: RegistrationContext,
  operation: Operation,
  records: readonly RegistrationRecord[],
): Promise<void> {
  const ids = records.map(({ userId }) => userId);
  const reasons = await holdReasons(operation.db, ids);
  const keys = await reissueKeys(context, operation, records);
  const letters = records.map(({ userId, username, email }) => {
    const activationKey = keys.get(userId) ?? '';
    const hold = reasons.get(userId) ?? null;
    return { userId, username, email, activationKey, graceMs: 0, hold };
  });
  await putActivationMails(context, operation, letters);
}
