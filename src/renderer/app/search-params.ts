import * as z from 'zod';

import { accounts } from '../../shared/contract/accounts.ts';
import { FIRST_DAY } from '../../shared/contract/dashboard.ts';
import { registrations } from '../../shared/contract/registrations.ts';
import { templateKind as kinds } from '../../shared/contract/templates.ts';
import { SETTINGS_SECTIONS } from './settings-section.ts';

/** What a screen's address holds, so that coming back shows the same list. Defaults stay away. */
const text = z.coerce.string().max(1_000).optional().catch(undefined);
const id = z.int().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);
/** A place in a list, counted from 0. */
const place = z.int().min(0).optional().catch(undefined);

export const pendingSearch = z.object({
  q: text,
  /** The saved view that was opened. */
  view: id,
  peek: flag,
  /** Where in the list one was. */
  at: place,
});
export type PendingSearch = z.infer<typeof pendingSearch>;

export const triageSearch = z.object({ query: text });

export const usersSearch = z.object({
  q: text,
  view: id,
  id,
  at: place,
});
export type UsersSearch = z.infer<typeof usersSearch>;

/** The orders of the lists that a person's page is opened from. */
export const usersSort = accounts['accounts.list'].input.shape.sort;
export const USERS_ORDER = { column: 'username', direction: 'ascending' } as const;
export const pendingSort = registrations['registrations.list'].input.shape.sort;
export const PENDING_ORDER = { column: 'signedUpAt', direction: 'descending' } as const;

/** Whose page an address is; one of nobody shows that there is nobody. */
export const personId = z.int().catch(Number.MIN_SAFE_INTEGER);

/** A person's page: the side that is shown, and the list that it was opened from. */
export const personSearch = z.object({
  tab: z.enum(['permissions', 'rows']).optional().catch(undefined),
  /** Somebody to compare with. */
  with: id,
  /** Which list it is, with its query, its view, and the person's place in it. */
  from: z.literal('pending').optional().catch(undefined),
  list: text,
  view: id,
  at: place,
  /** Whether the panel was open there. */
  peek: flag,
  sort: z.union([usersSort.shape.column, pendingSort.shape.column]).optional().catch(undefined),
  order: usersSort.shape.direction.optional().catch(undefined),
});
export type PersonSearch = z.infer<typeof personSearch>;
const day = z.iso
  .date()
  .refine((given) => given >= FIRST_DAY)
  .optional()
  .catch(undefined);

export const dashboardSearch = z.object({
  span: z.enum(['today', '7d', '90d', 'custom']).optional().catch(undefined),
  from: day,
  to: day,
});
export type DashboardSearch = z.infer<typeof dashboardSearch>;

export const trashSearch = z.object({ q: text, id });
export type TrashSearch = z.infer<typeof trashSearch>;

export const groupsSearch = z.object({ q: text, id });
export type GroupsSearch = z.infer<typeof groupsSearch>;

export const activitySearch = z.object({
  q: z.coerce.string().max(1_000).optional().catch(undefined),
  id,
});
export type ActivitySearch = z.infer<typeof activitySearch>;

export const capturedSearch = z.object({ id });

export const outboxSearch = z.object({
  id,
  q: text,
  view: z.enum(['held', 'waiting', 'sent', 'failed']).optional().catch(undefined),
});
export type OutboxSearch = z.infer<typeof outboxSearch>;

export const templateKind = kinds.catch('activation');

/** The way of mails that the doctor examines at once: `capture`, or the id of a mail server. */
export const settingsSearch = z.object({
  examine: z.string().max(100).optional().catch(undefined),
});

export const settingsSection = z.enum(SETTINGS_SECTIONS).catch('site');
