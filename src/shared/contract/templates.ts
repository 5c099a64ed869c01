import { z } from 'zod';

import { instant, line, rowId } from './fields.ts';
import { command, query } from './procedure.ts';

export const mailKind = z.enum([
  'activation',
  'activated',
  'rejected',
  'already_registered',
  'admin_approve',
  'admin_approve_complete',
  'password_reset',
  'password_changed',
  'email_changed',
  'test',
]);
export type MailKind = z.infer<typeof mailKind>;

/** What can be written in the console: each mail, and the frame around the HTML of all of them. */
export const templateKind = z.enum([...mailKind.options, 'frame']);
export type TemplateKind = z.infer<typeof templateKind>;

const mailPart = z.enum(['subject', 'text', 'html']);
export type MailPart = z.infer<typeof mailPart>;

/** Bounded above what may be saved, so that the refusal is in words. */
const source = z.string().max(400_000);
const templateParts = z.object({ subject: source, text: source, html: source });
export type TemplateParts = z.infer<typeof templateParts>;

const templateProblem = z.object({
  part: mailPart,
  /** From 1, or null where it concerns no place. */
  line: z.int().nullable(),
  column: z.int().nullable(),
  message: z.string(),
  /** An error keeps a template from being saved. */
  severity: z.enum(['error', 'warning']),
  /** What mends it when it is put into the part, or null. */
  insert: z.string().nullable(),
});
export type TemplateProblem = z.infer<typeof templateProblem>;

/** Where mails of a kind are rendered from. */
const templateSource = z.object({
  origin: z.enum(['shipped', 'folder', 'version']),
  version: z.int().nullable(),
});
export type TemplateSource = z.infer<typeof templateSource>;

const templateRow = z.object({
  kind: templateKind,
  name: z.string(),
  /** When it is sent, as a sentence. */
  sentWhen: z.string(),
  source: templateSource,
  /** When and by whom the version in use was saved, or null. */
  savedAt: instant.nullable(),
  savedBy: z.string().nullable(),
});
export type TemplateRow = z.infer<typeof templateRow>;

const templateVersion = z.object({
  number: z.int(),
  savedAt: instant,
  savedBy: z.string(),
  note: z.string(),
});

const templateDetail = templateRow.extend({
  /** What is in use. */
  parts: templateParts,
  /** What is used while no version is: the files of the data folder, or the shipped ones. */
  default: templateParts.extend({ origin: z.enum(['shipped', 'folder']) }),
  variables: z.array(
    z.object({ name: z.string(), about: z.string(), sample: z.string(), required: z.boolean() }),
  ),
  /** Newest first. */
  versions: z.array(templateVersion),
});

export type TemplateDetail = z.infer<typeof templateDetail>;

/** A template as it is being written, for somebody. */
const draft = z.object({
  kind: templateKind,
  parts: templateParts,
  /** The mail that is shown in a frame. */
  inside: mailKind.default('activation'),
  /** Whose name and address stand in it, or null for a made-up person. */
  accountId: rowId.nullable(),
});

export const templates = {
  'templates.list': query({
    access: 'staff',
    input: z.object({}),
    output: z.object({ rows: z.array(templateRow) }),
    reads: ['templates'],
  }),
  'templates.get': query({
    access: 'staff',
    input: z.object({ kind: templateKind }),
    output: templateDetail,
    reads: ['templates'],
  }),
  'templates.version': query({
    access: 'staff',
    input: z.object({ kind: templateKind, number: z.int().min(1) }),
    output: templateParts,
    reads: [],
  }),
  /** People to preview a mail for, newest sign-up first. */
  'templates.people': query({
    access: 'auth.view_user',
    input: z.object({ search: z.string().max(200) }),
    output: z.object({
      people: z.array(z.object({ id: rowId, username: z.string(), email: z.string() })),
    }),
    reads: ['accounts'],
  }),
  /**
   * The mail as it would leave, by the real renderer and composer; its links are made up. With
   * errors there is no mail.
   */
  'templates.preview': query({
    access: 'auth.view_user',
    input: draft,
    output: z.object({
      problems: z.array(templateProblem),
      mail: z
        .object({
          subject: z.string(),
          text: z.string(),
          /** An address of the console's own, unguessable and short-lived. */
          path: z.string(),
          /** Why its links would not open as the site is set up, or null. */
          wontOpen: z.string().nullable(),
          headers: z.array(z.object({ name: z.string(), value: z.string() })),
          size: z.number(),
        })
        .nullable(),
    }),
    reads: ['settings'],
  }),
  /** Saves a new version and uses it, unless there are errors: then the old one stays in use. */
  'templates.save': command({
    access: 'superuser',
    input: z.object({
      kind: templateKind,
      parts: templateParts,
      note: line,
      /** What was in use when the writing began: somebody may have saved since. */
      basedOn: templateSource,
    }),
    output: z.object({
      operationId: rowId.nullable(),
      version: z.int().nullable(),
      problems: z.array(templateProblem),
    }),
    writes: ['templates', 'operations'],
  }),
  /** Uses an older version again, or with null what is used while no version is. */
  'templates.use': command({
    access: 'superuser',
    input: z.object({ kind: templateKind, number: z.int().min(1).nullable() }),
    output: z.object({ operationId: rowId.nullable() }),
    writes: ['templates', 'operations'],
  }),
  /** Sends the mail as it is being written, to one address, through the outbox. */
  'templates.sendTest': command({
    access: 'superuser',
    input: draft.extend({ to: line }),
    output: z.object({ problems: z.array(templateProblem) }),
    writes: ['outbox', 'operations'],
  }),
};
