import { describeSqliteError } from './sqlite-error.ts';

/** What kept the last write from the disk. */
export interface WriteTrouble {
  /** A sentence: "The disk is full." */
  readonly title: string;
  readonly at: Date;
}

/** Hears of each write: the error that it ended with, or null when it is written. */
type HearWrite = (error: unknown) => void;

const listeners = new WeakMap<object, HearWrite>();

/** How the writes of a database end, for whoever keeps watch. */
function hearWrites(db: object, listener: HearWrite): void {
  listeners.set(db, listener);
}

/** Tells how a write has ended. Only the connection calls this. */
export function tellWrite(db: object, error: unknown): void {
  listeners.get(db)?.(error);
}

/**
 * Keeps in mind why the last write failed, until one succeeds.
 * @param given.onChange Called when there is a trouble, another one, or none any more.
 */
export function watchWrites(given: {
  readonly db: object;
  readonly now: () => Date;
  readonly onChange: () => void;
}): () => WriteTrouble | null {
  let trouble: WriteTrouble | null = null;
  hearWrites(given.db, (error) => {
    const before = trouble;
    if (error === null) trouble = null;
    else {
      const cause = describeSqliteError(error);
      if (cause === null || cause.code === 'conflict') return;
      trouble = { title: cause.message, at: given.now() };
    }
    if (before?.title !== trouble?.title) given.onChange();
  });
  return () => trouble;
}
