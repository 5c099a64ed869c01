import { expect, it } from 'vitest';

import { addAccount, register } from '../../support/core.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { change } from '../../support/site-flows.ts';

const FRIEDA = 'frieda@students.example';
const BLANK = { firstName: '', lastName: '', isStaff: false, isSuperuser: false };

async function openConsole(uniqueEmail: boolean) {
  const console = await createConsoleCore();
  await signIn(console);
  await change(console, 'registration', { uniqueEmail });
  await addAccount(console, { username: 'frieda', email: FRIEDA });
  const id = await register(console, 'fred');
  const { revision } = await console.call('accounts.get', { id });
  const acts = {
    correct: (email: string) => ({ name: 'registrations.changeEmail', input: { id, email } }),
    edit: (email: string) => ({
      name: 'accounts.update',
      input: { id, revision, username: 'fred', email, ...BLANK },
    }),
    make: (email: string) => ({
      name: 'accounts.create',
      input: { username: 'new', email, password: '', start: 'pending', ...BLANK },
    }),
  } as const;
  return { console, id, acts };
}

it.each(['correct', 'edit', 'make'] as const)(
  'to %s an account with an address that another has is done once that was told',
  async (act) => {
    const { console, acts } = await openConsole(false);
    const { name, input } = acts[act]('Frieda@Students.example');
    const refusal = await console.refusal(name, input);
    expect(refusal.fields).toEqual({ email: ['frieda has this address already.'] });
    const told = await console.dispatch(name, { ...input, sharesAddress: true });
    expect(told).toMatchObject({ ok: true, value: { done: 1 } });
  },
);

it.each(['correct', 'edit', 'make'] as const)(
  'to %s one is refused where an address may have one account',
  async (act) => {
    const { console, acts } = await openConsole(true);
    const { name, input } = acts[act](FRIEDA);
    const refusal = await console.refusal(name, { ...input, sharesAddress: true });
    expect(refusal.fields?.['email']).toEqual([
      'frieda has this address already, and here an address has one account.',
    ]);
  },
);

it('who shares an address already can be edited otherwise', async () => {
  const { console } = await openConsole(true);
  const id = await addAccount(console, { username: 'twin', email: FRIEDA });
  const { revision } = await console.call('accounts.get', { id });
  const input = { id, revision, ...BLANK, username: 'twin', email: FRIEDA, firstName: 'Tim' };
  expect(await console.call('accounts.update', input)).toMatchObject({ done: 1 });
});

it.each([true, false])(
  'who shares an address already can have it written in another letter case (one each: %s)',
  async (uniqueEmail) => {
    const { console } = await openConsole(uniqueEmail);
    const twin = await register(console, 'twin');
    const mailbox = { email: FRIEDA.toUpperCase() };
    await console.db.updateTable('auth_user').set(mailbox).where('id', '=', twin).execute();
    const correct = { id: twin, email: 'Frieda@students.example' };
    expect(await console.call('registrations.changeEmail', correct)).toMatchObject({ done: 1 });
    const { revision } = await console.call('accounts.get', { id: twin });
    const edit = { id: twin, revision, ...BLANK, username: 'twin', email: FRIEDA };
    expect(await console.call('accounts.update', edit)).toMatchObject({ done: 1 });
  },
);

it('the other accounts of a mailbox are told, however it is written', async () => {
  const { console, id } = await openConsole(false);
  const othersAt = (email: string, self: number | null = id) =>
    console.call('accounts.othersAt', { id: self, email });
  const [other] = (await othersAt('FRIEDA@students.example')).accounts;
  expect(other).toMatchObject({ username: 'frieda' });
  expect((await othersAt(' fred@people.example ')).accounts).toEqual([]);
  expect((await othersAt('fred@people.example', null)).accounts).toHaveLength(1);
  expect(await othersAt('no address')).toEqual({ accounts: [], mayShare: true });
});

it('nobody is told of for another letter case of the address that one has, which is saved', async () => {
  const { console } = await openConsole(true);
  const id = await addAccount(console, { username: 'twin', email: FRIEDA });
  const email = 'Frieda@students.example';
  const { accounts } = await console.call('accounts.othersAt', { id, email });
  expect(accounts).toEqual([]);
  const { revision } = await console.call('accounts.get', { id });
  const input = { id, revision, ...BLANK, username: 'twin', email };
  expect(await console.call('accounts.update', input)).toMatchObject({ done: 1 });
});
