import type { Database } from '../db/open-database.ts';

/** Why nothing was done to one who was asked for. */
export const IS_GONE = 'Is gone already.';

/** One whom an act on many is about. */
export interface Judged<Each> {
  readonly id: number;
  readonly name: string;
  /** Why it is skipped, or null. */
  readonly refusal: string | null;
  readonly each: Each;
}

/**
 * Reads those that there are of some, and judges each as it is at that moment: the same for an act,
 * in its transaction, as for its plan before it.
 */
export type Judge<Each> = (
  db: Database,
  ids: readonly number[],
) => Promise<readonly Judged<Each>[]>;
