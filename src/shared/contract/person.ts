import { z } from 'zod';

import { accountState, WRITES } from './accounts.ts';
import { otherAccount } from './evidence.ts';
import { actingOn, instant, line, rowId } from './fields.ts';
import { outcome } from './operations.ts';
import { command, query } from './procedure.ts';
import { storyItem, storyKind } from './story.ts';

export const permission = z.object({
  id: rowId,
  app: z.string(),
  model: z.string(),
  codename: z.string(),
  /** Django's words: "Can add user". */
  name: z.string(),
});
export type Permission = z.infer<typeof permission>;

const group = z.object({
  id: rowId,
  name: z.string(),
  /** How many permissions it gives. */
  permissions: z.number(),
});
export type Group = z.infer<typeof group>;

const rights = z.object({
  groups: z.array(group),
  /** Given to the person alone. */
  permissions: z.array(permission),
  /** Given through groups, each with their names. */
  throughGroups: z.array(permission.extend({ groups: z.array(z.string()) })),
});
export type AccountRights = z.infer<typeof rights>;

const note = z.object({
  id: rowId,
  /** As written: plain text with its line breaks. */
  text: z.string(),
  author: z.string(),
  createdAt: instant,
  editedAt: instant.nullable(),
  /** Who changed it last; null while it is as it was written. */
  editedBy: z.string().nullable(),
});
export type AccountNote = z.infer<typeof note>;

const alike = z.object({
  id: rowId,
  username: z.string(),
  email: z.string(),
  name: z.string(),
  state: accountState,
  /** Why they may be one person, in words: "Same mailbox". */
  reasons: z.array(z.string()),
});
export type AlikeAccount = z.infer<typeof alike>;

const rawTable = z.object({
  table: z.string(),
  /** How many rows there are; not all of many are shown. */
  total: z.number(),
  rows: z.array(
    z.array(
      z.object({
        column: z.string(),
        /** Null for SQL's NULL and for what is hidden. */
        value: z.string().nullable(),
        /** The value never leaves the application. */
        hidden: z.boolean(),
      }),
    ),
  ),
});
export type RawTable = z.infer<typeof rawTable>;

const reference = z.object({
  table: z.string(),
  column: z.string(),
  count: z.number(),
  /** Whether these rows go when the account is deleted, as in Django's own admin. */
  goesWithAccount: z.boolean(),
});
export type AccountReference = z.infer<typeof reference>;

const about = z.object({ id: rowId });
const noteText = z.string().max(20_000);
const NOTE_WRITES = ['accounts', 'operations'] as const;

/** One person from every side, and what is done to one person. */
export const person = {
  /** What happened, newest first. */
  'accounts.story': query({
    access: 'auth.view_user',
    input: about.extend({ kind: storyKind, limit: z.int().min(1).max(5_000) }),
    output: z.object({
      items: z.array(storyItem),
      more: z.boolean(),
      /** The user name as the log has it last, for who is gone. */
      username: z.string().optional(),
    }),
    reads: ['accounts', 'registrations', 'operations', 'outbox', 'sessions'],
  }),
  'accounts.rights': query({
    access: 'auth.view_user',
    input: about,
    output: rights,
    reads: ['accounts'],
  }),
  /** Every group and permission that can be given. */
  'accounts.rightsOffered': query({
    access: 'staff',
    input: z.object({}),
    output: z.object({ groups: z.array(group), permissions: z.array(permission) }),
    reads: ['accounts'],
  }),
  /** Puts accounts into groups and takes them out of others. */
  'accounts.setGroups': command({
    access: 'superuser',
    input: actingOn({
      add: z.array(rowId).max(1_000),
      remove: z.array(rowId).max(1_000),
    }),
    output: outcome,
    writes: WRITES,
  }),
  /** Gives and takes permissions beside those of the groups. */
  'accounts.setPermissions': command({
    access: 'superuser',
    input: about.extend({
      add: z.array(rowId).max(10_000),
      remove: z.array(rowId).max(10_000),
    }),
    output: outcome,
    writes: WRITES,
  }),
  'accounts.notes': query({
    access: 'auth.view_user',
    input: about,
    output: z.object({ notes: z.array(note) }),
    reads: ['accounts'],
  }),
  'accounts.addNote': command({
    access: 'auth.change_user',
    input: about.extend({ text: noteText }),
    output: outcome,
    writes: NOTE_WRITES,
  }),
  'accounts.editNote': command({
    access: 'auth.change_user',
    input: z.object({ noteId: rowId, text: noteText }),
    output: outcome,
    writes: NOTE_WRITES,
  }),
  'accounts.deleteNote': command({
    access: 'auth.change_user',
    input: z.object({ noteId: rowId }),
    output: outcome,
    writes: NOTE_WRITES,
  }),
  /** Other accounts that may be the same person, or that are made to look like this one. */
  'accounts.alike': query({
    access: 'auth.view_user',
    input: about,
    output: z.object({ accounts: z.array(alike) }),
    reads: ['accounts', 'registrations'],
  }),
  /** The other accounts of a mailbox, however the address is written; the first few. */
  'accounts.othersAt': query({
    access: 'auth.view_user',
    /** Null for an account that is yet to be made. */
    input: z.object({ id: rowId.nullable(), email: line }),
    output: z.object({
      accounts: z.array(otherAccount),
      /** Whether the settings let an address have several accounts. */
      mayShare: z.boolean(),
    }),
    reads: ['accounts', 'settings'],
  }),
  /** Every column of the account's rows, but for secrets. */
  'accounts.raw': query({
    access: 'auth.view_user',
    input: about,
    output: z.object({ tables: z.array(rawTable) }),
    reads: ['accounts', 'registrations', 'sessions'],
  }),
  /** Which rows of which tables point to the account by a foreign key. */
  'accounts.references': query({
    access: 'auth.view_user',
    input: about,
    output: z.object({ references: z.array(reference) }),
    reads: ['accounts'],
  }),
  /** Ends the old passwords and mails a link to choose a new one; nobody learns any. */
  'accounts.requireNewPassword': command({
    access: 'auth.change_user',
    input: actingOn({ includeSelf: z.boolean().default(false) }),
    output: outcome,
    writes: WRITES,
  }),
};
