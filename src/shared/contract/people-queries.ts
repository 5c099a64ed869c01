import { z } from 'zod';

import type { Topic } from '../topics.ts';
import {
  exactCount,
  frozenSelection,
  listWindow,
  peopleQuery,
  rangeIn,
  rowId,
  similarPeople,
} from './fields.ts';
import { query } from './procedure.ts';

const access = 'auth.view_user';
const search = z.object({ query: peopleQuery });

/** What is asked of a list of people. @param order From `sortBy`. */
export function peopleQueries<Row extends z.ZodType, Order extends z.ZodType>(
  row: Row,
  order: Order,
  reads: readonly Topic[],
) {
  return {
    list: query({
      access,
      input: listWindow.extend({ query: peopleQuery, sort: order }),
      output: z.object({
        rows: z.array(row),
        /** Null while it is being counted: `count` waits for it. */
        total: z.number().nullable(),
      }),
      reads,
    }),
    count: query({ access, input: search, output: exactCount, reads }),
    /** For a query that finds nobody: who has a name close to its words, the closest first. */
    similar: query({ access, input: search, output: similarPeople, reads }),
    /**
     * The ids of everybody who matches, or of a range of the list; as many as an act takes, and
     * `freeze` has no bound.
     */
    ids: query({
      access,
      input: search.extend({ range: rangeIn(order).optional() }),
      output: z.object({ ids: z.array(rowId) }),
      reads,
    }),
    /** Freezes everybody who matches now: what "all that match" selects. */
    freeze: query({ access, input: search, output: frozenSelection, reads: [] }),
  };
}
