import type { ActKind, ToldAct } from './act-kind.ts';

const superusers = { access: 'superuser' } as const;
const mailing = {
  notUndoable: 'A mail that has left can’t be taken back.',
  changesNothing: true,
} as const;

/** Acts on the site, its settings and its mail. */
export const SITE_KINDS = {
  'session.setUp': {
    ...superusers,
    title: () => 'Set up the site and its first administrator',
    story: { kind: 'sign-up', tone: 'neutral' },
    notUndoable: 'The first administrator is needed to take anything back.',
    makesAccounts: true,
  },
  'session.signIn': {
    title: () => 'Signed in at the console',
    story: { kind: 'signed-in', tone: 'neutral' },
    notUndoable: 'A sign-in is a fact, not a change.',
    changesNothing: true,
  },
  'database.open': {
    title: ({ detail: { file, looksOnly } }: ToldAct<{ file: string; looksOnly: boolean }>) =>
      `Opened ${String(file)}${looksOnly === true ? ' only to look at it' : ''}`,
    words: ['Opened', 'only to look at it'],
    notUndoable: 'Choose another database in Settings → Database.',
    changesNothing: true,
  },
  'settings.site': { ...superusers, title: () => 'Changed the site settings' },
  'settings.registration': { ...superusers, title: () => 'Changed the registration settings' },
  'settings.mail': { ...superusers, title: () => 'Changed the mail settings' },
  'settings.capture': { ...superusers, title: () => 'Changed what is kept of captured mail' },
  'settings.faults': {
    ...superusers,
    title: () => 'Changed what the capture server does wrong on purpose',
  },
  'settings.console': { ...superusers, title: () => 'Changed the console settings' },
  'settings.cleanUp': { ...superusers, title: () => 'Changed when clean-ups run' },
  'settings.signIn': { ...superusers, title: () => 'Changed the sign-in settings' },
  'settings.network': { ...superusers, title: () => 'Changed the network settings' },
  'settings.signingKey': {
    ...superusers,
    title: () => 'Replaced the signing key',
    notUndoable: 'The key is not in Audit.',
  },
  'settings.test': {
    ...superusers,
    ...mailing,
    title: ({ detail: { to } }: ToldAct<{ to: string }>) => `Sent a test mail to ${String(to)}`,
  },
  'templates.save': {
    ...superusers,
    title: ({ detail: { name, number } }: ToldAct<{ name: string; number: number }>) =>
      `Saved version ${String(number)} of the mail “${String(name)}”`,
  },
  'templates.use': {
    ...superusers,
    title: ({ detail: { name, number } }: ToldAct<{ name: string; number: number | null }>) =>
      number === null
        ? `Reset the mail “${String(name)}”`
        : `Went back to version ${Number(number)} of the mail “${String(name)}”`,
    words: ['Reset the mail', 'Went back to version', 'of the mail'],
  },
  'templates.test': {
    ...superusers,
    ...mailing,
    title: ({ detail: { name, to } }: ToldAct<{ name: string; to: string }>) =>
      `Sent a test of the mail “${String(name)}” to ${String(to)}`,
  },
  'captured.release': {
    title: ({ detail: { to, count } }: ToldAct<{ to: string; count: number }>) =>
      `Released ${Number(count) === 1 ? 'a captured mail' : `${String(count)} captured mails`} to ${String(to)}`,
    words: ['Released a captured mail to', 'Released captured mails to'],
    notUndoable:
      'A mail that has left can’t be taken back. What waits can be cancelled in the outbox.',
    changesNothing: true,
  },
  /** It leaves nothing behind, in the log neither. */
  'mail.nobody': { title: () => 'Mailed nobody' },
} satisfies Readonly<Record<string, ActKind>>;
