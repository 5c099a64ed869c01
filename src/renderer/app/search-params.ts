import * as z from 'zod';

import { SETTINGS_SECTIONS } from '../screens/settings/settings-section.ts';

/** What a screen's address holds, so that coming back shows the same list. Defaults stay away. */
const text = z.coerce.string().max(200).optional().catch(undefined);
const order = z.literal('descending').optional().catch(undefined);
const id = z.int().positive().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);

export const pendingSearch = z.object({
  q: text,
  view: z
    .enum(['to-approve', 'expiring', 'expired', 'mail-held', 'mail-failed'])
    .optional()
    .catch(undefined),
  sort: z.enum(['username', 'email', 'expiresAt', 'signedUpAt']).optional().catch(undefined),
  order: z.enum(['ascending', 'descending']).optional().catch(undefined),
  peek: flag,
});
export type PendingSearch = z.infer<typeof pendingSearch>;

export const triageSearch = z.object({ query: text });

export const usersSearch = z.object({
  q: text,
  state: z
    .enum(['active', 'pending', 'to-approve', 'expired', 'inactive'])
    .optional()
    .catch(undefined),
  role: z.enum(['staff', 'superuser']).optional().catch(undefined),
  sort: z.enum(['email', 'name', 'dateJoined', 'lastLogin']).optional().catch(undefined),
  order,
  id,
});
export type UsersSearch = z.infer<typeof usersSearch>;

export const activitySearch = z.object({ q: text, id });
export type ActivitySearch = z.infer<typeof activitySearch>;

export const capturedSearch = z.object({ id });

export const outboxSearch = z.object({
  id,
  view: z.enum(['held', 'waiting', 'sent', 'failed']).optional().catch(undefined),
});
export type OutboxSearch = z.infer<typeof outboxSearch>;

export const settingsSection = z.enum(SETTINGS_SECTIONS).catch('site');
