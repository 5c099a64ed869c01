import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

import { createSqlPeople } from '../../../src/main/people/sql-people.ts';
import { DAY_MS } from '../../../src/shared/durations.ts';
import { change, insert, person, play } from '../../support/changing-people.ts';
import { createCore } from '../../support/core.ts';
import { inZone } from '../../support/in-zone.ts';
import { openIndex } from '../../support/open-index.ts';

const MORE_DATES = [
  '0001-01-01 00:00:00',
  '0001-01-01 23:59:59.999999',
  '1000-01-01 00:00:00',
  '1704-02-29 12:00:00',
  '2026-02-27 00:00:00',
  '2026-02-27 23:59:59.999999',
  '2026-02-27 10:59:59.999999',
  '2026-02-27 11:00:00',
  '2026-03-02 00:00:00',
  '9999-12-31 23:59:59.999999',
];
const dated = fc.tuple(person, fc.constantFrom(null, ...MORE_DATES)).map(([each, date]) => ({
  ...each,
  date_joined: date ?? each.date_joined,
}));
/** The first and the last years that a query can name, and days around dates of the database. */
const FAR_DAYS = [
  '1000-01-01',
  '1000-01-02',
  '1704-02-29',
  '2026-02-27',
  '9999-12-30',
  '9999-12-31',
];
const farSpan = fc
  .tuple(fc.constantFrom(...FAR_DAYS), fc.constantFrom(...FAR_DAYS))
  .map((days) => days.toSorted())
  .map(([from = '', to = '']) => ({ from, to }));
const nearSpan = fc
  .tuple(fc.integer({ min: -800, max: 5 }), fc.integer({ min: 0, max: 700 }))
  .map(([start, days]) => {
    const day = (at: number) => new Date(Date.UTC(2026, 2, 1) + at * DAY_MS);
    const [from, to] = [day(start), day(start + days)];
    return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
  });

const ZONES = ['UTC', 'Pacific/Auckland', 'America/St_Johns'];

test.each(ZONES)('in %s the index counts who joined on each day as SQL does', async (zone) => {
  await inZone(zone, indexAgreesWithSql);
});

async function indexAgreesWithSql(): Promise<void> {
  const core = await createCore();
  const other = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  onTestFinished(() => void other.close());
  other.exec(`INSERT INTO auth_group (name) VALUES ('Editors')`);
  for (const each of fc.sample(dated, { numRuns: 80, seed: 5 })) insert(other, each);
  const people = await openIndex(core);
  const bySql = createSqlPeople(core);
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 3 }),
      fc.array(fc.oneof(nearSpan, farSpan), { minLength: 1, maxLength: 5 }),
      async (changes, spans) => {
        for (const each of changes) await play(core, other, { ...each, hidden: false });
        for (const asked of spans) {
          const days = await bySql.joinedPerDay(asked);
          expect(await people.joinedPerDay(asked)).toEqual(days);
          const query = `joined:${asked.from}..${asked.to}`;
          const total = days.reduce((sum, { count }) => sum + count, 0);
          expect(await people.count({ query })).toBe(total);
          const [{ day, count } = { day: asked.from, count: 0 }] = days;
          expect(await bySql.count({ query: `joined:${day}` })).toBe(count);
        }
      },
    ),
    { numRuns: 25 },
  );
}
