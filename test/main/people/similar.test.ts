import { join } from 'node:path';

import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import SQLite from 'better-sqlite3';

import { createSqlPeople } from '../../../src/main/people/sql-people.ts';
import { insert, person } from '../../support/changing-people.ts';
import { createCore } from '../../support/core.ts';
import { naiveSimilar } from '../../support/naive-similar.ts';
import { openIndex } from '../../support/open-index.ts';

const NAMES = [
  'John Smith',
  'Johnson84',
  'Michael Müller',
  'Mueller',
  'Ольга Щербакова',
  'Юлия Ивановна',
  'Σοφία Παπαδοπούλου',
  'Søren Sørensen',
  'Łukasz Świątek',
  'Straße',
  '王小明',
  'O’Brien',
  'ann',
  'user1234',
  'x7y',
];
const letter = fc.constantFrom(...'aehnorst7о');
const slip = fc.record({
  kind: fc.constantFrom('left out', 'put in', 'wrong', 'exchanged'),
  at: fc.nat(12),
  letter,
});
const typed = fc
  .tuple(fc.constantFrom(...NAMES), fc.array(slip, { maxLength: 3 }))
  .map(([name, slips]) => slips.reduce(withSlip, name).trim());

function withSlip(
  text: string,
  { kind, at, letter }: { kind: string; at: number; letter: string },
) {
  const letters = [...text];
  if (kind === 'left out') letters.splice(at, 1);
  else if (kind === 'put in') letters.splice(at, 0, letter);
  else if (kind === 'wrong') letters.splice(at, 1, letter);
  else letters.splice(at, 2, ...letters.slice(at, at + 2).toReversed());
  return letters.join('');
}

test('index and SQL find who is close, as comparing all with all does', async () => {
  const core = await createCore();
  const other = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  onTestFinished(() => void other.close());
  other.exec(`INSERT INTO auth_group (name) VALUES ('Editors')`);
  for (const each of fc.sample(person, { numRuns: 40, seed: 7 })) insert(other, each);
  for (const [at, each] of fc.sample(typed, { numRuns: 80, seed: 8 }).entries()) {
    const [first = '', ...rest] = each.split(' ');
    const username = at % 2 === 0 ? `${first}.${rest.join('')}${at}` : `${first}_${at}`;
    other
      .prepare(`INSERT INTO auth_user (username, first_name, last_name, email, password,
        is_active, is_staff, is_superuser, date_joined)
        VALUES (?, ?, ?, ?, '', 1, 0, 0, '2026-01-01 00:00:00')`)
      .run(username, first, rest.join(' '), `${at}@web.example`);
  }
  const everybody = await core.db
    .selectFrom('auth_user')
    .select(['id', 'username', 'first_name', 'last_name', 'email'])
    .execute();
  const indexed = await openIndex(core);
  const bySql = createSqlPeople(core);
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const query = `"${text}"`;
      const expected = naiveSimilar(everybody, text);
      expect([query, ...(await bySql.similar({ query }))]).toEqual([query, ...expected]);
      expect([query, ...(await indexed.similar({ query }))]).toEqual([query, ...expected]);
    }),
    { numRuns: 300 },
  );
});

test('what else is asked still holds', async () => {
  const core = await createCore();
  const put = core.db.insertInto('auth_user');
  const row = { password: '', first_name: '', last_name: '', is_superuser: 0, is_staff: 0 };
  const date_joined = '2026-01-01 00:00:00';
  await put
    .values([
      { ...row, username: 'john1', email: 'john@web.example', is_active: 1, date_joined },
      { ...row, username: 'john2', email: 'john@mail.example', is_active: 0, date_joined },
      { ...row, username: 'john3', email: 'john@mail.example', is_active: 1, date_joined },
    ])
    .execute();
  const idOf = async (username: string) =>
    (await core.db.selectFrom('auth_user').select('id').where('username', '=', username).execute())
      .map(({ id }) => id)
      .at(0);
  const [one, two, three] = [await idOf('john1'), await idOf('john2'), await idOf('john3')];
  for (const people of [createSqlPeople(core), await openIndex(core)]) {
    expect(await people.similar({ query: 'jonh' })).toEqual([one, two, three]);
    expect(await people.similar({ query: 'is:active jonh' })).toEqual([one, three]);
    expect(await people.similar({ query: 'jonh -mail' })).toEqual([one]);
    expect(await people.similar({ query: 'jonh@mial.example' })).toEqual([two, three]);
    expect(await people.similar({ query: 'jonh', waiting: true })).toEqual([]);
    expect(await people.similar({ query: 'is:active' })).toEqual([]);
    expect(await people.similar({ query: '@mial.example' })).toEqual([]);
  }
});
