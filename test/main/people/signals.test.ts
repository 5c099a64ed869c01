import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

import type { People } from '../../../src/main/people/people.ts';
import { createSqlPeople } from '../../../src/main/people/sql-people.ts';
import { readSignals } from '../../../src/main/registrations/sign-up-facts.ts';
import { SIGNAL_KINDS } from '../../../src/shared/people-operators.ts';
import { insert, person } from '../../support/changing-people.ts';
import { type Core, createCore } from '../../support/core.ts';
import { openIndex } from '../../support/open-index.ts';

/** The ids that a search finds among those who wait. */
async function found(people: Pick<People, 'ids'>, query: string): Promise<readonly number[]> {
  return [...(await people.ids({ query, waiting: true }))];
}

/** Who waits, by each signal of their badges. */
async function badges({ context }: Core, ids: readonly number[]) {
  const { people } = await readSignals(context, ids);
  const by = (kind: string) =>
    people.filter(({ signals }) => signals.some((each) => each.kind === kind)).map(({ id }) => id);
  const none = people.filter(({ signals }) => signals.length === 0).map(({ id }) => id);
  return { by, none };
}

/** What chance makes too rarely. */
const ODD = [
  { email: 'kim@hotmial.com' },
  { email: 'KIM@Outlok.com' },
  { email: '@outlok.com' },
  { email: '' },
  { email: 'o@MAILINATOR.com' },
  { email: 'tab@mailinator.com\t' },
  { username: 'Anna.Maria7', email: 'am@x.example' },
  { username: 'annamaria7', email: 'am2@x.example' },
  { username: 'pаypal', email: 'p1@x.example' },
  { username: 'paypal', email: 'p2@x.example' },
  { username: 'ΗΛΙΑΣ', email: 'h1@x.example' },
  { username: 'ηλιας', email: 'h2@x.example' },
  ...['203.0.113.1', '203.0.113.2', '::ffff:203.0.113.3', '2001:db8::1', '2001:db8:0:0:1::2'].map(
    (address) => ({ address, date_joined: '2026-03-01 12:30:00' }),
  ),
];

async function crowdOfOddities(): Promise<Core> {
  const core = await createCore();
  const database = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  onTestFinished(() => void database.close());
  for (const each of fc.sample(person, { numRuns: 120, seed: 7 })) {
    insert(database, { ...each, profile: each.profile ?? 'unused', group: null });
  }
  const waits = { is_active: 0, profile: 'unused', group: null } as const;
  for (const [at, each] of fc.sample(person, { numRuns: ODD.length, seed: 8 }).entries()) {
    insert(database, { ...each, ...waits, username: `odd${at}`, ...ODD[at] });
  }
  const reject = database.prepare(`INSERT INTO gatehouse_rejection
    (rejected_at, username, email, reason, note) VALUES
    ('2026-02-01 00:00:00', ?, ?, 'spam', '')`);
  reject.run('AN', 'nobody@web.de');
  reject.run('nobody', 'ANNA@WEB.DE');
  reject.run('another', '');
  return core;
}

test('a search for a signal finds whose badges have it, by SQL and by the index', async () => {
  const core = await crowdOfOddities();
  const bySql = createSqlPeople(core);
  const waiting = await found(bySql, '');
  const shown = await badges(core, waiting);
  for (const people of [bySql, await openIndex(core)]) {
    for (const kind of SIGNAL_KINDS) {
      const ids = shown.by(kind);
      expect(ids.length, kind).toBeGreaterThan(0);
      expect(await found(people, `signal:${kind}`), kind).toEqual(ids);
      expect(await found(people, `-signal:${kind}`), kind).toEqual(
        waiting.filter((id) => !ids.includes(id)),
      );
    }
    expect(await found(people, 'signal:none')).toEqual(shown.none);
    expect(await found(people, 'signal:any')).toEqual(
      waiting.filter((id) => !shown.none.includes(id)),
    );
  }
});
