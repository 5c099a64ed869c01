import { type ActKind, subjectOf, type Title, type ToldAct } from './act-kind.ts';

const password = { story: { kind: 'password', tone: 'neutral' } } as const;
const note = { story: { kind: 'note', tone: 'neutral' } } as const;

const CHOSEN_PASSWORD = 'A password that somebody chose is kept.';

export interface ExportDetail {
  readonly count: number;
  readonly format: string;
  /** Their names, with commas between. */
  readonly columns: string;
}

const madeAccount: Title<{ start?: 'active' | 'pending' }> = () => 'Made the account';

/** Acts on accounts and groups, by the staff and by their owners. */
export const ACCOUNT_KINDS = {
  'accounts.create': {
    title: madeAccount,
    story: { kind: 'sign-up', tone: 'neutral' },
    makesAccounts: true,
  },
  'accounts.import': {
    title: ({ people, detail: { filename } }: ToldAct<{ filename: string }>) =>
      `Imported ${people} from ${String(filename)}`,
    underWay: 'Importing',
    access: 'superuser',
    makesAccounts: true,
  },
  'accounts.export': {
    title: ({ detail: { count, format } }: ToldAct<ExportDetail>) =>
      `Exported ${subjectOf(Number(count))} as ${String(format).toUpperCase()}`,
    notUndoable: 'What has left can’t be taken back.',
    changesNothing: true,
  },
  'accounts.update': { title: ({ people }) => `Changed ${people}`, ownTitle: 'Changed' },
  'accounts.activate': {
    title: ({ people }) => `Activated ${people}`,
    ownTitle: 'Activated',
    story: { kind: 'activated', tone: 'ok' },
    underWay: 'Activating',
  },
  'accounts.deactivate': {
    title: ({ people }) => `Deactivated ${people}`,
    ownTitle: 'Deactivated',
    story: { kind: 'changed', tone: 'warn' },
    underWay: 'Deactivating',
  },
  'accounts.delete': {
    title: ({ people }) => `Deleted ${people}`,
    ownTitle: 'Deleted',
    story: { kind: 'removed', tone: 'danger' },
    underWay: 'Deleting',
    leaverWay: 'deleted',
  },
  'accounts.setPassword': {
    title: () => 'Set a new password',
    story: { kind: 'password', tone: 'warn' },
  },
  'accounts.requireNewPassword': {
    title: ({ people }) => `Required a new password from ${people}`,
    ownTitle: 'Required to choose a new password',
    story: { kind: 'password', tone: 'warn' },
    underWay: 'Requiring new passwords from',
  },
  'accounts.sendReset': {
    title: ({ detail: { count } }: ToldAct<{ count: number }>) =>
      `Sent a reset link to ${subjectOf(Number(count))}`,
    underWay: 'Sending reset links to',
  },
  'accounts.requestReset': { title: () => 'Asked for a reset link' },
  'accounts.resetPassword': {
    ...password,
    title: () => 'Set a new password by the reset link',
    notUndoable: CHOSEN_PASSWORD,
    provesAddress: true,
  },
  'accounts.recover': {
    story: { kind: 'password', tone: 'warn' },
    title: ({ detail: { asAdministrator } }: ToldAct<{ asAdministrator: boolean }>) =>
      asAdministrator === true
        ? 'Set a new password on the command line, as an administrator’s'
        : 'Set a new password on the command line',
    words: ['Set a new password on the command line, as an administrator’s'],
    access: 'superuser',
    notUndoable: CHOSEN_PASSWORD,
  },
  'accounts.changePassword': {
    ...password,
    title: () => 'Changed the password',
    notUndoable: CHOSEN_PASSWORD,
  },
  'accounts.upgradePassword': {
    ...password,
    title: () => 'Stored the password more strongly at sign-in',
    notUndoable: 'A stronger password is kept.',
  },
  'accounts.endSessions': {
    title: ({ people }) => `Signed ${people} out of the accounts site`,
    ownTitle: 'Signed out of the accounts site',
    story: { kind: 'signed-out', tone: 'neutral' },
    notUndoable: 'An ended session stays ended.',
  },
  'accounts.addNote': {
    ...note,
    title: ({ people }) => `Wrote a note on ${people}`,
    ownTitle: 'Note',
  },
  'accounts.editNote': {
    ...note,
    title: ({ people }) => `Changed a note on ${people}`,
    ownTitle: 'Note changed',
  },
  'accounts.deleteNote': {
    ...note,
    title: ({ people }) => `Deleted a note on ${people}`,
    ownTitle: 'Note deleted',
  },
  'accounts.setGroups': {
    title: ({ people }) => `Changed the groups of ${people}`,
    ownTitle: 'Groups changed',
    underWay: 'Changing the groups of',
  },
  'accounts.setPermissions': {
    title: ({ people }) => `Changed the permissions of ${people}`,
    ownTitle: 'Permissions changed',
  },
  'groups.create': {
    title: ({ detail: { name } }: ToldAct<{ name: string }>) => `Made the group “${String(name)}”`,
  },
  'groups.rename': {
    title: ({ detail: { from, name } }: ToldAct<{ from: string; name: string }>) =>
      `Renamed the group “${String(from)}” to “${String(name)}”`,
  },
  'groups.setPermissions': {
    title: ({ detail: { name } }: ToldAct<{ name: string }>) =>
      `Changed the permissions of the group “${String(name)}”`,
  },
  'groups.delete': {
    title: ({ detail: { name } }: ToldAct<{ name: string }>) =>
      `Deleted the group “${String(name)}”`,
    ownTitle: 'A group was deleted',
    underWay: 'Taking a group from',
  },
} satisfies Readonly<Record<string, ActKind>>;
