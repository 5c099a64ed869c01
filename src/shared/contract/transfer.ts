import { z } from 'zod';

import { actingOn, done, rowId } from './fields.ts';
import { fileForm, fileToSave } from './file-form.ts';
import { command, query } from './procedure.ts';

/** What can be told of a person in a file; never a password, in whatever form. */
export const EXPORT_COLUMNS = [
  'id',
  'username',
  'email',
  'first_name',
  'last_name',
  'state',
  'is_active',
  'is_staff',
  'is_superuser',
  'date_joined',
  'last_login',
  'groups',
  // Of who waits; empty for others.
  'link_ends',
  'activation_mail',
  'join_reason',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** What a column of a file can be taken for. */
export const IMPORT_FIELDS = [
  'username',
  'email',
  'password',
  'first_name',
  'last_name',
  'full_name',
  'is_active',
  'is_staff',
  'is_superuser',
  'date_joined',
  'last_login',
  'groups',
] as const;
export const importField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof importField>;

/** The largest file that is taken, in bytes, and the largest piece of it that a call carries. */
export const MAX_IMPORT_FILE_BYTES = 200_000_000;
export const IMPORT_PIECE_BYTES = 3_000_000;

/** What may stand between the cells of a file. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
const delimiter = z.enum(DELIMITERS);

const importId = z.string().min(1).max(40);

/** How a file is understood, and what becomes of its people. */
export const importPlan = z.object({
  /** Between cells; null takes what was found. */
  delimiter: delimiter.nullable(),
  /** What each column is taken for; null leaves it out. */
  mapping: z.array(importField.nullable()).max(500),
  /** `file` follows its column of active people; without one, or where it is empty, they are active. */
  start: z.enum(['file', 'active', 'pending']),
  /** What becomes of people whose password is stored in a form that Django does not know. */
  unknownHash: z.enum(['refuse', 'without']),
  /** Whether active people who come without a password get a link to choose one. */
  sendReset: z.boolean(),
  /** What comes first in dates such as 02/01/2024; null refuses those that can be read both ways. */
  dateOrder: z.enum(['day', 'month']).nullable(),
});
export type ImportPlan = z.infer<typeof importPlan>;

const importProblem = z.object({
  row: z.int(),
  /** Null when it is the row as a whole. */
  field: importField.nullable(),
  value: z.string(),
  reason: z.string(),
});
export type ImportProblem = z.infer<typeof importProblem>;

const importFindings = z.object({
  rows: z.int(),
  accepted: z.int(),
  refused: z.int(),
  /** How often each reason was given, the commonest first. */
  reasons: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** The first of what is wrong. */
  problems: z.array(importProblem),
  /** Every refused row with its reason, or null when there is none. */
  report: fileToSave.nullable(),
});
export type ImportFindings = z.infer<typeof importFindings>;

export const transfer = {
  /** Announces a file, which then comes in pieces. */
  'imports.start': command({
    access: 'superuser',
    input: z.object({
      filename: z.string().max(255),
      size: z.int().min(1).max(MAX_IMPORT_FILE_BYTES),
    }),
    output: z.object({ id: importId }),
    writes: [],
  }),
  'imports.append': command({
    access: 'superuser',
    input: z.object({ id: importId, content: z.base64().max(IMPORT_PIECE_BYTES * 1.4) }),
    output: done,
    writes: [],
  }),
  /** What is in the file: its columns with a few values, and what they are probably meant for. */
  'imports.inspect': query({
    access: 'superuser',
    input: z.object({ id: importId, delimiter: importPlan.shape.delimiter }),
    output: z.object({
      filename: z.string(),
      format: z.enum(['csv', 'json']),
      encoding: z.string(),
      delimiter,
      columns: z.array(
        z.object({
          name: z.string(),
          /** Stored passwords are never among them. */
          samples: z.array(z.string()),
          guess: importField.nullable(),
        }),
      ),
    }),
    reads: [],
  }),
  /** Goes through the whole file and changes nothing. */
  'imports.check': command({
    access: 'superuser',
    input: z.object({ id: importId, plan: importPlan }),
    output: importFindings.extend({
      /** The first people as they would be. */
      people: z.array(
        z.object({
          username: z.string(),
          email: z.string(),
          name: z.string(),
          groups: z.array(z.string()),
          state: z.enum(['active', 'pending', 'inactive']),
        }),
      ),
      /** How passwords are stored, and whether the accounts site can check them. */
      hashes: z.array(
        z.object({ algorithm: z.string(), count: z.int(), isCheckedHere: z.boolean() }),
      ),
      withoutPassword: z.int(),
      withoutEmail: z.int(),
      mails: z.int(),
      cancelled: z.boolean(),
    }),
    writes: [],
  }),
  /** Makes the accounts, all as one operation. */
  'imports.run': command({
    access: 'superuser',
    input: z.object({ id: importId, plan: importPlan }),
    output: importFindings.extend({
      operationId: rowId.nullable(),
      mailsQueued: z.int(),
      cancelled: z.boolean(),
      /** Why it could not go on: the rest of the file was not taken. */
      failed: z.string().optional(),
    }),
    writes: ['accounts', 'registrations', 'operations', 'outbox'],
  }),
  'imports.discard': command({
    access: 'superuser',
    input: z.object({ id: importId }),
    output: done,
    writes: [],
  }),
  /** Writes down that they leave, and gives an address that streams them. */
  'accounts.export': command({
    access: 'auth.view_user',
    input: actingOn({
      ...fileForm.shape,
      columns: z.array(z.enum(EXPORT_COLUMNS)).min(1).max(EXPORT_COLUMNS.length),
    }),
    output: fileToSave.extend({ count: z.int().min(0) }),
    writes: ['operations'],
  }),
};
