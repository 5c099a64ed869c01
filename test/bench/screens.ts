import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { DAY_MS } from '../../src/shared/durations.ts';
import { makeCrowd } from '../support/crowd/make-crowd.ts';
import { type BenchApplication, openApplication } from './support/application.ts';
import { type Figure, inTurns, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION, untilIndexed } from './support/million.ts';

const ACTS = 200_000;
const EXPORTED = 100_000;
const ROUNDS = 5;
const PAGE = 100;
const WINDOW = { offset: 0, limit: PAGE };

const BARE_PAGE = `SELECT * FROM gatehouse_operation ORDER BY id DESC LIMIT ${PAGE}`;
const BARE_BY = `SELECT * FROM gatehouse_operation WHERE actor = ? ORDER BY id DESC LIMIT ${PAGE}`;
/** The numbers of the start screen that everybody’s rows are gone through for. */
const BARE_BOARD = [
  `SELECT date(date_joined) AS day, count(*) FROM auth_user WHERE date_joined >= ? GROUP BY day`,
  `SELECT count(*), sum(is_active), sum(profile.activated = 0) FROM auth_user
    LEFT JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    WHERE date_joined >= ?`,
];
const BARE_ALIKE = `SELECT count(*) FROM auth_user AS one WHERE is_active = 0 AND email != ''
  AND EXISTS (SELECT 1 FROM auth_user AS other
    WHERE other.email = one.email COLLATE NOCASE AND other.id != one.id)`;
const BARE_EXPORT = `SELECT id, username, email, first_name, last_name, is_active, is_staff,
  is_superuser, date_joined, last_login FROM auth_user ORDER BY id LIMIT ${EXPORTED}`;

/** What other screens ask at a million people and a log of 200,000 acts, and an export. */
export function benchScreens(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    writeActs(await makeCrowd(folder, MILLION));
    const bench = await openApplication(folder, { signedIn: true });
    await untilIndexed(bench.call);
    const database = new SQLite(bench.file, { readonly: true });
    const figures = [
      ...(await logFigures(bench, database)),
      // The start screen asks for it too, and what was found is kept.
      await alikeFigure(bench, database),
      await boardFigure(bench, database),
      await exportFigure(bench, database, folder),
    ];
    database.close();
    await bench.application.stop();
    return figures;
  });
}

/** Acts of fifty administrators, each on one account. */
function writeActs(file: string): void {
  const database = new SQLite(file);
  database.exec(`
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${ACTS})
    INSERT INTO gatehouse_operation (at, kind, actor_id, actor, via, accounts, detail)
    SELECT strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || (${ACTS} - n) || ' minutes'),
      iif(n % 3, 'accounts.update', 'registrations.activate'), n % 50 + 1, 'admin' || (n % 50),
      'console', 1, '{}' FROM number;
    INSERT INTO gatehouse_operation_change
      (operation_id, account_id, account_name, table_name, row_id, before, after)
    SELECT id, id * 4, 'person' || id, 'auth_user', id * 4, '{"first_name":"A"}', '{"first_name":"B"}'
    FROM gatehouse_operation;`);
  database.close();
}

async function logFigures(
  { call }: BenchApplication,
  database: SQLite.Database,
): Promise<readonly Figure[]> {
  const page = database.prepare(BARE_PAGE);
  const by = database.prepare(BARE_BY);
  const first = await inTurns(ROUNDS, {
    gatehouse: () => timed(() => call('operations.list', { search: '', ...WINDOW })),
    bare: () => timed(() => page.all()),
  });
  const actor = await inTurns(ROUNDS, {
    gatehouse: () => timed(() => call('operations.list', { search: 'by:admin7', ...WINDOW })),
    bare: () => timed(() => by.all('admin7')),
  });
  return [
    { work: 'first page of a log of 200,000 acts, counted', unit: 'ms', ...first },
    { work: 'the same by who acted', unit: 'ms', ...actor },
  ];
}

async function boardFigure({ call }: BenchApplication, database: SQLite.Database): Promise<Figure> {
  const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
  const span = { from: day(30), to: day(0) };
  const statements = BARE_BOARD.map((text) => database.prepare(text));
  const board = () =>
    Promise.all([
      call('dashboard.funnel', span),
      call('dashboard.signUps', span),
      call('dashboard.activationTimes', span),
      call('dashboard.attention', {}),
      call('dashboard.health', {}),
    ]);
  const whole = await inTurns(ROUNDS, {
    gatehouse: () => timed(board),
    bare: () =>
      timed(() => {
        for (const statement of statements) statement.all(span.from);
      }),
  });
  return { work: 'the start screen of a million people', unit: 'ms', ...whole };
}

async function alikeFigure({ call }: BenchApplication, database: SQLite.Database): Promise<Figure> {
  const alike = database.prepare(BARE_ALIKE);
  const gatehouse = await timed(() => call('accounts.count', { query: 'alike:yes' }));
  const bare = await timed(() => alike.get());
  const work = 'who waits and looks like somebody, first asked; bare: by address alone';
  return { work, unit: 'ms', gatehouse, bare };
}

async function exportFigure(
  { application, call }: BenchApplication,
  database: SQLite.Database,
  folder: string,
): Promise<Figure> {
  const rows = database.prepare(BARE_EXPORT);
  const ids = Array.from({ length: EXPORTED }, (_, index) => index + 1);
  const file = join(folder, 'people.csv');
  const form = { format: 'csv', delimiter: ',', byteOrderMark: true, formulaSafe: true } as const;
  const columns = [
    ...(['id', 'username', 'email', 'first_name', 'last_name', 'is_active', 'is_staff'] as const),
    ...(['is_superuser', 'date_joined', 'last_login'] as const),
  ];
  const taken = await inTurns(3, {
    gatehouse: () =>
      timed(async () => {
        const { path } = await call('accounts.export', { ...form, columns, ids });
        const answer = await application.pages(new Request(new URL(path, 'http://bench.example')));
        if (answer.body === null) throw new Error('There is no file.');
        await writeFile(file, answer.body);
      }),
    bare: () =>
      timed(() => {
        const lines = (rows.raw().all() as unknown[][]).map((row) => row.join(','));
        writeFileSync(file, lines.join('\n'));
      }),
  });
  return { work: 'export 100,000 people as CSV', unit: 'ms', ...taken };
}
