import { z } from 'zod';

import { AUDIT_VIA } from '../audit-query.ts';
import { done, instant, listWindow, rowId } from './fields.ts';
import { fileForm, fileToSave } from './file-form.ts';
import { command, query } from './procedure.ts';

/** How many of those whom an act left out are named: past this a person reads no further. */
export const NAMED_AT_MOST = 200;

/** Mails that stay cancelled, since they would only mislead by now, by whose they are. */
const mailsLost = z.array(z.object({ name: z.string(), reason: z.string() }));

/** Under another user name the person could come back, from the trash. */
const isNameTaken = z.literal(true).optional();

/** What became of an act on many: expected outcomes are data, not errors. */
export const outcome = z.object({
  /** The operation to undo, or null when nothing was changed. */
  operationId: rowId.nullable(),
  done: z.number(),
  skipped: z.array(z.object({ id: z.number(), name: z.string(), reason: z.string(), isNameTaken })),
  /** How many were skipped, when those are more than are named. */
  skippedCount: z.number().optional(),
  mailsQueued: z.number(),
  /** As for `operations.undo`, where people come back. */
  mailsPutBack: z.number().optional(),
  mailsLost: mailsLost.optional(),
  mailsLostCount: z.number().optional(),
  /** Somebody stopped it before all were reached; done and skipped are those that were. */
  cancelled: z.boolean().optional(),
  /** Why it could not go on before all were reached; done and skipped are those that were. */
  failed: z.string().optional(),
});
export type Outcome = z.infer<typeof outcome>;

/** A value before and after, '' where it was empty. */
export const fieldChange = z.object({
  field: z.string(),
  /** Null where it was not there at all, as of an account that was made. */
  before: z.string().nullable(),
  /** Null where it is not there any more. */
  after: z.string().nullable(),
  /** Both are instants, where they are not empty. */
  isTime: z.boolean().optional(),
});
export type FieldChange = z.infer<typeof fieldChange>;

const operation = z.object({
  id: rowId,
  at: instant,
  kind: z.string(),
  /** One sentence without its subject: "Activated 3 sign-ups". */
  title: z.string(),
  actor: z.string(),
  via: z.enum(AUDIT_VIA),
  accounts: z.number(),
  /** The first few people it was about. */
  names: z.array(z.string()),
  /** Why it can't be taken back, or null when it can. */
  undoBlocked: z.string().nullable(),
  /** Whether it was taken back. */
  isUndone: z.boolean().optional(),
  /** Of an export: which columns left. */
  columns: z.string().optional(),
});
export type OperationRow = z.infer<typeof operation>;

/** As `parseAuditQuery` reads it. */
const auditSearch = z.string().max(1_000);
const change = z.object({
  name: z.string(),
  /** Whose page can be opened; null of who is gone, and of what is nobody's. */
  accountId: rowId.nullable(),
  what: z.string(),
  fields: z.array(fieldChange),
});
export type OperationChange = z.infer<typeof change>;

export const operations = {
  'operations.list': query({
    access: 'auth.view_user',
    input: listWindow.extend({ search: auditSearch }),
    output: z.object({ total: z.number(), rows: z.array(operation) }),
    reads: ['operations'],
  }),
  'operations.get': query({
    access: 'auth.view_user',
    input: z.object({ id: rowId }),
    output: z.object({
      operation,
      /** At most 200 of the changes, in the order they were made. */
      changes: z.array(change),
      changesTotal: z.int(),
    }),
    reads: ['operations'],
  }),
  /**
   * The newest change by whoever is signed in, made at the console since they signed in and not taken
   * back: what a window that was loaded anew can still take back. Null when there is none.
   */
  'operations.newestOwn': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: z.object({ operation: operation.nullable() }),
    reads: ['operations', 'session'],
  }),
  /** One window of an operation's changes, in the order they were made. */
  'operations.changes': query({
    access: 'auth.view_user',
    input: listWindow.extend({ id: rowId }),
    output: z.object({ total: z.number(), rows: z.array(change) }),
    reads: ['operations'],
  }),
  /** What a search finds in the log, as a file. */
  'operations.export': command({
    access: 'auth.view_user',
    input: fileForm.extend({ search: auditSearch }),
    output: fileToSave,
    writes: ['operations'],
  }),
  /** Whether the log is as it was written: each entry is chained by its hash to the one before. */
  'operations.verify': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: z.object({
      /** `unsealed`: the entries are as they were written; whether all are there nobody can tell. */
      state: z.enum(['empty', 'unbroken', 'unsealed', 'broken']),
      /** When the chain begins. */
      since: instant.nullable(),
      entries: z.number(),
      checkedAt: instant,
      /** The first entry that is not as it was written, or null when the end is missing. */
      problem: z.object({ operationId: rowId.nullable(), what: z.string() }).nullable(),
    }),
    reads: ['operations'],
  }),
  /** Checks all of the log anew, not only what is new since the last check. */
  'operations.verifyAgain': command({
    access: 'auth.view_user',
    input: z.object({}),
    output: done,
    writes: ['operations'],
  }),
  /** One that would shut oneself out is refused, with a field `includeSelf`, until that is meant too. */
  'operations.undo': command({
    access: 'staff',
    input: z.object({ id: rowId, includeSelf: z.boolean().optional() }),
    output: z.object({
      operationId: rowId.nullable(),
      /** What was taken back, as the log calls it, and the first few people it was about. */
      act: operation.pick({ title: true, accounts: true, names: true }),
      undone: z.number(),
      refused: z.array(
        z.object({
          name: z.string(),
          reason: z.string(),
          isNameTaken,
          /** It belongs to no account, such as a group or a setting. */
          isNobodys: z.literal(true).optional(),
        }),
      ),
      /** How many were refused, when those are more than are named. */
      refusedCount: z.number().optional(),
      /** Who has an address again that somebody else has been given since. */
      shared: z.array(z.object({ name: z.string(), holder: z.string() })).optional(),
      /** How many those are, when they are more than are named. */
      sharedCount: z.number().optional(),
      mailsTakenBack: z.number(),
      /** How many wait again that the act had kept from leaving. */
      mailsPutBack: z.number(),
      mailsGone: z.number(),
      mailsLost,
      /** How many those are, when they are more than are named. */
      mailsLostCount: z.number().optional(),
      /** Why it could not go on before all were reached; asking again does the rest. */
      failed: z.string().optional(),
    }),
    writes: [
      'operations',
      'accounts',
      'groups',
      'registrations',
      'outbox',
      'settings',
      'templates',
    ],
  }),
};
