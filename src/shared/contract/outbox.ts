import { z } from 'zod';

import { instant, listWindow, rowId, rowIds } from './fields.ts';
import { command, query } from './procedure.ts';
import { mailStep } from './story.ts';

export const outboxState = z.enum([
  'held',
  'queued',
  'sending',
  'deferred',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
  'expired',
]);
export type OutboxState = z.infer<typeof outboxState>;

const outboxRow = z.object({
  id: rowId,
  state: outboxState,
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  createdAt: instant,
  nextAttemptAt: instant.nullable(),
  finishedAt: instant.nullable(),
  attempts: z.number(),
  /** After so many it is given up. */
  attemptsMost: z.number(),
  /** When the link inside ends, and with it every attempt, or null. */
  linkEndsAt: instant.nullable(),
  /** Whether it goes by a server of its own, not by the one that is live. */
  ownServer: z.boolean(),
  /** Why it would only mislead now, in words: there is a newer link, the account is active. */
  overtaken: z.string().nullable(),
  /** Whether somebody has settled that nothing more is to be done about it. */
  dismissed: z.boolean(),
  /** Where it went or will go: "capture" or the server's name. */
  destination: z.string(),
  /** What happened, in words: cause first. */
  why: z.string(),
  advice: z.string().nullable(),
  /** The server's own words. */
  reply: z.string().nullable(),
  accountId: rowId.nullable(),
  /** The address as it was probably meant, for mails that did not arrive, or null. */
  meant: z.string().nullable(),
});
export type OutboxRow = z.infer<typeof outboxRow>;

const outboxView = z.enum(['all', 'held', 'waiting', 'sent', 'failed']);

export const outbox = {
  'outbox.list': query({
    access: 'auth.change_user',
    input: listWindow.extend({ search: z.string().max(200), view: outboxView }),
    output: z.object({
      total: z.number(),
      rows: z.array(outboxRow),
      views: z.object({
        all: z.number(),
        held: z.number(),
        waiting: z.number(),
        sent: z.number(),
        failed: z.number(),
      }),
    }),
    reads: ['outbox', 'settings'],
  }),
  'outbox.get': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: outboxRow,
    reads: ['outbox', 'settings'],
  }),
  /** Lets held mails go. */
  'outbox.release': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds }),
    output: z.object({
      released: z.number(),
      /** Mails whose link had ended before. */
      ended: z.number(),
      skipped: z.number(),
    }),
    writes: ['outbox', 'registrations'],
  }),
  /** Cancels what waits, and dismisses what failed; tells which, so that just those can come back. */
  'outbox.cancel': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds }),
    output: z.object({
      cancelled: z.array(rowId),
      dismissed: z.array(rowId),
      skipped: z.number(),
    }),
    writes: ['outbox'],
  }),
  /** Takes a cancelling or a dismissal back. */
  'outbox.restore': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds }),
    output: z.object({ restored: z.number() }),
    writes: ['outbox'],
  }),
  /** Ends a pause and tries the server at once. */
  'outbox.tryNow': command({
    access: 'auth.change_user',
    input: z.object({}),
    output: z.object({}),
    writes: ['outbox'],
  }),
  /**
   * How a mail fared in the order of time, and each attempt to send it, newest first, with what was
   * said, logins masked.
   */
  'outbox.attempts': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: z.object({
      steps: z.array(mailStep),
      attempts: z.array(
        z.object({ id: rowId, at: instant, reply: z.string().nullable(), transcript: z.string() }),
      ),
    }),
    reads: ['outbox', 'accounts', 'operations'],
  }),
  /** The captured mail that it became; null where there is none any more, or none to be seen. */
  'outbox.captured': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: z.object({ capturedId: rowId.nullable() }),
    reads: [],
  }),
  /** The mail itself, as it leaves or has left; without it the reason, in words. */
  'outbox.read': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: z.object({
      mail: z
        .object({
          text: z.string(),
          /** An address of the console's own, unguessable and short-lived; null without HTML. */
          path: z.string().nullable(),
          headers: z.array(z.object({ name: z.string(), value: z.string() })),
        })
        .nullable(),
      reason: z.string().nullable(),
    }),
    reads: [],
  }),
  /** Sends what waits at once, and what failed or is uncertain again. */
  'outbox.sendNow': command({
    access: 'auth.change_user',
    input: z.object({
      ids: rowIds,
      /** Leaves those alone that may have arrived or that somebody has cancelled. */
      sparing: z.boolean().default(false),
    }),
    output: z.object({ queued: z.number(), skipped: z.number() }),
    writes: ['outbox'],
  }),
};
