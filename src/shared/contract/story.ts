import { z } from 'zod';

import { instant, rowId } from './fields.ts';
import { fieldChange } from './operations.ts';

export const storyItem = z.object({
  /** Tells it from all others of the story, also when more have come. */
  key: z.string(),
  at: instant,
  kind: z.enum([
    'sign-up',
    'mail',
    'fetched',
    'activated',
    'changed',
    'password',
    'removed',
    'signed-in',
    'signed-out',
    'note',
    'undo',
  ]),
  tone: z.enum(['neutral', 'ok', 'waiting', 'warn', 'danger']),
  title: z.string(),
  detail: z.string().nullable(),
  by: z.string().nullable(),
  changes: z.array(fieldChange),
  /** The mail of the outbox that it tells of. */
  mailId: rowId.optional(),
  /** The operation that can be taken back from here. */
  undoOperationId: rowId.nullable(),
  /** Why an administrator's act can't be taken back, or null when it can or was nobody's. */
  undoBlocked: z.string().nullable(),
});
export type StoryItem = z.infer<typeof storyItem>;

/** A step of how a mail fared. */
export const mailStep = storyItem.pick({ at: true, tone: true, title: true, detail: true });
export type MailStep = z.infer<typeof mailStep>;

/** Some of a story: everything, mails, signing in and links, what administrators did, or notes. */
export const storyKind = z.enum(['all', 'mails', 'access', 'acts', 'notes']);
export type StoryKind = z.infer<typeof storyKind>;
