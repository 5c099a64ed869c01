import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { generatePeople, type Person } from '../../src/main/demo/people.ts';
import type { InputOf } from '../../src/shared/contract/index.ts';
import { makeCrowd } from '../support/crowd/make-crowd.ts';
import type { BenchApplication } from './support/application.ts';
import { type Figure, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION, openMillion, untilIndexed } from './support/million.ts';
import { HASH, upload } from './support/upload-people.ts';

const ROWS = 100_000;
/** The columns that are alike in all rows. */
const FLAGS = {
  last_login: null,
  is_superuser: 0,
  is_staff: 0,
  is_active: 1,
  date_joined: '2024-01-02 03:04:05',
};

/** Names that follow each other in an index, or that stand all over it as people's own do. */
const NAMES = {
  'names in a row': (person: Person, index: number) => ({
    ...person,
    username: `import.${index}`,
    email: `${index}.${person.email}`,
  }),
  'names all over': (person: Person, index: number) => ({
    ...person,
    username: `${person.username}.${index}`,
    email: person.email.replace('@', `.${index}@`),
  }),
};

/** People of a file with ready hashes added to a million, and the same rows by prepared statements. */
export function benchImport(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const { application, call } = await openMillion(join(folder, 'own'));
    await untilIndexed(call);
    const file = await makeCrowd(join(folder, 'bare'), MILLION);
    const figures: Figure[] = [];
    for (const [which, naming] of Object.entries(NAMES)) {
      const people = [...generatePeople({ seed: 2, count: ROWS })].map(naming);
      const { id, plan } = await upload(call, people);
      const { blocked, checking, gatehouse } = await measure(call, id, plan);
      const bare = await timed(() => insertBare(file, people));
      console.log(`  import, ${which}: the thread answered others within ${blocked} ms`);
      const work = `import 100,000 people with ready hashes, ${which}`;
      figures.push(
        { work: `${work}: dry run`, unit: 'ms', gatehouse: checking, bare },
        { work, unit: 'ms', gatehouse, bare },
      );
    }
    await application.stop();
    return figures;
  });
}

async function measure(
  call: BenchApplication['call'],
  id: string,
  plan: InputOf<'imports.run'>['plan'],
) {
  let blocked = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    blocked = Math.max(blocked, performance.now() - last - 1);
    last = performance.now();
  }, 1);
  const checking = await timed(() => call('imports.check', { id, plan }));
  const gatehouse = await timed(async () => {
    const { accepted } = await call('imports.run', { id, plan });
    if (accepted !== ROWS) throw new Error(`Only ${accepted} were imported.`);
  });
  clearInterval(watch);
  return { blocked: Math.round(blocked), checking, gatehouse };
}

/**
 * The rows that an import writes, by prepared statements of the driver alone, in one transaction:
 * nothing is read, judged, looked up or chained.
 */
function insertBare(file: string, people: readonly Person[]): void {
  const database = new SQLite(file);
  database.pragma('synchronous = FULL');
  const user = database.prepare(`INSERT INTO auth_user
    (password, last_login, is_superuser, username, last_name, email, is_staff, is_active,
      date_joined, first_name)
    VALUES (?, NULL, 0, ?, ?, ?, 0, 1, '2024-01-02 03:04:05', ?)`);
  const operation = database.prepare(`INSERT INTO gatehouse_operation
    (at, kind, actor, via, accounts, detail) VALUES ('2026-03-01', 'bench', 'eva', 'console', ?, '{}')`);
  const change = database.prepare(`INSERT INTO gatehouse_operation_change
    (operation_id, account_id, account_name, table_name, row_id, after)
    VALUES (?, ?, ?, 'auth_user', ?, ?)`);
  const admin = database.prepare(`INSERT INTO django_admin_log
    (action_time, object_id, object_repr, change_message, user_id, action_flag)
    VALUES ('2026-03-01', ?, ?, '[{"added": {}}]', 1, 1)`);
  database.transaction(() => {
    const { lastInsertRowid } = operation.run(people.length);
    for (const { username, email, firstName, lastName } of people) {
      const id = Number(user.run(HASH, username, lastName, email, firstName).lastInsertRowid);
      const row = { id, password: HASH, username, lastName, email, firstName, ...FLAGS };
      change.run(lastInsertRowid, id, username, String(id), JSON.stringify(row));
      admin.run(String(id), username);
    }
  })();
  database.close();
}
