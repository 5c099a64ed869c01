import type { Generated } from 'kysely';

import type { DjangoBoolean, DjangoDatetime, DjangoTables } from './django-tables.ts';
import type { MailTables } from './mail-tables.ts';

/** What Gatehouse knows of a sign-up beyond Django's tables. */
export interface GatehouseRegistration {
  user_id: number;
  /** SHA-256 of the activation key, for finding it: Django's key column has no index. */
  key_hash: string;
  /** When the key was made anew, which moves the deadline; null while it is the first one. */
  reissued_at: DjangoDatetime | null;
  /** What the person wrote on why they want to join, for the reviewer. */
  join_reason: string;
  /** The network address the sign-up came from, or '' for one made by hand. */
  address: string;
  invitation_id: number | null;
}

/** Somebody signed in at the accounts site. */
export interface GatehouseSession {
  id: Generated<number>;
  /** SHA-256 of the cookie's key: the key itself is nowhere. */
  key_hash: string;
  user_id: number;
  /** Ends the session when the password column changes, whoever changes it. */
  auth_tag: string;
  /** The account's flags at the session's last change of id; other flags make another id. */
  privileges: number;
  created_at: DjangoDatetime;
  last_seen_at: DjangoDatetime;
  expires_at: DjangoDatetime;
  address: string;
  user_agent: string;
}

/** Something that happened to an account without changing it: a link fetched, a sign-in. */
export interface GatehouseEvent {
  id: Generated<number>;
  at: DjangoDatetime;
  account_id: number;
  kind: string;
  /** JSON. Never a key or token. */
  detail: string;
}

/** What an administrator wrote down about somebody, as plain text. */
export interface GatehouseNote {
  id: Generated<number>;
  account_id: number;
  text: string;
  author_id: number | null;
  /** The author's name at that time, kept when the account is gone. */
  author: string;
  created_at: DjangoDatetime;
  edited_at: DjangoDatetime | null;
  /** The name of whoever changed it last. */
  edited_by: string | null;
}

export interface GatehouseInvitation {
  id: Generated<number>;
  label: string;
  created_at: DjangoDatetime;
  created_by: string;
  expires_at: DjangoDatetime;
  max_uses: number;
  uses: number;
  revoked_at: DjangoDatetime | null;
}

export interface GatehouseRejection {
  id: Generated<number>;
  username: string;
  email: string;
  reason: string;
  note: string;
  rejected_at: DjangoDatetime;
  /** What it keeps from signing up again: an address, `@` and a domain, or ''. */
  refuses: Generated<string>;
}

export interface GatehouseOperation {
  id: Generated<number>;
  at: DjangoDatetime;
  kind: string;
  actor_id: number | null;
  actor: string;
  via: string;
  accounts: number;
  /** JSON: what the title needs to know, and the reason given. */
  detail: string;
  undo_of: number | null;
  undone_by: number | null;
  /** When what it deleted was deleted for good; null while it can come back. */
  emptied_at: Generated<DjangoDatetime | null>;
}

/** Somebody who was deleted and can come back: the operation that did it holds their rows. */
export interface GatehouseTrash {
  account_id: number;
  operation_id: number;
  username: string;
  email: string;
  name: string;
  deleted_at: DjangoDatetime;
}

/** How somebody left. */
export type LeaverWay = 'cleanedUp' | 'rejected' | 'deleted';

/** Somebody who left, by the last act that took them; who came back is not gone. */
export interface GatehouseLeaver {
  account_id: number;
  /** The day on which they had joined, as days were where they were taken. */
  joined: string;
  way: LeaverWay;
  was_active: DjangoBoolean;
  /** An activation mail had left. */
  was_mailed: DjangoBoolean;
  is_gone: DjangoBoolean;
}

/** A part of an operation in the chain of hashes. */
export interface GatehouseAuditLink {
  id: Generated<number>;
  operation_id: number;
  /** How many accounts and changes the part is about. */
  accounts: number;
  changes: number;
  /** SHA-256 of the changes. */
  digest: string;
  /** SHA-256 of the link before, the operation and this part. */
  hash: string;
}

export interface GatehouseOperationChange {
  id: Generated<number>;
  operation_id: number;
  account_id: number | null;
  account_name: string;
  table_name: string;
  row_id: string;
  /** JSON of the changed columns; null when the row was made. */
  before: string | null;
  /** JSON of the changed columns; null when the row was deleted. */
  after: string | null;
}

/** A search of a list under a name, with how the list was arranged. */
export interface GatehouseView {
  id: Generated<number>;
  owner_id: number;
  list: string;
  name: string;
  query: string;
  /** JSON, as the contract's layout of a list. */
  layout: string;
  shared: DjangoBoolean;
  position: number;
  deleted_at: DjangoDatetime | null;
}

/** Every table that the console reads or writes. Django's other tables are only made. */
export interface Schema extends DjangoTables, MailTables {
  gatehouse_setting: { name: string; value: string };
  gatehouse_secret: { name: string; sealed: string; place: Generated<string> };
  gatehouse_throttle: { name: string; failures: number; blocked_until: DjangoDatetime };
  gatehouse_rate: { name: string; level: number; updated_at: DjangoDatetime };
  gatehouse_session: GatehouseSession;
  gatehouse_event: GatehouseEvent;
  gatehouse_invitation: GatehouseInvitation;
  gatehouse_note: GatehouseNote;
  gatehouse_registration: GatehouseRegistration;
  gatehouse_rejection: GatehouseRejection;
  gatehouse_operation: GatehouseOperation;
  gatehouse_operation_change: GatehouseOperationChange;
  gatehouse_trash: GatehouseTrash;
  gatehouse_leaver: GatehouseLeaver;
  gatehouse_audit_link: GatehouseAuditLink;
  gatehouse_view: GatehouseView;
  gatehouse_list_layout: { account_id: number; list: string; layout: string };
  gatehouse_key: { account_id: number; action: string; keys: string | null };
}
