import type { PersonIndex } from './person-index.ts';
import type { PersonRecord } from './person-records.ts';
import type { createRowReader } from './row-reader.ts';

/** Rows that are read at once. */
export const CHUNK = 1_000;

/**
 * Takes rows of the database into the index, and forgets who is gone.
 *
 * @param take What is done with each row that is there.
 */
export function createRowTaking(
  index: PersonIndex,
  rows: ReturnType<typeof createRowReader>,
  take: (record: PersonRecord) => void,
) {
  /** Takes in who has come since. */
  function takeNew(): void {
    for (let after = index.lastId; ;) {
      const until = rows.endOfChunk(after, CHUNK) ?? rows.lastId();
      if (until <= after) return;
      rows.read(rows.between(after, until), take);
      after = until;
    }
  }

  /** Takes in the rows after one id up to another, and forgets those that are gone. */
  function takeBetween(after: number, until: number): void {
    const seen = new Set<number>();
    rows.read(rows.between(after, until), (record) => {
      seen.add(record.id);
      take(record);
    });
    index.removeBetween({ after, until, except: seen });
  }

  function takeAmong(ids: readonly number[]): void {
    const seen = new Set<number>();
    rows.read(rows.among(ids), (record) => {
      seen.add(record.id);
      take(record);
    });
    for (const id of ids) {
      const slot = index.slotOf(id);
      if (slot !== -1 && !seen.has(id)) index.remove(slot);
    }
  }

  return { takeNew, takeBetween, takeAmong };
}
