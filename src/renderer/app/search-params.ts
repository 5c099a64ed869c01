import * as z from 'zod';

/** What a screen's address holds, so that coming back shows the same list. Defaults stay away. */
const text = z.coerce.string().max(200).optional().catch(undefined);
const order = z.literal('descending').optional().catch(undefined);
const id = z.int().positive().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);

export const pendingSearch = z.object({
  q: text,
  view: z.enum(['expiring', 'expired', 'mail-failed']).optional().catch(undefined),
  sort: z.enum(['username', 'email', 'expiresAt', 'signedUpAt']).optional().catch(undefined),
  order: z.enum(['ascending', 'descending']).optional().catch(undefined),
  peek: flag,
});
export type PendingSearch = z.infer<typeof pendingSearch>;

export const usersSearch = z.object({
  q: text,
  state: z.enum(['active', 'pending', 'expired', 'inactive']).optional().catch(undefined),
  role: z.enum(['staff', 'superuser']).optional().catch(undefined),
  sort: z.enum(['email', 'name', 'dateJoined', 'lastLogin']).optional().catch(undefined),
  order,
  id,
});
export type UsersSearch = z.infer<typeof usersSearch>;

export const activitySearch = z.object({ q: text, id });
export type ActivitySearch = z.infer<typeof activitySearch>;

export const mailSearch = z.object({ id });

export const settingsSection = z.enum(['site', 'mail', 'registration', 'console']).catch('site');
