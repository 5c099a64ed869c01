import { z } from 'zod';

import { MENUS } from './keys/keyed-action.ts';

/** How many items a window may put into the bar. */
export const MOST_ITEMS = 250;

/**
 * What a window offers in the menu bar: plain words, none of which say who anybody is, for the bar
 * stays in sight. The bounds keep a broken page from filling it.
 */
export const windowMenu = z
  .array(
    z.strictObject({
      /** Comes back when the item is chosen. */
      id: z.string().min(1).max(60),
      label: z.string().min(1).max(100),
      menu: z.enum(MENUS),
      /** Groups are parted by a line. */
      group: z.string().max(60),
      /** A description such as `g d`; a hint only. Null without a key. */
      keys: z.string().min(1).max(60).nullable(),
      /** Why it can’t be done now; null when it can. */
      reason: z.string().max(200).nullable(),
    }),
  )
  .max(MOST_ITEMS)
  .readonly();
export type WindowMenu = z.infer<typeof windowMenu>;
