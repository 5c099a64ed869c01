import { z } from 'zod';

import { done, instant, listWindow, rowId, rowIds, sortBy } from './fields.ts';
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
  starred: z.boolean(),
  tags: z.array(z.string()),
});
export type CapturedRow = z.infer<typeof capturedRow>;

const capturedMail = capturedRow.extend({
  envelopeFrom: z.string(),
  envelopeTo: z.array(z.string()),
  fromAddresses: z.array(address),
  toAddresses: z.array(address),
  ccAddresses: z.array(address),
  bccAddresses: z.array(address),
  replyTo: z.array(address),
  date: instant.nullable(),
  messageId: z.string().nullable(),
  /** That of the HTML where the mail has none of its own. */
  text: z.string().nullable(),
  hasText: z.boolean(),
  hasHtml: z.boolean(),
  htmlSource: z.string().nullable(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  links: z.array(z.object({ href: z.string(), text: z.string() })),
  /** Where links stand in the text, in UTF-16 units, in order. */
  textLinks: z.array(z.object({ start: z.number(), end: z.number(), href: z.string() })),
  /** The structure as it is declared, in order; `depth` 0 is the mail itself. */
  parts: z.array(
    z.object({
      depth: z.number(),
      contentType: z.string(),
      charset: z.string().nullable(),
      encoding: z.string().nullable(),
      disposition: z.string().nullable(),
      filename: z.string().nullable(),
      size: z.number(),
    }),
  ),
  attachments: z.array(
    z.object({
      index: z.number(),
      filename: z.string(),
      contentType: z.string(),
      size: z.number(),
      /** Shown within the HTML. */
      inline: z.boolean(),
      /** The `index` of the attachment that it was packed in, such as winmail.dat, or null. */
      within: z.number().nullable(),
      /** A picture made of pixels, and not of too many. */
      showable: z.boolean(),
    }),
  ),
  problem: z.string().nullable(),
  /** What client and server said to each other, where that was kept. */
  talk: z.string().nullable(),
  /** How it came, or null when it came by no wire. */
  client: z
    .object({
      address: z.string(),
      hello: z.string(),
      tls: z.string().nullable(),
      user: z.string().nullable(),
    })
    .nullable(),
});
export type CapturedMail = z.infer<typeof capturedMail>;

/** The largest file that can be imported, in bytes: a call carries it as base64. */
export const MAX_IMPORT_BYTES = 7_000_000;

/** Words and operators, such as `from:karin -is:read`. */
const search = z.string().max(1_000);
const capturedFilter = z.object({ search, unreadOnly: z.boolean() });
/** No comma, because a mail's own header separates tags by it. */
const tagLabel = z
  .string()
  .trim()
  .min(1)
  .max(50)
  .regex(/^[^,"\p{Cc}]+$/u, 'A tag has no comma and no quotation mark.');
const tagLabels = z.array(tagLabel).max(20);

export const mail = {
  'captured.list': query({
    access: 'auth.change_user',
    input: listWindow.extend({
      ...capturedFilter.shape,
      /** Each has an index, because its rows hold whole mails. */
      sort: sortBy(['receivedAt', 'size', 'from', 'subject']).default({
        column: 'receivedAt',
        direction: 'descending',
      }),
    }),
    output: z.object({
      total: z.number(),
      /** The one that came last of all that match, however they are sorted; null for none. */
      newest: rowId.nullable(),
      unread: z.number(),
      /** Mails that only superusers see, whatever is looked for: that one matches would tell what is in it. */
      hidden: z.number(),
      /** Mails of before there was a search that are still being read for it. */
      unsearchable: z.number(),
      /** What in the search was not understood and left out, in words. */
      problem: z.string().nullable(),
      rows: z.array(capturedRow),
    }),
    reads: ['captured'],
  }),
  /** Everything that matches, for selecting it. */
  'captured.ids': query({
    access: 'auth.change_user',
    input: capturedFilter,
    output: z.object({ ids: z.array(rowId) }),
    reads: ['captured'],
  }),
  'captured.tags': query({
    access: 'auth.change_user',
    input: z.object({}),
    output: z.object({ tags: z.array(z.object({ label: z.string(), mails: z.number() })) }),
    reads: ['captured'],
  }),
  'captured.get': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: capturedMail,
    reads: ['captured'],
  }),
  /** Whose mail it is: more than one where several share its address. */
  'captured.people': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: z.object({ people: z.array(z.object({ id: rowId, username: z.string() })) }),
    reads: ['captured', 'accounts'],
  }),
  /**
   * An address of the console's own, unguessable and short-lived, that shows the HTML part. With
   * `remoteImages`, pictures of the public web are fetched first, by the application.
   */
  'captured.preview': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId, remoteImages: z.boolean() }),
    output: z.object({
      path: z.string(),
      blockedRemoteImages: z.number(),
      /** Computers that the mail would have asked for pictures, styles or anything else. */
      remoteHosts: z.array(z.string()),
      /** Why pictures are missing that were asked for, as sentences. */
      problems: z.array(z.string()),
    }),
    reads: [],
  }),
  /**
   * A path of the console's own, unguessable and short-lived, that ends in a slash. After it,
   * `mail` is the message as it came, to be saved as `filename`, and a number the attachment of this index.
   */
  'captured.files': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: z.object({ path: z.string(), filename: z.string() }),
    reads: [],
  }),
  /** Where to save mails from: one as it came, several as an mbox. */
  'captured.export': query({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds }),
    output: z.object({ path: z.string(), filename: z.string() }),
    reads: [],
  }),
  /** The message as it came, byte for byte, as Latin-1 text; cut after 1 MB. */
  'captured.source': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: z.object({ source: z.string(), cut: z.boolean() }),
    reads: [],
  }),
  /**
   * Takes the mails of a file, .eml, .emlx or mbox, as if they had been captured now; those that are
   * there already, byte for byte and as often, are left out and counted. A file that holds none is
   * `invalid-input`.
   */
  'captured.import': command({
    access: 'auth.change_user',
    input: z.object({ content: z.base64().max(MAX_IMPORT_BYTES * 1.4) }),
    output: z.object({
      ids: z.array(rowId),
      /** Imported, but to people whose mails whoever imports may not see. */
      hidden: z.number(),
      /** Left out, because they are here as often as the file has them. */
      alreadyThere: z.number(),
    }),
    writes: ['captured'],
  }),
  'captured.markRead': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds, read: z.boolean() }),
    output: done,
    writes: ['captured'],
  }),
  /** All that match and came no later than the newest mail that was seen. */
  'captured.markAllRead': command({
    access: 'auth.change_user',
    input: z.object({ search, upTo: rowId }),
    output: z.object({ ids: z.array(rowId) }),
    writes: ['captured'],
  }),
  'captured.star': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds, starred: z.boolean() }),
    output: done,
    writes: ['captured'],
  }),
  'captured.tag': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds, add: tagLabels, remove: tagLabels }),
    output: done,
    writes: ['captured'],
  }),
  'captured.delete': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds }),
    output: z.object({ deleted: z.number() }),
    writes: ['captured'],
  }),
  /** Takes a deletion back. */
  'captured.restore': command({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds }),
    output: z.object({ restored: z.number() }),
    writes: ['captured'],
  }),
};
