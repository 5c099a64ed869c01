import { MINUTE_MS } from '../../shared/durations.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import {
  type AccountRecord,
  findByEmail,
  findByUsername,
  readAccountRecord,
} from '../accounts/find-accounts.ts';
import { replacePassword, storesPasswordsAnew } from '../accounts/password/replace-password.ts';
import { unknownName } from '../accounts/unknown-name.ts';
import { checkUsername } from '../accounts/username.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { limitedNetworkOf } from '../limits/limited-network.ts';
import { createThrottle, SIGN_IN_RULE } from '../limits/throttle.ts';
import { SYSTEM } from '../operations/actor.ts';
import { tellChanged } from '../operations/changed-accounts.ts';
import { runOperation } from '../operations/run-operation.ts';
import { recordSignIn } from '../registrations/link-events.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { deviceOf } from './known-device.ts';
import { prepareRetagging, retagSessions } from './renew-session.ts';
import { describeBrowser, type Visitor } from './visitor.ts';

/** Django's words for every refusal (AuthenticationForm), whatever the reason. */
export const WRONG_LOGIN =
  'Please enter a correct user name and password. Note that both fields may be case-sensitive.';

/**
 * Many people may share a network, so it takes more wrong passwords before it has to wait. Nothing
 * but a quiet day takes these back, so nobody waits longer than a minute for what others typed.
 */
const NETWORK_RULE = { ...SIGN_IN_RULE, freeFailures: 20, maxDelayMs: MINUTE_MS };

export type Authentication =
  | { readonly ok: true; readonly account: AccountRecord }
  /** `waitMs` is 0 for a wrong name or password, otherwise the time until the next try counts. */
  | { readonly ok: false; readonly waitMs: number };

/**
 * Checks a name, or an e-mail address that one account alone has, with its password. Unknown,
 * inactive and without a password take the same time and get the same answer as a wrong password
 * (CVE-2016-2513, CVE-2018-6188, CVE-2024-39329).
 *
 * Guessing is slowed down by account, from whichever network it comes, and by network. A browser
 * that the owner has used before has its own count instead of both: others can't lock the owner out.
 *
 * @param given.deviceMark The cookie of a known browser, or ''.
 */
export async function authenticate(
  context: SignUpContext,
  given: {
    readonly login: string;
    readonly password: string;
    readonly visitor: Visitor;
    readonly deviceMark: string;
  },
): Promise<Authentication> {
  const { db, now, hasher } = context;
  const { login, password, visitor } = given;
  const found = await findByLogin(db, login);
  const byAccount = createThrottle(db, now);
  const byNetwork = createThrottle(db, now, NETWORK_RULE);
  const device = found && (await deviceOf(context, given.deviceMark, found.id));
  const name = throttleName({ found, login, device });
  const isCounted = visitor.address !== '' && device === null;
  const network = isCounted ? `site:network:${limitedNetworkOf(visitor.address)}` : null;
  const accountWait = await byAccount.attempt(name);
  if (accountWait > 0) return { ok: false, waitMs: accountWait };
  const networkWait = network === null ? 0 : await byNetwork.attempt(network);
  if (networkWait > 0) {
    await byAccount.withdraw(name);
    return { ok: false, waitMs: networkWait };
  }
  const check = await compare(hasher, password, found).catch(async (error: unknown) => {
    await byAccount.withdraw(name);
    if (network !== null) await byNetwork.withdraw(network);
    throw error;
  });
  if (!found || !check.matches || found.is_active !== 1) return { ok: false, waitMs: 0 };
  await byAccount.succeeded(name);
  // What else was guessed from there stays counted: signing in to one's own account forgives nothing.
  if (network !== null) await byNetwork.withdraw(network);
  const isStoredAnew = check.mustUpgrade && (await storesPasswordsAnew(db));
  const checked = isStoredAnew ? await upgrade(context, found, password) : found;
  const account = await readAccountRecord(db, found.id);
  // Another password was set while this one was checked.
  if (account?.password !== checked.password || account.is_active !== 1) {
    return { ok: false, waitMs: 0 };
  }
  await remember(context, account, visitor);
  return { ok: true, account };
}

/** For nobody it takes the time that it takes for somebody. */
async function compare(
  hasher: SignUpContext['hasher'],
  password: string,
  account: AccountRecord | null,
) {
  if (account) return hasher.check(password, account.password);
  await hasher.checkNothing(password);
  return { matches: false, mustUpgrade: false };
}

/** The name under which guesses at an account are counted. */
export function accountThrottle(accountId: number): string {
  return `site:account:${accountId}`;
}

async function findByLogin(db: Database, login: string): Promise<AccountRecord | null> {
  const username = checkUsername(login);
  const byName = username.ok ? await findByUsername(db, username.username) : null;
  if (byName) return byName;
  const email = checkEmailAddress(login);
  const owners = email.ok ? await findByEmail(db, email.address) : [];
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

function throttleName({
  found,
  login,
  device,
}: {
  readonly found: AccountRecord | null;
  readonly login: string;
  readonly device: string | null;
}): string {
  if (!found) return `site:name:${unknownName(login)}`;
  return device === null ? accountThrottle(found.id) : `site:device:${device}`;
}

/**
 * Stores the same password in today's form, unless another was set meanwhile; the person's other
 * sessions go on. Another sign-in may have done so at the same time.
 * @returns The account with the password that was checked.
 */
async function upgrade(
  context: SignUpContext,
  account: AccountRecord,
  password: string,
): Promise<AccountRecord> {
  const encoded = await context.hasher.encode(password);
  const upgraded = { ...account, password: encoded };
  const retagging = await prepareRetagging(context, account, upgraded);
  const { value: isDone } = await runOperation(
    context.db,
    { kind: 'accounts.upgradePassword', actor: SYSTEM, at: context.now() },
    async (operation) => {
      const isReplaced = await replacePassword(operation, account, encoded);
      if (isReplaced) await retagSessions(operation.db, retagging);
      return isReplaced;
    },
  );
  if (!isDone) {
    const stored = await readAccountRecord(context.db, account.id);
    const isSame = stored && (await context.hasher.check(password, stored.password)).matches;
    return isSame ? stored : account;
  }
  return upgraded;
}

async function remember(
  { db, now }: SignUpContext,
  { id }: AccountRecord,
  { address, userAgent }: Visitor,
): Promise<void> {
  const at = now();
  await db
    .updateTable('auth_user')
    .set({ last_login: toDjangoDatetime(at) })
    .where('id', '=', id)
    .execute();
  tellChanged(db, new Set([id]));
  await recordSignIn(db, { accountId: id, at, address, browser: describeBrowser(userAgent) });
}
