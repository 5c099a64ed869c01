import { z } from 'zod';

import { done, instant, listWindow, rowId, rowIds } from './fields.ts';
import { command, query } from './procedure.ts';

const address = z.object({ name: z.string(), address: z.string() });

const capturedRow = z.object({
  id: rowId,
  receivedAt: instant,
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  preview: z.string(),
  size: z.number(),
  read: z.boolean(),
  hasAttachments: z.boolean(),
});
export type CapturedRow = z.infer<typeof capturedRow>;

const capturedMail = capturedRow.extend({
  envelopeFrom: z.string(),
  envelopeTo: z.array(z.string()),
  fromAddresses: z.array(address),
  toAddresses: z.array(address),
  ccAddresses: z.array(address),
  replyTo: z.array(address),
  date: instant.nullable(),
  messageId: z.string().nullable(),
  text: z.string().nullable(),
  hasHtml: z.boolean(),
  htmlSource: z.string().nullable(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  links: z.array(z.object({ href: z.string(), text: z.string() })),
  attachments: z.array(
    z.object({
      index: z.number(),
      filename: z.string(),
      contentType: z.string(),
      size: z.number(),
    }),
  ),
  problem: z.string().nullable(),
});
export type CapturedMail = z.infer<typeof capturedMail>;

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
  /** Where it went or will go: "capture" or the server's name. */
  destination: z.string(),
  /** What happened, in words: cause first. */
  why: z.string(),
  advice: z.string().nullable(),
  /** The server's own words. */
  reply: z.string().nullable(),
  accountId: rowId.nullable(),
});
export type OutboxRow = z.infer<typeof outboxRow>;

const outboxView = z.enum(['all', 'held', 'waiting', 'sent', 'failed']);

export const mail = {
  'captured.list': query({
    access: 'staff',
    input: listWindow.extend({ search: z.string().max(200), unreadOnly: z.boolean() }),
    output: z.object({ total: z.number(), unread: z.number(), rows: z.array(capturedRow) }),
    reads: ['captured'],
  }),
  'captured.get': query({
    access: 'staff',
    input: z.object({ id: rowId }),
    output: capturedMail,
    reads: ['captured'],
  }),
  /** An address of the console's own, unguessable and short-lived, that shows the HTML part. */
  'captured.preview': query({
    access: 'staff',
    input: z.object({ id: rowId }),
    output: z.object({ path: z.string(), blockedRemoteImages: z.number() }),
    reads: [],
  }),
  /** The message as it came, byte for byte, as Latin-1 text; cut after 1 MB. */
  'captured.source': query({
    access: 'staff',
    input: z.object({ id: rowId }),
    output: z.object({ source: z.string(), cut: z.boolean() }),
    reads: [],
  }),
  'captured.markRead': command({
    access: 'staff',
    input: z.object({ ids: rowIds, read: z.boolean() }),
    output: done,
    writes: ['captured'],
  }),
  'captured.delete': command({
    access: 'staff',
    input: z.object({ ids: rowIds }),
    output: z.object({ deleted: z.number() }),
    writes: ['captured'],
  }),
  /** Takes a deletion back. */
  'captured.restore': command({
    access: 'staff',
    input: z.object({ ids: rowIds }),
    output: z.object({ restored: z.number() }),
    writes: ['captured'],
  }),
  'outbox.list': query({
    access: 'staff',
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
  /** Lets held mails go. */
  'outbox.release': command({
    access: 'staff',
    input: z.object({ ids: rowIds }),
    output: z.object({ released: z.number(), skipped: z.number() }),
    writes: ['outbox', 'registrations'],
  }),
  'outbox.cancel': command({
    access: 'staff',
    input: z.object({ ids: rowIds }),
    output: z.object({ cancelled: z.number(), skipped: z.number() }),
    writes: ['outbox'],
  }),
  /** Sends what waits at once, and what failed or is uncertain again. */
  'outbox.sendNow': command({
    access: 'staff',
    input: z.object({ ids: rowIds }),
    output: z.object({ queued: z.number(), skipped: z.number() }),
    writes: ['outbox'],
  }),
};
