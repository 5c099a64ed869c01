import { monitorEventLoopDelay } from 'node:perf_hooks';

import SQLite from 'better-sqlite3';

import type { InputOf } from '../../src/shared/contract/index.ts';
import type { BenchApplication } from './support/application.ts';
import { type Figure, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION, openMillion } from './support/million.ts';
import { memoryAtAMillion } from './support/people-memory.ts';
import { rank } from './support/rank.ts';
import { typingFigures } from './support/typed-fast.ts';

const WINDOWS = 120;
const COLUMNS = ['username', 'email', 'name', 'dateJoined', 'lastLogin', 'state', 'role'] as const;
const BY_NAME = { column: 'username', direction: 'ascending' } as const;

/** One to many letters, in five scripts, common and rare, with what a filter adds. */
const TYPED = (
  'a e o ö an er mu ann gar мел παπ ليلى שיר 王 佐藤 शर्मा สมชาย mull garc muller garcia шевчук ' +
  'rahul.sharma gmail.example zubizarreta 12abc'
).split(' ');
const MISSPELT = ['jonh smiht', 'micheal mueler', 'iavnova', 'rebort', 'zubizarertta', 'шевчнеко'];
const FILTERED = ['anna -gmail', 'is:pending a', 'domain:web.example er', 'joined:<365d ol'];

/** The rows as SQLite gives them by key, prepared once: what no list can be quicker than. */
const BARE_ROWS = `SELECT auth_user.id, username, email, first_name, last_name, is_active, is_staff,
    is_superuser, date_joined, last_login, profile.activated
  FROM auth_user LEFT JOIN registration_registrationprofile AS profile
    ON profile.user_id = auth_user.id
  WHERE auth_user.id IN (SELECT value FROM json_each(?))`;
/** What a search is without an index: Django's own, four columns and a sort. */
const BARE_SEARCH = `SELECT id, username, email, first_name, last_name FROM auth_user
  WHERE username LIKE @like OR first_name LIKE @like OR last_name LIKE @like OR email LIKE @like
  ORDER BY username COLLATE NOCASE, id LIMIT 100`;
const BARE_FIRST = `SELECT * FROM auth_user ORDER BY username COLLATE NOCASE, id LIMIT 100`;
const BARE_COUNT = `SELECT count(*) FROM auth_user
  WHERE username LIKE @like OR first_name LIKE @like OR last_name LIKE @like OR email LIKE @like`;

const BARE_TEXTS = 'SELECT id, username, first_name, last_name, email FROM auth_user';
const BARE_SHARED = `SELECT sum(found) FROM (SELECT count(*) AS found FROM auth_user
  WHERE email != '' GROUP BY lower(email) HAVING found > 1)`;

/** A million people: windows of the list in any order, searches as typed, exact counts. */
export function benchPeople(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const bench = await openMillion(folder);
    const database = new SQLite(bench.file, { readonly: true });
    const lag = monitorEventLoopDelay({ resolution: 1 });
    const opening = await openingFigures(bench, database);
    const windows = await windowFigures(bench, database);
    const searches = await searchFigures(bench, database);
    const typing = await typingFigures(bench);
    const similar = await similarFigures(bench, database);
    lag.enable();
    for (const query of TYPED) await search(bench, `${query} -zebedee`);
    lag.disable();
    database.close();
    await bench.application.stop();
    console.log(
      `The application’s thread was held up for ${(lag.percentile(99) / 1e6).toFixed(1)} ms (99 %), ` +
        `${(lag.max / 1e6).toFixed(1)} ms at most, while people were searched.\n` +
        `${await memoryAtAMillion()}\n`,
    );
    return [...opening, ...windows, ...searches, ...typing, ...similar];
  });
}

/** From signing in on: the first rows, while the index is made, and the index. */
async function openingFigures(
  { call }: BenchApplication,
  database: SQLite.Database,
): Promise<readonly Figure[]> {
  const page = { query: '', sort: BY_NAME, offset: 0, limit: 100 };
  const list = () => call('accounts.list', page);
  const first = await timed(list);
  const bare = await timed(() => database.prepare(BARE_FIRST).all());
  const made = await timed(async () => {
    while ((await call('accounts.index', {})).state !== 'ready') {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  const sorted = await timed(() =>
    database.prepare('SELECT id FROM auth_user ORDER BY date_joined, id').pluck().all(),
  );
  return [
    { work: 'first rows of a million, no index yet', unit: 'ms', gatehouse: first, bare },
    {
      work: 'index and six orders of a million; bare: one sort',
      unit: 'ms',
      gatehouse: made,
      bare: sorted,
    },
  ];
}

async function windowFigures(
  { call }: BenchApplication,
  database: SQLite.Database,
): Promise<readonly Figure[]> {
  const read = database.prepare(BARE_ROWS);
  const figures: Figure[] = [];
  for (const column of COLUMNS) {
    const taken: number[] = [];
    const bare: number[] = [];
    for (let round = -1; round < WINDOWS; round += 1) {
      const direction = round % 2 === 0 ? 'ascending' : 'descending';
      const offset = Math.floor(((round + 1) * 0.618_034 * MILLION) % (MILLION - 100));
      const input: InputOf<'accounts.list'> = {
        query: '',
        sort: { column, direction },
        offset,
        limit: 100,
      };
      let ids: readonly number[] = [];
      const time = await timed(async () => {
        ids = (await call('accounts.list', input)).rows.map(({ id }) => id);
      });
      const keys = JSON.stringify(ids);
      const alone = await timed(() => read.all(keys));
      // The first window of an order finds all the others.
      if (round < 0) continue;
      taken.push(time);
      bare.push(alone);
    }
    figures.push(...spread(`100 rows anywhere, by ${column}`, taken, bare));
  }
  return figures;
}

/** As a screen does: the first rows, and beside them how many there are. */
function search({ call }: BenchApplication, query: string): Promise<readonly number[]> {
  const input = { query, sort: BY_NAME, offset: 0, limit: 100 };
  return Promise.all([
    timed(() => call('accounts.list', input)),
    timed(() => call('accounts.count', { query })),
  ]);
}

async function searchFigures(
  bench: BenchApplication,
  database: SQLite.Database,
): Promise<readonly Figure[]> {
  const find = database.prepare(BARE_SEARCH);
  const count = database.prepare(BARE_COUNT);
  const rows = { taken: [] as number[], bare: [] as number[] };
  const counts = { taken: [] as number[], bare: [] as number[] };
  for (const query of [...TYPED, ...FILTERED]) {
    const [shown = 0, counted = 0] = await search(bench, query);
    rows.taken.push(shown);
    counts.taken.push(counted);
    if (FILTERED.includes(query)) continue;
    rows.bare.push(await timed(() => find.all({ like: `%${query}%` })));
    counts.bare.push(await timed(() => count.get({ like: `%${query}%` })));
  }
  const shared = await timed(() => bench.call('accounts.count', { query: 'dup:yes' }));
  const grouped = await timed(() => database.prepare(BARE_SHARED).get());
  return [
    { work: 'who shares a mailbox, counted', unit: 'ms', gatehouse: shared, bare: grouped },
    ...spread('first rows of a typed search', rows.taken, rows.bare),
    ...spread('its exact count', counts.taken, counts.bare),
  ];
}

/** Names that nobody has, until who is close to them is there; bare: all texts read out by SQL. */
async function similarFigures(
  { call }: BenchApplication,
  database: SQLite.Database,
): Promise<readonly Figure[]> {
  const taken: number[] = [];
  for (const query of MISSPELT) taken.push(await timed(() => call('accounts.similar', { query })));
  const bare = await timed(() => database.prepare(BARE_TEXTS).raw().all());
  return spread('who is close to a misspelt name', taken, [bare]);
}

/** The middle, and what 95 of 100 stay below. */
function spread(
  work: string,
  taken: readonly number[],
  bare: readonly number[],
): readonly Figure[] {
  return [
    { work: `${work}, p50`, unit: 'ms', gatehouse: rank(taken, 0.5), bare: rank(bare, 0.5) },
    { work: `${work}, p95`, unit: 'ms', gatehouse: rank(taken, 0.95), bare: rank(bare, 0.95) },
  ];
}
