import type { KeyedAction, Screen } from './keyed-action.ts';

const LISTS: readonly Screen[] = [
  'users',
  'pending',
  'captured',
  'outbox',
  'trash',
  'audit',
  'invitations',
  'groups',
];
const OPENING: readonly Screen[] = LISTS.filter((screen) => screen !== 'invitations');
const PEEKING: readonly Screen[] = ['users', 'pending', 'outbox', 'trash', 'audit', 'groups'];
const SELECTING: readonly Screen[] = LISTS.filter(
  (screen) => screen !== 'audit' && screen !== 'groups',
);
const PEOPLE: readonly Screen[] = ['users', 'pending', 'person', 'sign-up'];

const place = (label: string, keys?: string) =>
  ({ label, group: 'Go to', menu: 'go', ...(keys !== undefined && { keys }) }) as const;
const setting = (page: string, keys?: string) => place(`Settings: ${page}`, keys);
const theme = (label: string) =>
  ({ label: `Theme: ${label}`, group: 'Console', menu: 'view' }) as const;
const view = (number: number) => place(`Saved view ${number}`, `g ${number}`);
const similar = (number: number) =>
  ({
    label: `Search for similar name ${number}`,
    group: 'In a list',
    on: ['users', 'pending'],
    menu: 'list',
    keys: String(number),
  }) as const;
const list = { group: 'In a list', on: LISTS, menu: 'list' } as const;
const selecting = { ...list, on: SELECTING } as const;
const people = { group: 'People', on: PEOPLE, menu: 'selection' } as const;
const accounts = { ...people, on: ['users', 'person'] } as const;
const signUps = { ...people, on: ['pending', 'sign-up'] } as const;
const ofPage = { group: 'Page of a person', on: ['person', 'sign-up'], menu: 'list' } as const;
const triage = { group: 'One by one', on: ['triage'], menu: 'selection' } as const;
const importing = { group: 'Import', on: ['import'], menu: 'list' } as const;
const captured = { group: 'Captured mail', on: ['captured'], menu: 'selection' } as const;
const outbox = { group: 'Outbox', on: ['outbox'], menu: 'selection' } as const;
const template = { group: 'Mail templates', on: ['templates'], menu: 'list' } as const;
const trash = { group: 'Trash', on: ['trash'], menu: 'selection' } as const;
const audit = { group: 'Audit', on: ['audit'], menu: 'selection' } as const;
const invitations = { group: 'Invitations', on: ['invitations'], menu: 'selection' } as const;
const groups = { group: 'Groups', on: ['groups'], menu: 'selection' } as const;
const console = { group: 'Console' } as const;

/** Everything that the console does by key, menu and palette, with the keys that it comes with. */
const CATALOGUE = {
  'go.dashboard': place('Dashboard', 'g d'),
  'go.pending': place('Pending', 'g p'),
  'go.to-approve': place('Pending: to approve', 'g t'),
  'go.users': place('Users', 'g u'),
  'go.groups': place('Groups', 'g g'),
  'go.trash': place('Trash', 'g r'),
  'go.captured': place('Captured mail', 'g m'),
  'go.outbox': place('Outbox', 'g o'),
  'go.held': place('Outbox: held mails', 'g h'),
  'go.templates': place('Mail templates', 'g e'),
  'go.import': place('Import people'),
  'go.activity': place('Audit', 'g a'),
  'go.settings.site': setting('site', 'g s'),
  'go.settings.mail': setting('mail'),
  'go.settings.faults': setting('faults'),
  'go.settings.registration': setting('registration'),
  'go.settings.clean-up': setting('clean-up'),
  'go.settings.invitations': setting('invitations', 'g i'),
  'go.settings.rehearsal': setting('rehearsal'),
  'go.settings.sign-in': setting('sign-in'),
  'go.settings.network': setting('network'),
  'go.settings.database': setting('database'),
  'go.settings.console': setting('console'),
  'go.settings.keys': setting('keys', 'g k'),
  'view.1': view(1),
  'view.2': view(2),
  'view.3': view(3),
  'view.4': view(4),
  'view.5': view(5),
  'view.6': view(6),
  'view.7': view(7),
  'view.8': view(8),
  'view.9': view(9),

  palette: { ...console, menu: 'go', label: 'Search or command', keys: 'Mod+K' },
  search: { ...console, menu: 'list', label: 'Search this list', keys: '/' },
  acts: { ...console, menu: 'selection', label: 'All acts on what is selected', keys: '.' },
  undo: { ...console, menu: 'edit', label: 'Take back your newest act', keys: 'z' },
  keys: { ...console, menu: 'help', label: 'All keys', keys: '?' },
  lock: {
    ...console,
    menu: 'file',
    label: 'Lock the console',
    keys: 'Mod+Shift+L',
    overall: true,
  },
  'test-sign-up': { ...console, menu: 'file', label: 'Make a test sign-up' },
  'sign-out': { ...console, menu: 'file', label: 'Sign out' },
  'theme.system': theme('as the system'),
  'theme.light': theme('light'),
  'theme.dark': theme('dark'),

  'list.down': { ...list, label: 'Down', keys: 'j', always: 'ArrowDown', grid: 'down' },
  'list.up': { ...list, label: 'Up', keys: 'k', always: 'ArrowUp', grid: 'up' },
  'list.page-down': { ...list, label: 'A page down', always: 'PageDown', grid: 'pageDown' },
  'list.page-up': { ...list, label: 'A page up', always: 'PageUp', grid: 'pageUp' },
  'list.first': { ...list, label: 'To the first row', always: 'Home', grid: 'first' },
  'list.last': { ...list, label: 'To the last row', always: 'End', grid: 'last' },
  'list.select': { ...selecting, label: 'Select', keys: 'x', grid: 'select' },
  'list.all': { ...selecting, label: 'Select all that match', keys: 'Mod+A', grid: 'selectAll' },
  'list.peek': { ...list, on: PEEKING, label: 'Peek into the row', keys: 'Space', grid: 'peek' },
  'list.open': { ...list, on: OPENING, label: 'Open the row', always: 'Enter', grid: 'open' },
  'list.menu': {
    ...list,
    label: 'Menu of the row, as by right click',
    always: 'Shift+F10',
    grid: 'menu',
  },
  'list.back': { ...selecting, label: 'Clear the selection', always: 'Escape', grid: 'clear' },
  'clear-search': { ...list, on: OPENING, label: 'Clear the search', always: 'Escape' },
  'close-panel': { ...list, on: PEEKING, label: 'Close the panel', always: 'Escape' },
  filter: { ...list, on: ['users', 'pending'], label: 'Add a filter…' },
  columns: { ...list, on: ['users', 'pending'], label: 'Columns and row height' },
  'save-view': { ...list, on: ['users', 'pending'], label: 'Save as a view…' },
  export: { ...list, on: ['users', 'pending'], label: 'Export…', keys: 'Mod+Shift+E' },
  'similar.1': similar(1),
  'similar.2': similar(2),
  'similar.3': similar(3),
  'similar.4': similar(4),
  'similar.5': similar(5),

  activate: { ...people, label: 'Activate or approve', keys: 'a' },
  note: { ...people, label: 'Write a note…', keys: 'n' },
  delete: { ...people, label: 'Delete…', keys: 'Delete' },
  create: { ...accounts, on: ['users'], menu: 'list', label: 'New user…', keys: 'Shift+N' },
  edit: { ...accounts, label: 'Edit…', keys: 'e' },
  deactivate: { ...accounts, label: 'Deactivate', keys: 'd' },
  reset: { ...accounts, label: 'Send a reset link…', keys: 'm' },
  renew: { ...accounts, label: 'Require a new password…', keys: 'p' },
  'end-sessions': { ...accounts, label: 'Sign out of the accounts site everywhere', keys: 'o' },
  groups: { ...accounts, label: 'Put into a group, or take out…' },
  password: { ...accounts, label: 'Set a password…' },
  resend: { ...signUps, label: 'Send a new activation mail', keys: 'm' },
  'copy-link': { ...signUps, label: 'Copy the activation link', keys: 'c' },
  'change-email': { ...signUps, label: 'Correct the address and mail again…', keys: 'e' },
  reject: { ...signUps, label: 'Reject…', keys: 'r' },
  extend: { ...signUps, label: 'Give more time…' },
  triage: { ...signUps, on: ['pending'], menu: 'list', label: 'Go one by one', keys: 't' },
  'clean-up': { ...signUps, on: ['pending'], menu: 'list', label: 'Clean up ended sign-ups…' },

  'person.next': { ...ofPage, label: 'Next person of the list', keys: 'j' },
  'person.previous': { ...ofPage, label: 'Previous person of the list', keys: 'k' },
  'person.mail': { ...ofPage, label: 'Open the newest mail', keys: 'v' },
  'person.back': { ...ofPage, label: 'Back to the list', always: 'Escape' },

  'triage.activate': { ...triage, label: 'Activate or approve', keys: 'a' },
  'triage.reject': { ...triage, label: 'Reject…', keys: 'r' },
  'triage.fix': { ...triage, label: 'Fix the address and mail again', keys: 'e' },
  'triage.skip': { ...triage, label: 'Leave for later', keys: 's' },
  'triage.leave': { ...triage, menu: 'list', label: 'All in a list', always: 'Escape' },

  'import.leave': { ...importing, label: 'Back to the users', always: 'Escape' },

  'captured.read': { ...captured, label: 'Mark as read or unread', keys: 'u' },
  'captured.star': { ...captured, label: 'Star, or take the star off', keys: 's' },
  'captured.tag': { ...captured, label: 'Tags…', keys: 't' },
  'captured.release': { ...captured, label: 'Release to real people…', keys: 'l' },
  'captured.save': { ...captured, label: 'Save as a file', keys: 'Mod+S' },
  'captured.account': { ...captured, label: 'Open the account', keys: 'a' },
  'captured.delete': { ...captured, label: 'Delete', keys: 'Delete' },
  'captured.next': { ...captured, menu: 'list', label: 'Next mail', keys: 'n' },
  'captured.previous': { ...captured, menu: 'list', label: 'Previous mail', keys: 'p' },
  'captured.back': { ...captured, menu: 'list', label: 'Back to all mails', always: 'Escape' },

  'outbox.read': { ...outbox, label: 'Read the mail', keys: 'o' },
  'outbox.captured': { ...outbox, label: 'Show in captured mail', keys: 'c' },
  'outbox.release': { ...outbox, label: 'Release', keys: 'l' },
  'outbox.send': { ...outbox, label: 'Send now or again', keys: 'm' },
  'outbox.correct': { ...outbox, label: 'Correct the address and send again…', keys: 'e' },
  'outbox.renew': { ...outbox, label: 'Send a new one', keys: 'n' },
  'outbox.cancel': { ...outbox, label: 'Cancel or dismiss', keys: 'Delete' },
  'outbox.doctor': { ...outbox, menu: 'list', label: 'Open the doctor', keys: 'd' },

  'template.save': { ...template, label: 'Save as a new version', keys: 'Mod+S' },
  'template.versions': { ...template, label: 'Versions and differences', keys: 'v' },

  'mail-server.new': { group: 'Mail servers', menu: 'list', label: 'New mail server' },

  'trash.restore': { ...trash, label: 'Restore', keys: 'r' },
  'trash.erase': { ...trash, label: 'Delete for good…', keys: 'Delete' },

  'audit.undo': { ...audit, label: 'Take this act back', keys: 'u' },

  'invitations.new': { ...invitations, menu: 'list', label: 'New invitation…', keys: 'n' },
  'invitations.copy': { ...invitations, label: 'Copy the link', keys: 'c' },
  'invitations.revoke': { ...invitations, label: 'Revoke', keys: 'Delete' },

  'groups.new': { ...groups, menu: 'list', label: 'New group…', keys: 'n' },
  'groups.rename': { ...groups, label: 'Rename…', keys: 'e' },
  'groups.people': { ...groups, label: 'Show who is in it', keys: 'u' },
  'groups.delete': { ...groups, label: 'Delete…', keys: 'Delete' },
} as const satisfies Readonly<Record<string, KeyedAction>>;

export type ActionId = keyof typeof CATALOGUE;

export const ACTIONS: Readonly<Record<ActionId, KeyedAction>> = CATALOGUE;
export const ACTION_IDS = Object.keys(CATALOGUE) as readonly ActionId[];
