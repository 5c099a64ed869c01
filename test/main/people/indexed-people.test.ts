import * as fc from 'fast-check';
import { onTestFinished, expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';

import { SIGNAL_KINDS } from '../../../src/shared/people-operators.ts';
import { onAccountsChanged } from '../../../src/main/operations/changed-accounts.ts';
import type { EngineState } from '../../../src/main/people/index/people-engine.ts';
import { type RunningEngine, startEngine } from '../../../src/main/people/index/start-engine.ts';
import { PersonIndex } from '../../../src/main/people/index/person-index.ts';
import { insertAccounts } from '../../../src/main/demo/insert-accounts.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { createPeople } from '../../../src/main/people/indexed-people.ts';
import { createSqlPeople } from '../../../src/main/people/sql-people.ts';
import type { PeopleColumn } from '../../../src/main/people/sql-order.ts';
import { change, insert, person, play, word } from '../../support/changing-people.ts';
import { type Core, createCore } from '../../support/core.ts';

const COLUMNS: readonly PeopleColumn[] = [
  'username',
  'email',
  'name',
  'dateJoined',
  'lastLogin',
  'expiresAt',
  'state',
  'role',
  'mail',
  'signals',
];

const RUNS = 60;

const TERMS = [
  'is:waiting is:pending is:expired is:to-approve is:active is:inactive is:staff',
  'superuser:yes dup:yes dup:no alike:yes alike:no mail:none mail:failed mail:sent',
  'group:EDITORS has:note network:203.0.113.0/24 network:203.0.113.9',
  'network:2001:db8:1:2::/64 network:nowhere joined:today joined:>30d joined:2026-02',
  'last:never last:>1d last:<2026-01-01 expires:<2d expires:>2d expires:never',
  'expires:2026-03-01..2026-03-08 domain:web.de domain:пример.рф domain:köln.de',
  'domain:koln.de user:an name:ss email:web',
].flatMap((terms) => terms.split(' '));

const term = fc.oneof(
  word.map((text) => (/\s/.test(text) ? `"${text}"` : text)),
  fc.constantFrom(
    ...TERMS,
    ...[...SIGNAL_KINDS, 'any', 'none'].map((signal) => `signal:${signal}`),
  ),
);
const query = fc
  .array(fc.tuple(fc.boolean(), term), { maxLength: 3 })
  .map((terms) => terms.map(([isNegated, text]) => (isNegated ? `-${text}` : text)).join(' '));

const round = fc.record({
  changes: fc.array(change, { maxLength: 6 }),
  queries: fc.array(query, { minLength: 1, maxLength: 5 }),
  column: fc.constantFrom(...COLUMNS),
});

test('the index finds what SQL finds, in its order, whatever has changed', async () => {
  const core = await createCore();
  const other = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  onTestFinished(() => void other.close());
  other.exec(`INSERT INTO auth_group (name) VALUES ('Editors')`);
  for (const each of fc.sample(person, { numRuns: 60, seed: 5 })) insert(other, each);
  const { people, nextNews } = open(core);
  const ready = nextNews();
  await people.open();
  await ready;
  await fc.assert(
    fc.asyncProperty(round, async ({ changes, queries, column }) => {
      for (const each of changes) await play(core, other, each);
      if (changes.some(({ hidden }) => hidden)) {
        // Twice: the first news may be of a look around that began before.
        for (let look = 0; look < 2; look += 1) {
          const news = nextNews();
          people.changed('all');
          await news;
        }
      }
      for (const asked of queries) await compare(core, people, { query: asked, column });
    }),
    { numRuns: RUNS },
  );
}, 120_000);

test('many that come at once, and while the index is made, are in order as soon as it answers', async () => {
  const core = await createCore();
  const { people, nextNews } = open(core);
  await putIn(core, 50);
  const ready = nextNews();
  await people.open();
  people.changed(new Set(await putIn(core, 10)));
  await ready;
  people.changed(new Set(await putIn(core, 6_000)));
  await compare(core, people, { query: 'mü', column: 'name' });
  await compare(core, people, { query: '', column: 'lastLogin' });
  await compare(core, people, { query: 'is:expired', column: 'expiresAt' });
});

test('orders that many changes have upset are made anew though nobody asks', async () => {
  const core = await createCore();
  await putIn(core, 50);
  let told: EngineState['orders'] = [];
  const made = Promise.withResolvers<void>();
  const { people, nextNews } = open(core, (given) =>
    startEngine({
      ...given,
      onState(state) {
        given.onState(state);
        // Those that were made anew are told one after the other.
        if (told.length < state.orders.length && state.orders.length === 6 && isUpset) {
          made.resolve();
        }
        told = state.orders;
      },
    }),
  );
  let isUpset = false;
  const ready = nextNews();
  await people.open();
  await ready;
  isUpset = true;
  people.changed(new Set(await putIn(core, 6_000)));
  await made.promise;
  await compare(core, people, { query: '', column: 'email' });
});

test('what another program writes is looked for by itself', async () => {
  const core = await createCore();
  await putIn(core, 5);
  const { people, nextNews } = open(core);
  const ready = nextNews();
  await people.open();
  await ready;
  const news = nextNews();
  const other = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  other.exec(`UPDATE auth_user SET first_name = 'Zebedee' WHERE id = 3`);
  other.close();
  await news;
  expect([...(await people.ids({ query: 'zebedee' }))]).toEqual([3]);
});

test('all that match are never those whom another program has changed just before', async () => {
  const core = await createCore();
  await putIn(core, 5);
  const { people, nextNews } = open(core);
  const ready = nextNews();
  await people.open();
  await ready;
  const other = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  onTestFinished(() => void other.close());
  const search = { query: 'is:active' };
  const before = [...(await people.ids(search))];
  other.exec(`UPDATE auth_user SET is_active = 0 WHERE id = ${before[0]}`);
  expect([...(await people.ids(search))]).toEqual(before.slice(1));
});

test('an index whose thread dies is made anew, and meanwhile SQL answers', async () => {
  const core = await createCore();
  await putIn(core, 30);
  const threads: RunningEngine[] = [];
  const { people, nextNews } = open(core, (given) => {
    const thread = startEngine(given);
    threads.push(thread);
    return thread;
  });
  const ready = nextNews();
  await people.open();
  await ready;
  const search = { query: 'a', sort: { column: 'name', direction: 'ascending' } } as const;
  const page = { ...search, offset: 0, limit: 10 };
  const { ids } = await people.window(page);
  const news = nextNews();
  const asked = Promise.all([people.window(page), people.count(search), people.ids(search)]);
  await threads[0]?.stop();
  await news;
  expect(people.index().state).toBe('off');
  expect((await asked)[0].ids).toEqual(ids);
  expect((await people.window(page)).ids).toEqual(ids);
  await nextNews();
  expect(threads).toHaveLength(2);
  await compare(core, people, { query: 'a', column: 'name' });
});

test('case 42: nothing of anybody stays in memory when the console is locked', async () => {
  const console = await createConsoleCore({ many: 1 });
  await signIn(console);
  await console.services.people.open();
  expect(console.services.people.index().state).not.toBe('off');
  console.services.session.lock();
  expect(console.services.people.index().state).toBe('off');
  const index = new PersonIndex(1);
  const text = Buffer.from('anna\u0001anna\u0002anna@web.example\n');
  index.take({
    id: 1,
    flags: 0,
    textHash: 1,
    dateHash: 1,
    text,
    isForeign: false,
    isForeignName: false,
  });
  const kept = index.texts.read(0);
  index.wipe();
  expect(kept.every((byte) => byte === 0)).toBe(true);
});

/** Puts in more people than there are. @returns Their ids. */
async function putIn(core: Core, count: number): Promise<readonly number[]> {
  const ids = await idsAfter(core, 0);
  const crowd = [...generatePeople({ seed: 3, count: ids.length + count })].slice(ids.length);
  await insertAccounts(core.db, crowd, { now: core.now(), randomBytes });
  return idsAfter(core, ids.at(-1) ?? 0);
}

async function idsAfter({ db }: Core, id: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('auth_user')
    .select('id')
    .where('id', '>', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

function open(core: Core, start = startEngine) {
  let news = Promise.withResolvers<void>();
  const people = createPeople({
    db: core.db,
    file: join(core.folder, 'gatehouse.sqlite3'),
    now: core.now,
    disposableDomains: core.disposableDomains,
    many: 1,
    start,
    onChange: () => news.resolve(),
    onError: (error) => news.reject(error),
  });
  onAccountsChanged(core.db, people.changed);
  onTestFinished(people.close);
  return {
    people,
    nextNews: () => {
      news = Promise.withResolvers();
      return news.promise;
    },
  };
}

async function compare(
  core: Core,
  people: ReturnType<typeof createPeople>,
  { query, column }: { readonly query: string; readonly column: PeopleColumn },
): Promise<void> {
  const bySql = createSqlPeople(core);
  expect([query, ...(await people.ids({ query }))]).toEqual([
    query,
    ...(await bySql.ids({ query })),
  ]);
  expect(await people.count({ query })).toBe(await bySql.count({ query }));
  for (const direction of ['ascending', 'descending'] as const) {
    for (const [offset, limit] of [
      [0, 5],
      [3, 50],
      [0, 100],
    ] as const) {
      const request = { query, sort: { column, direction }, offset, limit };
      const expected = await bySql.window(request);
      const found = await people.window(request);
      expect([query, column, direction, offset, ...found.ids]).toEqual([
        query,
        column,
        direction,
        offset,
        ...expected.ids,
      ]);
      expect(people.index().state).toBe('ready');
      if (found.total !== null) expect(found.total).toBe(expected.total);
    }
  }
}
