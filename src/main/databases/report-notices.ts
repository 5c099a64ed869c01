import type { DatabaseReport } from '../../shared/contract/database.ts';
import { SPOOL_FILE } from '../mail/captured/captured-spool.ts';
import { EXAMPLE_DOMAIN } from '../settings/settings-store.ts';
import type { SignIn } from './who-can-sign-in.ts';

type Notice = DatabaseReport['notices'][number];

/**
 * What a report says of a database beside its facts: what is missing or needs a look.
 *
 * @param given.triggers Names of those that are not ours.
 * @param given.resetLink One as its mails would carry.
 * @param given.ofProject Whether a Django project’s site works on it.
 * @param given.keepsProfiles Whether its site has activation keys in a table.
 * @param given.unsent How many mails wait in it.
 * @param given.hasSpool Whether a Gatehouse has left captured mail beside it.
 * @param given.isOurs Whether Gatehouse has worked on it before.
 * @param given.isOwn Whether it is the one that is open here, or the data folder's own.
 * @param given.isNewHere Whether this data folder would write to it for the first time.
 */
export function noticesOf(given: {
  readonly blocked: SignIn['blocked'];
  readonly triggers: readonly string[];
  readonly unsent: number;
  readonly hasSpool: boolean;
  readonly domain: string;
  readonly resetLink: string;
  readonly ofProject: boolean;
  readonly keepsProfiles: boolean;
  readonly hasWriteAheadLog: boolean;
  readonly isOurs: boolean;
  readonly isOwn: boolean;
  readonly isNewHere: boolean;
}): Notice[] {
  const { triggers, unsent, hasSpool, domain, hasWriteAheadLog, isOurs, isOwn, isNewHere } = given;
  return [
    ...signInNotices(given.blocked),
    ...triggerNotices(triggers),
    ...(isNewHere && unsent > 0 ? [unsentNotice(unsent)] : []),
    ...(isOwn || !hasSpool ? [] : [SPOOL_LEFT]),
    ...(domain === EXAMPLE_DOMAIN ? [EXAMPLE] : []),
    ...(given.keepsProfiles ? [] : [NO_PROFILES]),
    ...(given.ofProject ? [ACTS_ON_GET] : []),
    ...(isOurs ? [] : [pathsNotice(given.resetLink), NO_KEY, STAFF, DATES, SIGN_INS]),
    ...(isOurs && !isOwn ? [OTHER_KEYS] : []),
    ...(isOurs || hasWriteAheadLog ? [] : [NEW_LOG]),
  ];
}

const SPOOL_LEFT = {
  tone: 'warn',
  title: 'Mail that was caught may not be in it yet.',
  advice: `Its Gatehouse has left ${SPOOL_FILE} beside it. Start that Gatehouse on its own folder once and close it, which moves the mail into the database.`,
} as const;
const EXAMPLE = {
  tone: 'warn',
  title: 'Links in mails would go to example.com, which is not yours.',
  advice: 'People could not activate. Set the domain in Settings → Site.',
} as const;
const NO_PROFILES = {
  tone: 'warn',
  title: 'It keeps no profiles: its activation links are signed, if it has any.',
  advice:
    'As with django-registration 3. Who signs up there and waits is an inactive user, and not in Pending. Its site knows no activation links of Gatehouse, so new users begin as active, with a mail to choose a password. Whoever is deactivated while their old activation mail is within its days can let themselves in again by it.',
} as const;
const ACTS_ON_GET = {
  tone: 'neutral',
  title: 'If its site has django-registration, its links act as soon as they are opened.',
  advice:
    'A mail scanner that follows links, such as Safe Links, activates people who have not read their mail, and they find a link that is used up. So “active” there says that a mail arrived, not that somebody wanted the account. Where staff approve, the link to do so acts in the same way: whatever makes a superuser who is signed in there open it approves somebody. Approve here instead. Gatehouse’s own pages wait for a press.',
} as const;
const NO_KEY = {
  tone: 'warn',
  title: 'Its SECRET_KEY is not in the database.',
  advice:
    'Until you give it in Settings → Sign-in, reset links that the project has mailed do not work here, nor those of Gatehouse there. Activation links of profiles need no key.',
} as const;
const STAFF = {
  tone: 'neutral',
  title: 'Its staff can sign in here, and may do what Django permits them.',
  advice:
    'Who can view, add, change or delete users there can do so here, and who can change them also reads captured mail and the outbox. Only superusers change staff, superusers and settings. Settings → Console can let all staff do all of that.',
} as const;
const OTHER_KEYS = {
  tone: 'warn',
  title: 'Secrets in it open only with the keys of the data folder that sealed them.',
  advice:
    'If that is another one, make or give the key anew in Settings → Sign-in: until then nobody can sign in at the accounts site. Enter passwords of mail servers again.',
} as const;
const DATES = {
  tone: 'neutral',
  title: 'Dates are read as UTC.',
  advice:
    'That is what Django writes with USE_TZ = True, its default since 5.0. Nothing in the database tells it: check the project’s settings, because with False every date is off by its time zone.',
} as const;
const SIGN_INS = {
  tone: 'neutral',
  title: 'Signing in writes its time.',
  advice:
    'Opened for writing, last_login is set when somebody signs in here, as at the site. Passwords stay as Django has stored them, so nobody is signed out of the site.',
} as const;
const NEW_LOG = {
  tone: 'neutral',
  title: 'Opening it for writing gives it a write-ahead log.',
  advice:
    'Then the site and Gatehouse do not keep each other waiting. Django works with it as it is. It stays on; it must not lie on a network drive.',
} as const;

/** Said of what is taken to be so: no table has it. */
function pathsNotice(resetLink: string): Notice {
  return {
    tone: 'neutral',
    title: `Reset links in mails would look like ${resetLink}.`,
    advice:
      'Under which path the project has its pages is in its urls.py alone. If it is another one, set it in Settings → Site, where Check now asks the site.',
  };
}

function signInNotices({ write, look }: SignIn['blocked']): Notice[] {
  if (write !== null) return [{ tone: 'danger', title: 'Nobody could sign in.', advice: write }];
  if (look === null) return [];
  return [{ tone: 'warn', title: 'Nobody could sign in yet.', advice: look }];
}

function unsentNotice(count: number): Notice {
  const mails = count === 1 ? '1 mail has' : `${count.toLocaleString('en')} mails have`;
  return {
    tone: 'warn',
    title: `${mails} not left yet.`,
    advice:
      'In a copy, or if another Gatehouse works on it, they may leave there too. Opened for writing, they are held here until you release them in Mail → Outbox.',
  };
}

function triggerNotices(names: readonly string[]): Notice[] {
  if (names.length === 0) return [];
  const advice =
    'What they do is done whenever something is written there, also by opening it for writing. Open it for writing only if you know who made them.';
  return [
    { tone: 'warn', title: `Its tables have triggers of their own: ${names.join(', ')}.`, advice },
  ];
}
