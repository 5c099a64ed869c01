import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { OVERTAKEN } from '../../../src/main/mail/outbox/overtaken.ts';
import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, register } from '../../support/core.ts';
import { outbox, withSink } from '../../support/courier.ts';
import { change } from '../../support/site-flows.ts';

/** Acts that write mails or keep mails from leaving; `who` counts through the people of a history. */
const ACTS = {
  resend: ['registrations.resend', (ids: number[]) => ({ ids })],
  move: ['registrations.changeEmail', ([id]: number[]) => ({ id, email: `moved${id}@x.example` })],
  approve: ['registrations.activate', (ids: number[]) => ({ ids })],
  reject: [
    'registrations.reject',
    (ids: number[]) => ({ ids, reason: 'other', note: 'no', tell: true }),
  ],
  discard: ['registrations.delete', (ids: number[]) => ({ ids })],
  activate: ['accounts.activate', (ids: number[]) => ({ ids })],
  deactivate: ['accounts.deactivate', (ids: number[]) => ({ ids })],
  delete: ['accounts.delete', (ids: number[]) => ({ ids })],
  restore: ['trash.restore', (ids: number[]) => ({ ids })],
  endPassword: ['accounts.requireNewPassword', (ids: number[]) => ({ ids })],
  sendReset: ['accounts.sendReset', (ids: number[]) => ({ ids })],
} as const;

const act = fc.record({
  kind: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[])),
  who: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
});
const undo = fc.record({ kind: fc.constant('undo' as const), newest: fc.nat({ max: 3 }) });
const courier = fc.record({ kind: fc.constant('courier' as const) });
const history = fc.array(
  fc.oneof(
    { arbitrary: act, weight: 3 },
    { arbitrary: undo, weight: 4 },
    { arbitrary: courier, weight: 1 },
  ),
  { maxLength: 14 },
);
type Step = typeof history extends fc.Arbitrary<(infer Each)[]> ? Each : never;

const HAS_OR_GETS = new Set(['queued', 'held', 'deferred', 'sent']);

async function open() {
  const console = await createConsoleCore();
  await signIn(console);
  await change(console, 'registration', { holdAfter: 0 });
  const { sink, courier: theCourier } = await withSink(console);
  /** Leaves nothing that is due, after the time that acts can be taken back in. */
  const send = async () => {
    console.clock.advance({ ms: 20_000 });
    await theCourier.flush();
  };
  return { console, sink, send };
}

/** Does one thing, if it can be done now. @returns The operation, and whose mails were told lost. */
async function play(console: ConsoleCore, people: readonly number[], step: Step, done: number[]) {
  if (step.kind === 'courier') return { operationId: null, mailsLost: [] };
  const [procedure, inputOf] =
    step.kind === 'undo' ? (['operations.undo'] as const) : ACTS[step.kind];
  const input =
    step.kind === 'undo'
      ? { id: done.at(-1 - step.newest) ?? 0 }
      : inputOf?.(step.who.map((each) => people[each] ?? 0));
  const result = await console.dispatch(procedure, input);
  if (!result.ok) {
    expect(['conflict', 'not-found', 'invalid-input']).toContain(result.error.code);
    return { operationId: null, mailsLost: [] };
  }
  return { mailsLost: [], ...(result.value as Partial<OutputOf<'operations.undo'>>) };
}

/** Whoever waits for a link and has none, nor a mail on its way: by user name, with what is missing. */
async function waitingInVain(console: ConsoleCore, people: readonly number[], passwords: unknown) {
  const mails = await outbox(console);
  const accounts = await console.db
    .selectFrom('auth_user')
    .leftJoin('registration_registrationprofile as profile', 'profile.user_id', 'auth_user.id')
    .select(['auth_user.id', 'username', 'is_active', 'password', 'email'])
    .select(['activation_key', 'activated'])
    .where('auth_user.id', 'in', people)
    .execute();
  return accounts.flatMap((account) => {
    const { id, username, is_active, password, email, activated, activation_key: key } = account;
    const own = mails.filter((mail) => mail.account_id === id && HAS_OR_GETS.has(mail.state));
    const waits =
      is_active === 0 && activated === 0 && key !== null && /^[0-9a-f]{40,64}$/.test(key);
    const hasLink = own.some(({ variables }) => key !== null && (variables ?? '').includes(key));
    if (waits && !hasLink) return [`${username}: no activation mail`];
    const isEnded = is_active === 1 && !(passwords as Set<string>).has(password);
    const hasReset = own.some(
      (mail) => mail.kind === 'password_reset' && mail.envelope_to === email,
    );
    return isEnded && !hasReset ? [`${username}: no reset link`] : [];
  });
}

it('after any acts, undos and undos of undos nobody waits in vain for a link, and no mail leaves twice', async () => {
  const { console, sink, send } = await open();
  let round = 0;
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      round += 1;
      const people = [
        await register(console, `anna${round}`),
        await register(console, `boris${round}`),
        await addAccount(console, { username: `clara${round}`, isActive: true }),
        await addAccount(console, { username: `dora${round}`, isActive: true }),
      ];
      const rows = await console.db.selectFrom('auth_user').select('password').execute();
      const passwords = new Set(rows.map(({ password }) => password));
      const done: number[] = [];
      const told = new Set<string>();
      for (const step of steps) {
        const { operationId, mailsLost } = await play(console, people, step, done);
        if (operationId != null) done.push(operationId);
        for (const { name } of mailsLost) told.add(name);
        if (step.kind === 'courier') await send();
        console.clock.advance({ ms: 1_000 });
        const untrue = await console.db
          .selectFrom('gatehouse_outbox')
          .select(['kind', 'account_id', OVERTAKEN.as('why')])
          .where('state', 'in', ['queued', 'held', 'deferred'])
          .where(OVERTAKEN, 'is not', null)
          .execute();
        expect(untrue).toEqual([]);
      }
      const inVain = await waitingInVain(console, people, passwords);
      expect(inVain.filter((line) => !told.has(line.split(':')[0] ?? ''))).toEqual([]);
      await send();
      const ids = sink.messages.map((message) => /^Message-ID: (.+)$/im.exec(message)?.[1]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(console.internalErrors).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
