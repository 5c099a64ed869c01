import type { OutputOf } from '../../shared/contract/index.ts';
import { RefusedError } from '../../shared/errors.ts';
import {
  findByEmail,
  findHolders,
  mailboxKey,
  readAccountRecord,
} from '../accounts/find-accounts.ts';
import type { Database } from '../db/open-database.ts';
import { readSetting } from '../settings/settings-store.ts';

/** How many others are told by name. */
const OTHERS_SHOWN = 5;

/**
 * The first few other accounts of a mailbox that an account would be given, and whether one more may
 * have it. Nobody of the mailbox that it has already, however that is written now.
 */
export async function othersAt(
  db: Database,
  { id, email }: { readonly id: number | null; readonly email: string },
): Promise<OutputOf<'accounts.othersAt'>> {
  const own = id === null ? null : await readAccountRecord(db, id);
  const isOwn = own !== null && mailboxKey(own.email) === mailboxKey(email.trim());
  return isOwn
    ? { accounts: [], mayShare: await maySeveralShare(db) }
    : othersIn(db, { id, email });
}

async function othersIn(
  db: Database,
  { id, email }: { readonly id: number | null; readonly email: string },
): Promise<OutputOf<'accounts.othersAt'>> {
  const address = email.trim();
  const found = address === '' ? [] : await findByEmail(db, address);
  return {
    accounts: found
      .filter((other) => other.id !== id)
      .slice(0, OTHERS_SHOWN)
      .map((other) => ({ id: other.id, username: other.username, email: other.email })),
    mayShare: await maySeveralShare(db),
  };
}

/** An account that is to come back. */
interface Returning {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  /** Which act has deleted it. */
  readonly operationId: number;
}

/**
 * Of accounts that are to come back, those whose address somebody else has by now, with the reason
 * why they can't; nobody where that was told and the settings allow it. Where an address has one
 * account, the first of several with the same one comes back, and whom the same act has deleted: they
 * had it together.
 */
export async function whoseAddressIsTaken(
  db: Database,
  returning: readonly Returning[],
  isTold: boolean,
): Promise<ReadonlyMap<number, string>> {
  const mayShare = await maySeveralShare(db);
  if (mayShare && isTold) return new Map();
  const holders = await findHolders(
    db,
    returning.map(({ email }) => email),
  );
  const why = mayShare
    ? 'Restored alone in the trash, it can be shared.'
    : 'Here an address has one account.';
  const firsts = new Map<string, Returning>();
  const reasons = returning.flatMap((each) => {
    const { id, email, operationId } = each;
    const mailbox = mailboxKey(email);
    const first = firsts.get(mailbox);
    const holder = holders.get(email) ?? (first?.operationId === operationId ? undefined : first);
    if (holder) return [[id, `${holder.username} has this address by now. ${why}`] as const];
    if (!mayShare && email !== '') firsts.set(mailbox, first ?? each);
    return [];
  });
  return new Map(reasons);
}

/** Whether the settings let an address have several accounts. */
async function maySeveralShare(db: Database): Promise<boolean> {
  const { policy, uniqueEmail } = await readSetting(db, 'registration');
  return policy === 'closed' || !uniqueEmail;
}

/**
 * Guards the address that an account has just been given, within the operation that gave it. The
 * mailbox that it had stays its own, however it is written now.
 * @param before The address that it had, or '' if none.
 * @param isTold Whether whoever gives it knows that others have it.
 * @throws RefusedError `invalid-input` when others have it, and either that was not told or the
 *   settings want one account for each address.
 */
export async function guardAddress(
  db: Database,
  {
    id,
    before,
    isTold,
  }: { readonly id: number; readonly before: string; readonly isTold: boolean },
): Promise<void> {
  const email = (await readAccountRecord(db, id))?.email ?? '';
  if (mailboxKey(before) === mailboxKey(email)) return;
  const { accounts, mayShare } = await othersIn(db, { id, email });
  const [other] = accounts;
  if (!other || (mayShare && isTold)) return;
  const message = `${other.username} has this address already${
    mayShare ? '.' : ', and here an address has one account.'
  }`;
  throw new RefusedError({
    code: 'invalid-input',
    message,
    advice: 'Nothing was changed.',
    fields: { email: [message] },
  });
}
