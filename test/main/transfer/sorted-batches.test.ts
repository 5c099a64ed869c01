import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { PlannedAccount } from '../../../src/main/transfer/plan-row.ts';
import { BATCH } from '../../../src/main/transfer/planned-batches.ts';
import { NameOrder, sortedBatches } from '../../../src/main/transfer/sorted-batches.ts';

function planned(number: number, username: string, email: string): PlannedAccount {
  return {
    row: { number, cells: [] },
    username,
    email,
    firstName: '',
    lastName: '',
    state: 'active',
    isStaff: false,
    isSuperuser: false,
    password: null,
    dateJoined: null,
    lastLogin: null,
    groupIds: [],
  };
}

async function all<Each>(given: AsyncIterable<Each>): Promise<readonly Each[]> {
  const found: Each[] = [];
  for await (const each of given) found.push(each);
  return found;
}

/** The rows that are taken one after the other: with a name and an address that none had before. */
function takenOf(accounts: readonly PlannedAccount[], uniqueEmail: boolean): readonly number[] {
  const seen = new Set<string>();
  const free = accounts.filter(({ username, email }) => {
    const keys = [`name ${username.toLowerCase()}`];
    if (uniqueEmail && email !== '') keys.push(`address ${email.toLowerCase()}`);
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
  return free.map(({ row }) => row.number).toSorted((one, other) => one - other);
}

test('rows in the order of their names are taken as they are in the order of the file', () => {
  const person = fc.tuple(
    fc.constantFrom('anna', 'Anna', 'ben', 'carl', 'dora', 'emil'),
    fc.constantFrom('', 'a@web.example', 'A@web.example', 'b@web.example', 'c@web.example'),
  );
  fc.assert(
    fc.property(fc.array(person, { maxLength: 12 }), fc.boolean(), (people, uniqueEmail) => {
      const inFile = people.map(([name, email], index) => planned(index, name, email));
      const order = new NameOrder(uniqueEmail);
      for (let start = 0; start < inFile.length; start += 5) {
        order.add(inFile.slice(start, start + 5));
      }
      const inOrder = [...order.next(4), ...order.next(Infinity)];
      expect(takenOf(inOrder, uniqueEmail)).toEqual(takenOf(inFile, uniqueEmail));
      expect(inOrder).toHaveLength(inFile.length);
    }),
  );
});

test('several batches come anew in the order of names, one alone as it is', async () => {
  const given = async function* (count: number) {
    for (let index = 0; index < count; index += 1) {
      const names = ['dora', 'anna'].map((name) => planned(index, `${name}${index}`, ''));
      const row = { number: index, cells: [] };
      yield { planned: names, refused: [{ row, problems: [] }], bytes: 10 * (index + 1) };
    }
  };
  const read = async (count: number) => {
    const batches = await all(sortedBatches(given(count), true));
    return batches.map((batch) => ({
      names: batch.planned.map(({ username }) => username),
      refused: batch.refused.length,
      bytes: batch.bytes,
    }));
  };
  expect(await read(0)).toEqual([]);
  expect(await read(1)).toEqual([{ names: ['dora0', 'anna0'], refused: 1, bytes: 10 }]);
  expect(await read(2)).toEqual([
    { names: ['anna0', 'anna1', 'dora0', 'dora1'], refused: 2, bytes: 20 },
  ]);
});

test('a transaction adds no more than before', async () => {
  const given = async function* () {
    for (let index = 0; index < 3; index += 1) {
      const rows = Array.from({ length: BATCH }, (_, at) => planned(at, `p${index}.${at}`, ''));
      yield { planned: rows, refused: [], bytes: BATCH * (index + 1) };
    }
  };
  const batches = await all(sortedBatches(given(), false));
  expect(batches.map((batch) => [batch.planned.length, batch.bytes])).toEqual([
    [BATCH, BATCH],
    [BATCH, 2 * BATCH],
    [BATCH, 3 * BATCH],
  ]);
});
