import { expect, it } from 'vitest';

import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { restoreAs, restorePeople } from '../../../src/main/trash/restore-people.ts';
import { listTrash } from '../../../src/main/trash/trash-list.ts';
import { addAccount, undo } from '../../support/core.ts';
import { saveRegistration } from '../../support/site.ts';
import { site } from '../../support/trash.ts';

/** Anna was deleted, and somebody else has her address since; Boris was deleted too. */
async function addressTaken({ otherName = 'lise' } = {}) {
  const given = await site();
  const { core, person, actor } = given;
  await saveRegistration(core, { uniqueEmail: false });
  const anna = await addAccount(core, { username: 'anna', email: 'Anna@bücher.example' });
  const boris = await addAccount(core, { username: 'boris' });
  const { operationId } = await deleteAccounts(core, {
    ids: [anna, boris],
    person,
    includeSelf: false,
  });
  await addAccount(core, { username: otherName, email: 'anna@xn--bcher-kva.example' });
  const restore = (sharesAddress: boolean, ids = [anna, boris]) =>
    restorePeople(core, { ids, actor, isSuperuser: true, sharesAddress });
  return { ...given, anna, restore, takeBack: () => undo(core, operationId) };
}

it('is told in the trash, of those whom it is about', async () => {
  const { core } = await addressTaken();
  const { rows } = await listTrash(core.db, { search: '', offset: 0, limit: 10 });
  expect(rows.map(({ username, addressTaken }) => [username, addressTaken])).toEqual([
    ['boris', false],
    ['anna', true],
  ]);
});

it('comes back only with whoever was told of it; all others come back', async () => {
  const { anna, restore } = await addressTaken();
  const reason = 'lise has this address by now. Restored alone in the trash, it can be shared.';
  expect(await restore(false)).toMatchObject({
    done: 1,
    skipped: [{ id: anna, name: 'anna', reason }],
  });
  expect(await restore(true, [anna])).toMatchObject({ done: 1, skipped: [] });
});

it('comes back with nobody where an address has one account', async () => {
  const { core, anna, restore } = await addressTaken();
  await saveRegistration(core, { uniqueEmail: true });
  const reason = 'lise has this address by now. Here an address has one account.';
  expect(await restore(true)).toMatchObject({ done: 1, skipped: [{ id: anna, reason }] });
});

it('is asked about beside a user name that was taken as well', async () => {
  const { core, anna, actor } = await addressTaken({ otherName: 'anna' });
  const as = (sharesAddress: boolean) =>
    restoreAs(core, { id: anna, username: 'anna2', actor, isSuperuser: true, sharesAddress });
  expect(await as(false)).toMatchObject({ done: 0, skipped: [{ id: anna }] });
  expect(await as(true)).toMatchObject({ done: 1, skipped: [] });
});

it('comes back with one of two in the trash who both had it, where an address has one account', async () => {
  const { core, person, actor } = await site();
  const joinAndLeave = async (username: string, email: string) => {
    const id = await addAccount(core, { username, email });
    await deleteAccounts(core, { ids: [id], person, includeSelf: false });
    return id;
  };
  const first = await joinAndLeave('anna', 'Anna@bücher.example');
  const second = await joinAndLeave('anna2', 'anna@xn--bcher-kva.example');
  const third = await joinAndLeave('boris', 'boris@people.example');
  const ids = [first, second, third];
  const restore = () => restorePeople(core, { ids, actor, isSuperuser: true });
  await saveRegistration(core, { uniqueEmail: true });
  const reason = 'anna has this address by now. Here an address has one account.';
  expect(await restore()).toMatchObject({
    done: 2,
    skipped: [{ id: second, name: 'anna2', reason }],
  });
  await saveRegistration(core, { uniqueEmail: false });
  await deleteAccounts(core, { ids: [first, third], person, includeSelf: false });
  expect(await restore()).toMatchObject({ done: 3, skipped: [] });
  await deleteAccounts(core, { ids, person, includeSelf: false });
  await saveRegistration(core, { uniqueEmail: true });
  // They had it together.
  expect(await restore()).toMatchObject({ done: 3, skipped: [] });
});

it('comes back with an undo, which tells who has it by now', async () => {
  const { takeBack } = await addressTaken();
  const { undone, shared } = await takeBack();
  expect(undone).toBe(2);
  expect(shared).toEqual([{ name: 'anna', holder: 'lise' }]);
});

it('is nobody’s news where those who come back together had it together', async () => {
  const { core, person } = await addressTaken();
  const email = 'both@people.example';
  const ids = [
    await addAccount(core, { username: 'clara', email }),
    await addAccount(core, { username: 'dora', email }),
  ];
  const { operationId } = await deleteAccounts(core, { ids, person, includeSelf: false });
  expect(await undo(core, operationId)).not.toHaveProperty('shared');
});
