import { HOUR_MS } from '../../shared/durations.ts';
import { type AccountRecord, readAccountRecord } from '../accounts/find-accounts.ts';
import { type InvitedAs, roleOf } from '../accounts/invited-as.ts';
import { minuteInWords } from '../db/django-datetime.ts';
import type { Operation } from '../operations/operation.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { askResetLink, resetLink } from '../site/links.ts';
import { createResetToken, encodeUid } from './reset-token.ts';

/**
 * Queues mails with reset links, to the stored addresses and no others (CVE-2019-19844).
 * @param letter.secretKey Read before the operation, which has the database to itself.
 */
export async function putResetMails(
  context: SignUpContext,
  operation: Operation,
  letter: {
    readonly accounts: readonly AccountRecord[];
    readonly secretKey: string;
    readonly graceMs: number;
    /** The accounts were made for these people just now, who have asked for nothing. */
    readonly isInvitation?: boolean;
  },
): Promise<void> {
  const { accounts, secretKey, graceMs, isInvitation = false } = letter;
  const site = await readSite(operation.db);
  const { resetHours } = await readSetting(operation.db, 'signIn');
  const notAfter = new Date(operation.at.getTime() + resetHours * HOUR_MS);
  const orders = accounts.map((account) => {
    const token = createResetToken({ secretKey, account, at: operation.at });
    const uid = encodeUid(account.id);
    const invitedAs: InvitedAs = isInvitation ? roleOf(account) : '';
    return {
      kind: 'password_reset' as const,
      accountId: account.id,
      to: account.email,
      notAfter,
      graceMs,
      context: {
        user: { username: account.username },
        reset_link: resetLink(site, { uid, token }),
        expiration_hours: resetHours,
        invited_as: invitedAs,
        email: account.email,
        domain: site.domain,
        site_name: site.name,
        uid,
        token,
        protocol: site.scheme,
      },
    };
  });
  await context.outbox.putMany(operation, orders);
}

/**
 * Mails a single account a link to choose its first password, within the operation that makes it.
 * @returns The function that does it; the signing key is read before the operation begins.
 */
export async function createPasswordLinks(
  context: SignUpContext,
): Promise<(operation: Operation, accountId: number) => Promise<void>> {
  const secretKey = await context.signingKey.read();
  const { graceMs } = context;
  return async (operation, accountId) => {
    const account = await readAccountRecord(operation.db, accountId);
    if (account === null) return;
    const letter = { accounts: [account], secretKey, graceMs, isInvitation: true };
    await putResetMails(context, operation, letter);
  };
}

/** Tells the owner that the password is another now (ASVS 6.3.7). It holds no secret. */
export async function putPasswordChangedMail(
  context: Pick<SignUpContext, 'outbox' | 'graceMs'>,
  operation: Operation,
  letter: { readonly accountId: number; readonly how: 'changed' | 'reset' | 'staff' },
): Promise<void> {
  const account = await readAccountRecord(operation.db, letter.accountId);
  if (!account || account.email === '') return;
  const site = await readSite(operation.db);
  await context.outbox.put(operation, {
    kind: 'password_changed',
    accountId: account.id,
    to: account.email,
    notAfter: null,
    graceMs: letter.how === 'staff' ? context.graceMs : 0,
    context: {
      user: { username: account.username },
      changed_at: minuteInWords(operation.at),
      how: letter.how,
      reset_link: askResetLink(site),
    },
  });
}
