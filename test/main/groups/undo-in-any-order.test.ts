import { sql } from 'kysely';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount } from '../../support/core.ts';

const NAMES = ['Editors', 'EDITORS', 'Readers', 'Writers'];
const PEOPLE = ['anna', 'boris'];

const index = fc.nat({ max: 3 });
const act = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), name: fc.constantFrom(...NAMES) }),
  fc.record({
    kind: fc.constant('rename' as const),
    group: index,
    name: fc.constantFrom(...NAMES),
  }),
  fc.record({
    kind: fc.constantFrom('permit' as const, 'join' as const),
    group: index,
    add: fc.subarray([0, 1]),
    remove: fc.subarray([0, 1]),
  }),
  fc.record({ kind: fc.constant('delete' as const), group: index }),
  fc.record({ kind: fc.constant('leave' as const), who: fc.nat({ max: 1 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer Each> ? Each : never;

/** Does an act, if it can be done now. @returns The operation, or null. */
async function play(console: ConsoleCore, people: readonly number[], given: Act) {
  const { rows } = await console.call('groups.list', {});
  const name = 'group' in given ? (rows[given.group % rows.length]?.name ?? '') : '';
  const id = rows.find((row) => row.name === name)?.id ?? 99_999;
  const pick = (from: readonly number[], which: readonly number[]) =>
    which.map((each) => from[each] ?? 0);
  const tried = async (procedure: string, input: unknown): Promise<number | null> => {
    const result = await console.dispatch(procedure, input);
    if (result.ok) return (result.value as { operationId: number | null }).operationId;
    expect(['not-found', 'invalid-input']).toContain(result.error.code);
    return null;
  };
  switch (given.kind) {
    case 'create':
      return tried('groups.create', { name: given.name });
    case 'rename':
      return tried('groups.rename', { id, from: name, name: given.name });
    case 'permit':
      return tried('groups.setPermissions', {
        id,
        add: pick([1, 2], given.add),
        remove: pick([1, 2], given.remove),
      });
    case 'join': {
      const ids = people.slice(0, 1 + given.add.length);
      const side = given.remove.length === 0 ? 'add' : 'remove';
      return tried('accounts.setGroups', { ids, add: [], remove: [], [side]: [id] });
    }
    case 'delete':
      return tried('groups.delete', { id });
    case 'leave':
      return tried('accounts.delete', { ids: [people[given.who]] });
  }
}

async function snapshot({ db }: ConsoleCore) {
  const tables = ['auth_user', 'auth_group', 'auth_group_permissions', 'auth_user_groups'] as const;
  return Promise.all(
    tables.map((table) =>
      sql`SELECT * FROM ${sql.table(table)} ORDER BY id`.execute(db).then(({ rows }) => rows),
    ),
  );
}

async function open() {
  const console = await createConsoleCore();
  await signIn(console);
  const people: number[] = [];
  for (const username of PEOPLE) people.push(await addAccount(console, { username }));
  return { console, people };
}

it('what was done to groups and their members is as before when all of it is taken back', async () => {
  const { console, people } = await open();
  const before = await snapshot(console);
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const done: number[] = [];
      for (const each of acts) done.push((await play(console, people, each)) ?? 0);
      for (const id of done.filter((each) => each !== 0).toReversed()) {
        expect(await console.call('operations.undo', { id })).toMatchObject({ refused: [] });
      }
      expect(await snapshot(console)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

const undo = fc.record({ kind: fc.constant('undo' as const), newest: fc.nat({ max: 2 }) });

/** A group with both people in it is deleted and comes back: what takes it away again is an undo. */
const OPENING: readonly (Act | { readonly kind: 'undo'; readonly newest: number })[] = [
  { kind: 'create', name: 'Editors' },
  { kind: 'join', group: 0, add: [0], remove: [] },
  { kind: 'delete', group: 0 },
  { kind: 'undo', newest: 0 },
];

/** Takes an act back, if that can be done now. @returns The undo's operation, or null. */
async function takeBack(console: ConsoleCore, id: number | undefined) {
  if (id === undefined) return null;
  const [, , , before] = await snapshot(console);
  const result = await console.dispatch('operations.undo', { id });
  if (!result.ok) {
    expect(result.error.message).toBe('This was taken back already. Nothing was changed.');
    return null;
  }
  const { operationId, refused } = result.value as OutputOf<'operations.undo'>;
  if (refused.some(({ name }) => name === 'the group')) {
    const [, , , members] = await snapshot(console);
    expect(members).toEqual(before);
  }
  return operationId;
}

it('in any order an undo answers, is not half done, and leaves nothing that points to nothing', async () => {
  const { console, people } = await open();
  const acts = fc.array(fc.oneof(act, { arbitrary: undo, weight: 2 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(acts, fc.infiniteStream(fc.nat()), async (given, places) => {
      const done: number[] = [];
      for (const each of [...OPENING, ...given]) {
        const id =
          each.kind === 'undo'
            ? await takeBack(console, done.at(-1 - each.newest))
            : await play(console, people, each);
        if (id !== null) done.push(id);
      }
      while (done.length > 0) {
        const [id] = done.splice((places.next().value ?? 0) % done.length, 1);
        await takeBack(console, id);
      }
      const { rows } = await sql`PRAGMA foreign_key_check`.execute(console.db);
      expect(rows).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
