import type { Generated } from 'kysely';

import type { DjangoBoolean, DjangoDatetime } from './django-tables.ts';

interface GatehouseOutbox {
  id: Generated<number>;
  idempotency_key: string;
  message_id: string;
  kind: string;
  account_id: number | null;
  operation_id: number | null;
  /** The operation that last took it out of the queue, or put it back: its undo does the opposite. */
  cancelled_by: number | null;
  envelope_from: string;
  envelope_to: string;
  /** Empty while it could not be rendered. */
  subject: string;
  /** The mail's bytes: null until it is first needed, and never another again. */
  raw: Buffer | null;
  /** What it is rendered from; null for a mail that was rendered when it was put here. */
  edition_id: number | null;
  /** JSON of what the template is given. As secret as the bytes: links are in it. */
  variables: string | null;
  from_name: Generated<string>;
  /** Empty for the sender's own address. */
  reply_to: Generated<string>;
  state: string;
  attempts: number;
  created_at: DjangoDatetime;
  next_attempt_at: DjangoDatetime | null;
  /** After this the link inside has ended and sending would only mislead. */
  not_after: DjangoDatetime | null;
  /** Set between the server's 354 and the first byte: from here on a break is uncertain. */
  data_started_at: DjangoDatetime | null;
  finished_at: DjangoDatetime | null;
  /** Why it is not tried again should the attempt under way fail; null while it would be. */
  called_off: string | null;
  destination: string;
  /** The server that a release leaves through; null for mails that leave by what is live. */
  profile: string | null;
  smtp_code: number | null;
  problem: string | null;
  why: string | null;
  advice: string | null;
  reply: string | null;
}

/** A mail's template as somebody saved it. Never changed, never deleted. */
export interface GatehouseTemplateVersion {
  id: Generated<number>;
  kind: string;
  /** Counts from 1 for each kind. */
  number: number;
  subject: string;
  text: string;
  html: string;
  note: string;
  saved_at: DjangoDatetime;
  saved_by: string;
}

/** One state of everything a kind of mail is rendered from. Never changed, never deleted. */
interface GatehouseTemplateEdition {
  id: Generated<number>;
  hash: string;
  kind: string;
  origin: string;
  /** The number of the version it was made from, or null. */
  version: number | null;
  /** JSON of template texts by their names, the frame and other parts included. */
  files: string;
}

/** One attempt to send a mail of the outbox. */
interface GatehouseOutboxAttempt {
  id: Generated<number>;
  mail_id: number;
  at: DjangoDatetime;
  /** What it made of the mail. */
  state: string;
  destination: string;
  smtp_code: number | null;
  why: string | null;
  reply: string | null;
  /** What was said, logins masked; never the mail itself. */
  transcript: string;
}

/** What somebody did with a mail of the outbox by hand. */
export interface GatehouseOutboxAct {
  id: Generated<number>;
  mail_id: number;
  at: DjangoDatetime;
  act: 'released' | 'sent-now' | 'cancelled' | 'dismissed' | 'restored';
  /** The name of who did it, kept when the account is gone. */
  actor: string;
  /** Why the mail was as it was before, such as held. */
  why: string | null;
}

interface GatehouseCapturedMail {
  id: Generated<number>;
  received_at: DjangoDatetime;
  envelope_from: string;
  envelope_to: string;
  message_id: string | null;
  from_text: string;
  to_text: string;
  subject: string;
  preview: string;
  size: number;
  raw: Buffer;
  has_attachments: DjangoBoolean;
  parsed_at: DjangoDatetime | null;
  read_at: DjangoDatetime | null;
  deleted_at: DjangoDatetime | null;
  client_address: Generated<string>;
  client_hello: Generated<string>;
  tls: string | null;
  auth_user: string | null;
  talk: Generated<string>;
  starred: Generated<DjangoBoolean>;
  /** Why it could not be read, in words. */
  problem: string | null;
  /** Null until its words can be found. */
  searchable_at: DjangoDatetime | null;
}

interface GatehouseCapturedTag {
  mail_id: number;
  /** The label with letter case folded, by which it is found. */
  tag: string;
  label: string;
}

/** A full text index (FTS5) without contents: what was put in can be matched, not read. */
interface GatehouseCapturedWords {
  rowid: number;
  subject: string;
  sender: string;
  recipients: string;
  body: string;
  files: string;
}

/** One row: which edition of the reader has read all captured mails but those with an id below. */
interface GatehouseCapturedReading {
  edition: number;
  unread_below: number;
}

/** The tables of what is caught and of what leaves. */
export interface MailTables {
  gatehouse_outbox: GatehouseOutbox;
  gatehouse_outbox_attempt: GatehouseOutboxAttempt;
  gatehouse_outbox_act: GatehouseOutboxAct;
  /** Which version of a mail's template is in use, by the kind's name. */
  gatehouse_template: { name: string; version: number };
  gatehouse_template_version: GatehouseTemplateVersion;
  gatehouse_template_edition: GatehouseTemplateEdition;
  gatehouse_captured_mail: GatehouseCapturedMail;
  gatehouse_captured_tag: GatehouseCapturedTag;
  gatehouse_captured_words: GatehouseCapturedWords;
  gatehouse_captured_reading: GatehouseCapturedReading;
}
