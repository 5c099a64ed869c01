import type { Selectable } from 'kysely';

import type { OperationRow } from '../../shared/contract/operations.ts';
import { ownDatetimeToIso, parseDjangoDatetime } from '../db/django-datetime.ts';
import type { GatehouseOperation } from '../db/schema.ts';

/** An operation's row, with its id as read. */
export type StoredOperation = Readonly<Selectable<GatehouseOperation>>;

/** The operation that deletes for good what older operations had deleted. */
export const EMPTYING = 'trash.expire';
/** The one that does so for people whom a superuser named, before their time. */
export const ERASING = 'trash.erase';

type Title = (
  count: string,
  detail: Readonly<Record<string, unknown>>,
  accounts: number,
  /** What was taken back by it, in the same words. */
  undone?: string,
) => string;

const TITLES: Readonly<Record<string, Title>> = {
  'session.setUp': () => 'Set up the site and its first administrator',
  'database.open': (_, { file, looksOnly }) =>
    `Opened ${String(file)}${looksOnly === true ? ' only to look at it' : ''}`,
  'registrations.signUp': () => 'Signed up',
  'registrations.makeTest': () => 'Made a test sign-up',
  'registrations.activateByLink': () => 'Activated by the link',
  'registrations.confirmByLink': () => 'Confirmed the address by the link',
  'registrations.resendByVisitor': () => 'Asked for a new activation mail',
  'registrations.registerAgain': () => 'Tried to register again',
  'registrations.activate': (count) => `Activated ${count}`,
  'registrations.resend': (count) => `Sent new activation mails to ${count}`,
  'registrations.changeEmail': (count) => `Changed the address of ${count}`,
  'registrations.reject': (count, { reason }) =>
    `Rejected ${count} (${String(reason).replaceAll('-', ' ')})`,
  'registrations.extend': (count, { days }) =>
    days === undefined
      ? `Let the days of the link count anew for ${count}`
      : `Gave ${count} ${Number(days)} more days`,
  'registrations.delete': (count) => `Deleted ${count} from Pending`,
  'registrations.cleanUp': (count, _, accounts) =>
    accounts === 0 ? 'Found nobody to clean up' : `Cleaned up ${count}`,
  'accounts.create': () => 'Made the account',
  'accounts.update': (count) => `Changed ${count}`,
  'accounts.setPassword': () => 'Set a new password',
  'accounts.changePassword': () => 'Changed the password',
  'accounts.requestReset': () => 'Asked for a reset link',
  'accounts.resetPassword': () => 'Set a new password by the reset link',
  'operations.export': (_, { format }) => `Exported the log as ${String(format).toUpperCase()}`,
  'accounts.export': (_, { count, format }) =>
    `Exported ${subjectOf(Number(count), [])} as ${String(format).toUpperCase()}`,
  'accounts.import': (count, { filename }) => `Imported ${count} from ${String(filename)}`,
  'accounts.sendReset': (_, { count }) => `Sent a reset link to ${subjectOf(Number(count), [])}`,
  'accounts.endSessions': (count) => `Signed ${count} out of the accounts site`,
  'accounts.requireNewPassword': (count) => `Required a new password from ${count}`,
  'accounts.setGroups': (count) => `Changed the groups of ${count}`,
  'accounts.setPermissions': (count) => `Changed the permissions of ${count}`,
  'groups.create': (_, { name }) => `Made the group “${String(name)}”`,
  'groups.rename': (_, { from, name }) =>
    `Renamed the group “${String(from)}” to “${String(name)}”`,
  'groups.setPermissions': (_, { name }) =>
    `Changed the permissions of the group “${String(name)}”`,
  'groups.delete': (_, { name }) => `Deleted the group “${String(name)}”`,
  'accounts.addNote': (count) => `Wrote a note on ${count}`,
  'accounts.editNote': (count) => `Changed a note on ${count}`,
  'accounts.deleteNote': (count) => `Deleted a note on ${count}`,
  'registrations.allowAgain': (_, { refuses }) => `Let ${String(refuses)} sign up again`,
  'accounts.activate': (count) => `Activated ${count}`,
  'accounts.deactivate': (count) => `Deactivated ${count}`,
  'accounts.delete': (count) => `Deleted ${count}`,
  'accounts.upgradePassword': () => 'Stored the password more strongly at sign-in',
  'session.signIn': () => 'Signed in at the console',
  'settings.site': () => 'Changed the site settings',
  'invitations.create': (_, { label }) => `Made the invitation “${String(label)}”`,
  'invitations.revoke': () => 'Revoked an invitation',
  'settings.registration': () => 'Changed the registration settings',
  'settings.mail': () => 'Changed the mail settings',
  'settings.capture': () => 'Changed what is kept of captured mail',
  'settings.faults': () => 'Changed what the capture server does wrong on purpose',
  'captured.release': (_, { to, count }) =>
    `Released ${Number(count) === 1 ? 'a captured mail' : `${String(count)} captured mails`} to ${String(to)}`,
  'settings.console': () => 'Changed the console settings',
  'settings.cleanUp': () => 'Changed when clean-ups run',
  'settings.signIn': () => 'Changed the sign-in settings',
  'settings.network': () => 'Changed the network settings',
  'settings.signingKey': () => 'Replaced the signing key',
  'settings.test': (_, { to }) => `Sent a test mail to ${String(to)}`,
  'templates.save': (_, { name, number }) =>
    `Saved version ${String(number)} of the mail “${String(name)}”`,
  'templates.use': (_, { name, number }) =>
    number === null
      ? `Reset the mail “${String(name)}”`
      : `Went back to version ${Number(number)} of the mail “${String(name)}”`,
  'templates.test': (_, { name, to }) =>
    `Sent a test of the mail “${String(name)}” to ${String(to)}`,
  'operations.undo': (_, __, ___, undone) =>
    undone === undefined ? 'Took an act back' : `Took back: ${undone}`,
  'trash.restore': (count) => `Restored ${count} from the trash`,
  [ERASING]: (_, { count }) => `Deleted ${subjectOf(Number(count), [])} for good`,
  [EMPTYING]: (_, { operations }) => `Deleted for good what ${actsOf(operations)} had deleted`,
};

/** How an act is called while it is under way. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  'registrations.activate': 'Activating',
  'registrations.resend': 'Sending new activation mails to',
  'registrations.reject': 'Rejecting',
  'registrations.delete': 'Deleting',
  'registrations.extend': 'Extending the time of',
  'registrations.cleanUp': 'Cleaning up',
  'accounts.activate': 'Activating',
  'accounts.deactivate': 'Deactivating',
  'accounts.delete': 'Deleting',
  'accounts.sendReset': 'Sending reset links to',
  'accounts.requireNewPassword': 'Requiring new passwords from',
  'accounts.setGroups': 'Changing the groups of',
  'groups.delete': 'Taking a group from',
  'accounts.import': 'Importing',
  'operations.undo': 'Taking back what was done to',
  'trash.restore': 'Restoring',
};

/** What a long act says of itself while it is under way: "Activating 10,000 accounts". */
export function jobTitle(kind: string, total: number): string {
  return `${UNDER_WAY[kind] ?? 'Working on'} ${subjectOf(total, [])}`;
}

/** The kinds of acts whose name or whose words contain a text, whatever its letter case. */
export function kindsTitled(kinds: readonly string[], text: string): string[] {
  const wanted = text.toLowerCase();
  return kinds.filter((kind) => {
    // Without the details of an act its words have gaps, which are no words.
    const said = (TITLES[kind]?.('', {}, 1) ?? '').replaceAll(/undefined|NaN/g, '');
    return `${kind} ${said}`.toLowerCase().includes(wanted);
  });
}

/** Acts that are not an administrator's to take back, with the reason. */
export const NOT_UNDOABLE: Readonly<Record<string, string>> = {
  'session.setUp': 'The first administrator is needed to take anything back.',
  'database.open': 'Choose another database in Settings → Database.',
  'session.signIn': 'A sign-in is a fact, not a change.',
  'accounts.upgradePassword': 'A stronger password is kept.',
  'accounts.changePassword': 'A password that somebody chose is kept.',
  'accounts.resetPassword': 'A password that somebody chose is kept.',
  'accounts.endSessions': 'An ended session stays ended.',
  'settings.signingKey': 'The key is not in the log.',
  'captured.release':
    'A mail that has left can’t be taken back. What waits can be cancelled in the outbox.',
  'operations.export': 'What has left can’t be taken back.',
  'accounts.export': 'What has left can’t be taken back.',
  'settings.test': 'A mail that has left can’t be taken back.',
  'templates.test': 'A mail that has left can’t be taken back.',
  [ERASING]: 'What was deleted for good can’t come back.',
  [EMPTYING]: 'What was deleted for good can’t come back.',
};

/** Of these, acts that change nothing here: whoever takes back the last change means none of them. */
export const NO_CHANGES: readonly string[] = [
  'database.open',
  'session.signIn',
  'captured.release',
  'operations.export',
  'accounts.export',
  'settings.test',
  'templates.test',
];

/** Acts whose undo removes the account they made also when it has changed since. */
export const MADE_TO_GO: ReadonlySet<string> = new Set(['registrations.makeTest']);

/**
 * Says in a sentence what an operation was, and whether it can be taken back.
 * @param undone The title of what it took back, if it is an undo.
 */
export function describeOperation(
  row: StoredOperation,
  names: readonly string[],
  undone?: string,
): OperationRow {
  const detail = JSON.parse(row.detail) as Record<string, unknown>;
  const title = TITLES[row.kind] ?? (() => row.kind);
  return {
    id: row.id,
    at: ownDatetimeToIso(row.at),
    kind: row.kind,
    title: title(subjectOf(row.accounts, names), detail, row.accounts, undone),
    actor: row.actor,
    via: row.via as OperationRow['via'],
    // An export changes nobody, and is about them all the same.
    accounts: row.kind === 'accounts.export' ? Number(detail['count']) : row.accounts,
    names: [...names],
    undoBlocked: whyNotUndoable(row),
    ...(row.undone_by !== null && { isUndone: true }),
    ...(row.kind === 'accounts.export' && { columns: String(detail['columns']) }),
  };
}

function whyNotUndoable({ kind, undone_by, emptied_at }: StoredOperation): string | null {
  if (undone_by !== null) return 'Was taken back.';
  return emptied_at === null ? (NOT_UNDOABLE[kind] ?? null) : emptiedWords(emptied_at);
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** Why an operation can't be taken back once what it deleted is gone. */
export function emptiedWords(emptiedAt: string): string {
  const day = DAY.format(parseDjangoDatetime(emptiedAt) ?? 0);
  return `What it deleted was deleted for good on ${day}.`;
}

function actsOf(operations: unknown): string {
  const count = Array.isArray(operations) ? operations.length : 0;
  return count === 1 ? '1 act' : `${count} acts`;
}

function subjectOf(count: number, names: readonly string[]): string {
  if (count === 1) return names[0] ?? '1 account';
  return `${count.toLocaleString('en')} accounts`;
}
