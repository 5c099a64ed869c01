import { expect, it } from 'vitest';

import { SIGN_IN_RULE } from '../../../src/main/limits/throttle.ts';
import { authenticate } from '../../../src/main/sign-in/authenticate.ts';
import { createDeviceMark } from '../../../src/main/sign-in/known-device.ts';
import { addAccount, type Core, createCore, PASSWORD } from '../../support/core.ts';

const VISITOR = { address: '203.0.113.9', userAgent: 'a browser' };

async function openNetwork() {
  const core = await createCore();
  const olga = await addAccount(core, { username: 'olga', isActive: true });
  const signIn = (login: string, password: string, deviceMark = '', visitor = VISITOR) =>
    authenticate(core.context, { login, password, visitor, deviceMark });
  return { core, olga, signIn };
}

/** Guesses at people until the network has to wait. */
async function spray(
  signIn: Awaited<ReturnType<typeof openNetwork>>['signIn'],
  before: () => Promise<unknown> = async () => {},
): Promise<void> {
  for (let person = 0; person < 21; person += 1) {
    await before();
    expect(await signIn(`person${person}`, 'Password1')).toEqual({ ok: false, waitMs: 0 });
  }
}

async function failuresOf(core: Core, name: string): Promise<number | undefined> {
  const row = await core.db
    .selectFrom('gatehouse_throttle')
    .select('failures')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.failures;
}

it('one password tried on many people is slowed down, whatever is signed in to between', async () => {
  const { signIn } = await openNetwork();
  await spray(signIn, async () =>
    expect(await signIn('olga', PASSWORD)).toMatchObject({ ok: true }),
  );
  expect(await signIn('person21', 'Password1')).toEqual({
    ok: false,
    waitMs: SIGN_IN_RULE.firstDelayMs,
  });
});

it('people on a network that guesses sign in from the browsers that they have used before', async () => {
  const { core, olga, signIn } = await openNetwork();
  await spray(signIn);
  expect(await signIn('olga', PASSWORD)).toMatchObject({ ok: false });
  const mark = await createDeviceMark(core.context, olga);
  expect(await signIn('olga', PASSWORD, mark)).toMatchObject({ ok: true });
});

it('a try that the network has to wait for is not counted for the account', async () => {
  const { core, olga, signIn } = await openNetwork();
  await spray(signIn);
  for (let time = 0; time < 9; time += 1) {
    expect(await signIn('olga', PASSWORD)).toMatchObject({ ok: false });
  }
  expect(await failuresOf(core, `site:account:${olga}`)).toBe(0);
  const elsewhere = { ...VISITOR, address: '198.51.100.4' };
  expect(await signIn('olga', PASSWORD, '', elsewhere)).toMatchObject({ ok: true });
});

it('a try that the account has to wait for is not counted for the network', async () => {
  const { core, signIn } = await openNetwork();
  for (let time = 0; time < 9; time += 1) await signIn('olga', 'wrong');
  expect(await failuresOf(core, 'site:network:203.0.113.9')).toBe(5);
});

it('nobody on a network waits longer than a minute for what others typed there', async () => {
  const { core, signIn } = await openNetwork();
  const waits: number[] = [];
  await spray(signIn);
  for (let person = 0; person < 10; person += 1) {
    const waiting = await signIn('olga', PASSWORD);
    if (waiting.ok) throw new Error('Nobody had to wait.');
    waits.push(waiting.waitMs);
    core.clock.advance({ ms: waiting.waitMs });
    await signIn(`other${person}`, 'Password1');
  }
  expect([waits[0], Math.max(...waits)]).toEqual([2_000, 60_000]);
  core.clock.advance({ ms: 60_000 });
  expect(await signIn('olga', PASSWORD)).toMatchObject({ ok: true });
});
