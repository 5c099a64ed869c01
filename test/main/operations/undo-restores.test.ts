import { sql } from 'kysely';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, register } from '../../support/core.ts';
import { change } from '../../support/site-flows.ts';

const TABLES = [
  'auth_user',
  'auth_group',
  'auth_group_permissions',
  'auth_user_groups',
  'auth_user_user_permissions',
  'registration_registrationprofile',
  'gatehouse_registration',
  'gatehouse_rejection',
];

/** Every cell with its type and its bytes. */
async function snapshot({ db }: ConsoleCore) {
  const tables = TABLES.map(async (table) => {
    const { rows: columns } = await sql<{ name: string }>`
      SELECT name FROM pragma_table_info(${table})`.execute(db);
    const cells = columns.map(({ name }) => {
      const cell = sql.ref(name);
      return sql`typeof(${cell}) || ' ' || hex(CAST(${cell} AS BLOB))`;
    });
    const { rows } = await sql`
      SELECT ${sql.lit(table)} AS place, json_array(${sql.join(cells)}) AS cells
      FROM ${sql.table(table)} ORDER BY 2`.execute(db);
    return rows;
  });
  return (await Promise.all(tables)).flat();
}

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', ' ', '007', '1e3', 'O’Brien', '\u202eevil', 'a\u0000b', 'null', '{}'),
);
const date = fc.constantFrom<string[]>(
  '2020-01-02 03:04:05.123456',
  '2020-01-02T03:04:05+02:00',
  '2026-02-28 23:59:59',
  'yesterday',
  '2026',
);
/** What the columns of a person hold, as whatever program wrote it. */
const data = fc.record({
  first_name: name,
  last_name: name,
  date_joined: date,
  last_login: fc.option(date),
});

type Data = typeof data extends fc.Arbitrary<infer Each> ? Each : never;

/** Acts on people, by the ids of those that are chosen; the first of them where it is about one. */
const ACTS = {
  'registrations.activate': (ids: number[]) => ({ ids }),
  'registrations.resend': (ids: number[]) => ({ ids }),
  'registrations.changeEmail': ([id]: number[], text: string) => ({
    id,
    email: `moved${text.length}-${id}@x.example`,
  }),
  'registrations.reject': (ids: number[], note: string) => ({
    ids,
    reason: 'other',
    note,
    tell: note.length > 3,
    remember: note.length > 6 ? 'address' : 'nothing',
  }),
  'registrations.extend': (ids: number[], text: string) => ({ ids, days: 1 + text.length }),
  'registrations.delete': (ids: number[]) => ({ ids }),
  'accounts.activate': (ids: number[]) => ({ ids }),
  'accounts.deactivate': (ids: number[]) => ({ ids }),
  'accounts.delete': (ids: number[]) => ({ ids }),
  'accounts.setPassword': ([id]: number[], text: string) => ({
    id,
    password: `a calm river ${text.length} at dawn`,
  }),
  'accounts.requireNewPassword': (ids: number[]) => ({ ids }),
  'accounts.setGroups': (ids: number[], text: string) =>
    text.length % 2 === 0 ? { ids, add: [1, 2], remove: [] } : { ids, add: [], remove: [1] },
  'accounts.setPermissions': ([id]: number[], text: string) =>
    text.length % 2 === 0 ? { id, add: [1, 2], remove: [] } : { id, add: [], remove: [1] },
  'groups.delete': (_: number[], text: string) => ({ id: 1 + (text.length % 2) }),
} as const;

const act = fc.record({
  procedure: fc.constantFrom(
    'accounts.update' as const,
    ...(Object.keys(ACTS) as (keyof typeof ACTS)[]),
  ),
  who: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
  text: name,
});
/** Each act once where it can be done, so that none of them is left to chance. */
const EACH: readonly (readonly [Act['procedure'], number[]])[][] = [
  [
    ['registrations.changeEmail', [0]],
    ['registrations.resend', [0]],
    ['registrations.extend', [0]],
    ['registrations.activate', [0]],
    ['registrations.reject', [1]],
  ],
  [
    ['registrations.delete', [0, 1]],
    ['accounts.update', [2]],
    ['accounts.setPassword', [2]],
    ['accounts.requireNewPassword', [2]],
    ['accounts.setGroups', [2, 3]],
    ['accounts.setPermissions', [2]],
    ['groups.delete', [2]],
    ['accounts.activate', [3]],
    ['accounts.deactivate', [2]],
    ['accounts.delete', [2, 3]],
  ],
];
type Act = typeof act extends fc.Arbitrary<infer Each> ? Each : never;

/** What the form of an account sends when its names and its rank are changed; null where it is gone. */
async function edited(console: ConsoleCore, id: number | undefined, text: string) {
  const got = await console.dispatch('accounts.get', { id });
  if (!got.ok) return null;
  const { username, email, revision } = got.value as { [field: string]: unknown };
  const names = { firstName: text, lastName: 'Edited' };
  return { id, revision, username, email, ...names, isStaff: true, isSuperuser: false };
}

/** Does an act, if it can be done now. @returns Its operation, or null. */
async function play(
  console: ConsoleCore,
  people: readonly number[],
  { procedure, who, text }: Act,
) {
  const ids = who.map((each) => people[each] ?? 0);
  const input =
    procedure === 'accounts.update'
      ? await edited(console, ids[0], text)
      : ACTS[procedure](ids, text);
  if (input === null) return null;
  const result = await console.dispatch(procedure, input);
  if (result.ok) return (result.value as { operationId: number | null }).operationId;
  expect({ procedure, ...result.error }).toMatchObject({
    code: expect.stringMatching(/^(?:conflict|not-found|invalid-input)$/),
  });
  return null;
}

async function open() {
  const console = await createConsoleCore();
  await signIn(console);
  await change(console, 'signIn', { passwordsByAdministrators: true });
  for (const group of ['Editors', 'Readers']) await console.call('groups.create', { name: group });
  return console;
}

const USUAL = {
  first_name: 'Anna',
  last_name: '',
  date_joined: '2026-02-28 23:59:59',
  last_login: null,
};
const EXAMPLES = EACH.map((acts): [[Data, Data, Data, Data], Act[]] => [
  [USUAL, USUAL, USUAL, USUAL],
  acts.map(([procedure, who]) => ({ procedure, who, text: 'Anna' })),
]);

it('an undo restores every account table byte for byte, whatever was in it and was done', async () => {
  const console = await open();
  const undone = new Set<string>();
  let round = 0;
  const site = fc.tuple(data, data, data, data);
  await fc.assert(
    fc.asyncProperty(site, fc.array(act, { minLength: 1, maxLength: 8 }), async (rows, acts) => {
      round += 1;
      const people = [
        await register(console, `anna${round}`),
        await register(console, `boris${round}`),
        await addAccount(console, { username: `clara${round}`, isActive: true }),
        await addAccount(console, { username: `dora${round}` }),
      ];
      for (const [index, row] of rows.entries()) {
        const ofOne = console.db.updateTable('auth_user').where('id', '=', people[index] ?? 0);
        await ofOne.set(row).execute();
      }
      const done: { readonly id: number; readonly procedure: string; readonly before: unknown }[] =
        [];
      for (const each of acts) {
        const before = await snapshot(console);
        const id = await play(console, people, each);
        if (id !== null) done.push({ id, procedure: each.procedure, before });
        console.clock.advance({ ms: 1_000 });
      }
      for (const { id, procedure, before } of done.toReversed()) {
        const answer = await console.call('operations.undo', { id });
        expect({ procedure, refused: answer.refused }).toEqual({ procedure, refused: [] });
        expect({ procedure, tables: await snapshot(console) }).toEqual({
          procedure,
          tables: before,
        });
        undone.add(procedure);
      }
      expect(console.internalErrors).toEqual([]);
    }),
    { numRuns: 25, examples: EXAMPLES },
  );
  expect([...undone].toSorted()).toEqual(['accounts.update', ...Object.keys(ACTS)].toSorted());
});
