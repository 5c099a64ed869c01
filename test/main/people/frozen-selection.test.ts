import { sql } from 'kysely';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { register } from '../../support/core.ts';

/** What may happen to a site between the look at a list and the act on all of it. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('come' as const), matches: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('go' as const, 'move' as const, 'activate' as const),
    who: fc.nat(),
  }),
  fc.record({ kind: fc.constant('back' as const), newest: fc.nat({ max: 3 }) }),
);
type Event = typeof event extends fc.Arbitrary<infer Each> ? Each : never;

const ACTS = ['registrations.activate', 'registrations.resend', 'registrations.delete'] as const;

const DOMAIN = 'people.example';

/** Lets somebody come, go, change or come back. @returns The operation, or null. */
async function happen(console: ConsoleCore, given: Event, done: readonly number[]) {
  if (given.kind === 'come') {
    const id = await register(console, `late${console.now().getTime()}`);
    const email = `late${id}@elsewhere.example`;
    if (!given.matches) await console.call('registrations.changeEmail', { id, email });
    return null;
  }
  const waiting = await idsOf(console, sql`is_active = 0`);
  const id = 'who' in given ? (waiting[given.who % waiting.length] ?? 0) : 0;
  const [procedure, input] = {
    go: ['registrations.delete', { ids: [id] }],
    move: ['registrations.changeEmail', { id, email: `moved${id}@elsewhere.example` }],
    activate: ['registrations.activate', { ids: [id] }],
    back: ['operations.undo', { id: done.at(-1 - ('newest' in given ? given.newest : 0)) ?? 0 }],
  }[given.kind] as [string, object];
  const result = await console.dispatch(procedure, input);
  return result.ok ? (result.value as { operationId: number | null }).operationId : null;
}

async function idsOf({ db }: ConsoleCore, where: ReturnType<typeof sql>) {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM auth_user WHERE ${where} AND is_staff = 0 ORDER BY id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Everybody, with what an act on sign-ups changes of them. */
async function everybody({ db }: ConsoleCore) {
  const { rows } = await sql<{ id: number; state: string }>`
    SELECT person.id, json_array(is_active, email, activation_key, activated) AS state
    FROM auth_user AS person
    LEFT JOIN registration_registrationprofile AS profile ON profile.user_id = person.id`.execute(
    db,
  );
  return new Map(rows.map(({ id, state }) => [id, state]));
}

it('case 39: exactly those of a frozen set who still wait are changed, whoever comes and goes', async () => {
  const events = fc.array(event, { maxLength: 12 });
  const console = await createConsoleCore();
  await signIn(console);
  await fc.assert(
    fc.asyncProperty(events, events, fc.constantFrom(...ACTS), async (before, after, act) => {
      const done: number[] = [];
      const play = async (given: readonly Event[]) => {
        for (const each of given) {
          console.clock.advance({ ms: 1_000 });
          const id = await happen(console, each, done);
          if (id !== null) done.push(id);
        }
      };
      for (let more = 0; more < 3; more += 1) {
        await play([{ kind: 'come', matches: true }]);
      }
      await play(before);
      const frozen = await console.call('registrations.freeze', { query: DOMAIN });
      const meant = await idsOf(console, sql`is_active = 0 AND email LIKE ${`%@${DOMAIN}`}`);
      expect(frozen.count).toBe(meant.length);
      await play(after);
      const waiting = await idsOf(console, sql`is_active = 0`);
      const then = await everybody(console);
      await console.dispatch(act, { selection: frozen.selection });
      const now = await everybody(console);
      const changed = [...then.keys()].filter((id) => now.get(id) !== then.get(id));
      expect(changed).toEqual(meant.filter((id) => waiting.includes(id)));
      expect([...now.keys()].filter((id) => !then.has(id))).toEqual([]);
    }),
    { numRuns: 25 },
  );
  expect(console.internalErrors).toEqual([]);
});
