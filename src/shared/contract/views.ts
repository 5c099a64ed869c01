import { z } from 'zod';

import { done, rowId } from './fields.ts';
import { command, query } from './procedure.ts';

const columnId = z.string().min(1).max(60);

/** How a person has arranged a list: what is shown, how wide, in which order. */
export const listLayout = z.object({
  /** The columns shown, in order; null shows all that there is room for. */
  columns: z.array(columnId).min(1).max(40).readonly().nullable(),
  /** Of columns that were made wider or narrower, in pixels. */
  widths: z.record(columnId, z.int().min(40).max(2_000)),
  rows: z.enum(['compact', 'comfortable']),
  /** Null is the list's own order. */
  sort: z.object({ column: columnId, direction: z.enum(['ascending', 'descending']) }).nullable(),
});
export type ListLayout = z.infer<typeof listLayout>;

/** The lists that a view can be saved of. */
const viewedList = z.enum(['users', 'pending']);

const name = z.string().trim().min(1, 'Give it a name.').max(60, 'At most 60 characters.');
const text = z.string().max(2_000);

const view = z.object({
  id: rowId,
  list: viewedList,
  name: z.string(),
  query: z.string(),
  layout: listLayout,
  /** Whether everybody at the console sees it, or only who made it. */
  shared: z.boolean(),
  /** Whether the person who asks may change it. */
  changeable: z.boolean(),
});
export type SavedView = z.infer<typeof view>;

/** Which list of a screen: `users`, `pending`, or `view-7` for a saved view. */
const listName = z.string().regex(/^(?:[a-z]{1,20}|view-\d{1,10})$/);

export const views = {
  /** The saved views a person sees, in their order, and how they have arranged each list. */
  'views.list': query({
    access: 'staff',
    input: z.object({}),
    output: z.object({ views: z.array(view), layouts: z.record(listName, listLayout) }),
    reads: ['views'],
  }),
  'views.create': command({
    access: 'staff',
    input: view.pick({ list: true, layout: true, shared: true }).extend({ name, query: text }),
    output: z.object({ id: rowId }),
    writes: ['views'],
  }),
  'views.update': command({
    access: 'staff',
    input: z.object({ id: rowId, name, query: text, layout: listLayout, shared: z.boolean() }),
    output: done,
    writes: ['views'],
  }),
  /** @param to The place among the views, counted from 0. */
  'views.move': command({
    access: 'staff',
    input: z.object({ id: rowId, to: z.int().min(0).max(10_000) }),
    output: done,
    writes: ['views'],
  }),
  'views.delete': command({
    access: 'staff',
    input: z.object({ id: rowId }),
    output: done,
    writes: ['views'],
  }),
  /** Brings a deleted view back. */
  'views.restore': command({
    access: 'staff',
    input: z.object({ id: rowId }),
    output: done,
    writes: ['views'],
  }),
  'views.arrange': command({
    access: 'staff',
    input: z.object({ list: listName, layout: listLayout }),
    output: done,
    writes: ['views'],
  }),
};
