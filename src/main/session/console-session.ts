import type { LockCause } from '../../shared/contract/session.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { AccountRecord } from '../accounts/find-accounts.ts';
import type { PasswordHasher } from '../accounts/password/hasher.ts';
import { replacePassword, storesPasswordsAnew } from '../accounts/password/replace-password.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { tellChanged } from '../operations/changed-accounts.ts';
import { runOperation } from '../operations/run-operation.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { ConsoleThrottle } from '../limits/throttle.ts';
import { unknownName } from '../accounts/unknown-name.ts';
import { readPerson } from './read-person.ts';

export type Phase = 'signed-out' | 'locked' | 'signed-in';

/** When a console was locked, and by what. */
interface Locked {
  readonly at: Date;
  readonly by: LockCause;
}

/** Who is at the console. One at a time, as at a desk. */
export interface ConsoleSession {
  /** Who is signed in; null while signed out or locked, and after the account lost its rights. */
  person(): Promise<Person | null>;
  /** When they signed in; a console that was locked and opened again is the same sign-in. */
  since(): Date | null;
  state(): Promise<{ readonly phase: Phase; readonly person: Person | null }>;
  /** When it was locked and by what; null while it is not, and where no cause is known. */
  lockedBy(): Locked | null;
  /** @throws RefusedError `throttled` with the time to wait, or `invalid-input`. */
  signIn(username: string, password: string): Promise<void>;
  signOut(): void;
  /** @param by What locks it, for whoever comes back; the first to lock it counts. */
  lock(by?: LockCause): void;
  /** Begins the idle time anew. @returns When it has begun. */
  touch(): Promise<void>;
  stop(): void;
}

type Row = Pick<AccountRecord, 'id' | 'username' | 'password'>;

const WRONG = 'Please enter a correct user name and password. Both may be case-sensitive.';

/**
 * Signs staff in at the console by Django's password column, and locks after idle time. Only
 * active staff may; every refusal has the same words, but for who knows the password of an active
 * account that is not staff.
 */
export function createConsoleSession(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly hasher: PasswordHasher;
  readonly throttle: ConsoleThrottle;
  readonly readOnly: boolean;
  readonly onChange: () => void;
  /** The console was locked or left: what it held of people must go. */
  readonly onLeave: () => void;
}): ConsoleSession {
  const { db, now, hasher, throttle, onChange, onLeave } = given;
  /** `locksAt` is when its idle time ends, in milliseconds of the clock. */
  let current: {
    readonly id: number;
    readonly since: Date;
    locked: boolean;
    lockedBy: Locked | null;
    locksAt: number;
  } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lastAttempt: Promise<void> = Promise.resolve();

  /** One try after the other, so that many at once can't outrun the throttle. */
  function signIn(username: string, password: string): Promise<void> {
    const attempt = lastAttempt.then(() => trySignIn(username, password));
    lastAttempt = attempt.catch(() => {});
    return attempt;
  }

  async function trySignIn(username: string, password: string): Promise<void> {
    const row = await readByName(username);
    const key = row ? throttleName(row.id) : `console:name:${unknownName(username)}`;
    const wait = await throttle.delay(key);
    if (wait > 0) throw throttled(wait);
    const { matches, mustUpgrade } = row
      ? await hasher.check(password, row.password)
      : await hasher.checkNothing(password).then(() => ({ matches: false, mustUpgrade: false }));
    const isStoredAnew =
      matches && mustUpgrade && !given.readOnly && (await storesPasswordsAnew(db));
    const encoded = isStoredAnew ? await hasher.encode(password) : null;
    const mayEnter = row && matches ? await isStaff(row) : null;
    if (!row || mayEnter !== true || (await isAnother(row.id))) {
      const next = await throttle.failed(key);
      if (next > 0) throw throttled(next);
      // Told to nobody but who knows the password.
      if (mayEnter === false && current === null) throw noStaff();
      throw new RefusedError({ code: 'invalid-input', message: WRONG });
    }
    await throttle.succeeded(key);
    if (!given.readOnly) await remember(row, encoded);
    const since = current?.id === row.id ? current.since : now();
    current = { id: row.id, since, locked: false, lockedBy: null, locksAt: Infinity };
    await touch();
    onChange();
  }

  /** A locked console opens for the person who locked it only; others sign out first. */
  async function isAnother(id: number): Promise<boolean> {
    const { phase, person } = await state();
    return phase === 'locked' && person.id !== id;
  }

  async function readByName(username: string): Promise<Row | undefined> {
    return db
      .selectFrom('auth_user')
      .select(['id', 'username', 'password'])
      .where('username', '=', username.normalize('NFKC').trim())
      .executeTakeFirst();
  }

  /** Null for who is not active, or was given another password while this one was checked. */
  async function isStaff({ id, password }: Row): Promise<boolean | null> {
    const row = await db
      .selectFrom('auth_user')
      .select('is_staff')
      .where('id', '=', id)
      .where('password', '=', password)
      .where('is_active', '=', 1)
      .executeTakeFirst();
    return row ? row.is_staff === 1 : null;
  }

  /** @param encoded The password in today's form, or null when it is. */
  async function remember(account: Row, encoded: string | null): Promise<void> {
    const actor = { accountId: account.id, label: account.username, via: 'system' } as const;
    if (encoded !== null) {
      await runOperation(db, { kind: 'accounts.upgradePassword', actor, at: now() }, (operation) =>
        replacePassword(operation, account, encoded),
      );
    }
    await db
      .updateTable('auth_user')
      .set({ last_login: toDjangoDatetime(now()) })
      .where('id', '=', account.id)
      .execute();
    tellChanged(db, new Set([account.id]));
  }

  async function person(): Promise<Person | null> {
    const found = await state();
    return found.phase === 'signed-in' ? found.person : null;
  }

  /** Whoever lost their rights is signed out with it: nobody else could open what they locked. */
  async function state() {
    // The timer alone would not do: it stands still while the computer sleeps.
    if (current && !current.locked && now().getTime() >= current.locksAt) lock('idle');
    const asked = current;
    const found = asked === null ? null : await readPerson(db, asked.id);
    if (asked === null || !found) {
      if (asked !== null && asked === current) signOut();
      return { phase: 'signed-out', person: null } as const;
    }
    return { phase: asked.locked ? 'locked' : 'signed-in', person: found } as const;
  }

  function signOut(): void {
    current = null;
    clearTimeout(timer);
    onLeave();
    onChange();
  }

  function lock(by?: LockCause): void {
    if (current && !current.locked) {
      current.locked = true;
      current.lockedBy = by === undefined ? null : { at: now(), by };
    }
    clearTimeout(timer);
    onLeave();
    onChange();
  }

  async function touch(): Promise<void> {
    clearTimeout(timer);
    await readSetting(db, 'console').then(
      ({ idleLockMinutes }) => {
        clearTimeout(timer);
        if (!current || current.locked) return;
        const idleMs = idleLockMinutes * MINUTE_MS;
        current.locksAt = now().getTime() + idleMs;
        timer = setTimeout(() => lock('idle'), idleMs);
        timer.unref();
      },
      () => lock(),
    );
  }

  return {
    person,
    since: () => current?.since ?? null,
    state,
    lockedBy: () => current?.lockedBy ?? null,
    signIn,
    signOut,
    lock,
    touch,
    stop: () => clearTimeout(timer),
  };
}

function noStaff(): RefusedError {
  return new RefusedError({
    code: 'not-allowed',
    message: 'This account may not use the console: it is not staff.',
    advice: 'A superuser can make it staff.',
  });
}

/** Under which name wrong passwords for an account are counted at the console. */
export function throttleName(id: number): string {
  return `console:account:${id}`;
}

function throttled(wait: number): RefusedError {
  const seconds = Math.ceil(wait / 1_000);
  return new RefusedError({
    code: 'throttled',
    message: `Too many wrong passwords. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`,
    retryAfterMs: wait,
  });
}
