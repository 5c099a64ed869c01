import * as z from 'zod';

import { accounts } from '../../shared/contract/accounts.ts';
import { templateKind as kinds } from '../../shared/contract/templates.ts';
import { SETTINGS_SECTIONS } from '../screens/settings/settings-section.ts';

/** What a screen's address holds, so that coming back shows the same list. Defaults stay away. */
const text = z.coerce.string().max(1_000).optional().catch(undefined);
const id = z.int().positive().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);

export const pendingSearch = z.object({
  q: text,
  /** The saved view that was opened. */
  view: id,
  peek: flag,
});
export type PendingSearch = z.infer<typeof pendingSearch>;

export const triageSearch = z.object({ query: text });

export const usersSearch = z.object({
  q: text,
  view: id,
  id,
});
export type UsersSearch = z.infer<typeof usersSearch>;

const listSort = accounts['accounts.list'].input.shape.sort.shape;

/** Whose page an address is; one of nobody shows that there is nobody. */
export const personId = z.int().positive().max(2_147_483_647).catch(2_147_483_647);

/** A person's page: the side that is shown, and the list that it was opened from. */
export const personSearch = z.object({
  tab: z.enum(['permissions', 'rows']).optional().catch(undefined),
  /** Somebody to compare with. */
  with: id,
  /** The query of the list, and the person's place in it, counted from 0. */
  list: z.coerce.string().max(1_000).optional().catch(undefined),
  at: z.int().min(0).optional().catch(undefined),
  sort: listSort.column.optional().catch(undefined),
  order: listSort.direction.optional().catch(undefined),
});
export type PersonSearch = z.infer<typeof personSearch>;
const day = z.iso.date().optional().catch(undefined);

export const dashboardSearch = z.object({
  span: z.enum(['today', '7d', '90d', 'custom']).optional().catch(undefined),
  from: day,
  to: day,
});
export type DashboardSearch = z.infer<typeof dashboardSearch>;

export const trashSearch = z.object({ q: text });
export type TrashSearch = z.infer<typeof trashSearch>;

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
