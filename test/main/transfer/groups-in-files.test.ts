import { expect, test } from 'vitest';

import { createConsoleCore, signIn, type ConsoleCore } from '../../support/console-core.ts';
import { addAccount } from '../../support/core.ts';
import { fetchFile, planOf, upload } from '../../support/import-file.ts';
import { addGroup } from '../../support/person.ts';

const NAMES = ['Sales, EMEA', 'editors', 'Editors', 'a;b|c', ' "the" board ', '=1+1'];

async function site(names: readonly string[]) {
  const core = await createConsoleCore();
  await signIn(core);
  const ids: number[] = [];
  for (const name of names) ids.push(await addGroup(core, name));
  return { core, ids };
}

/** Imports people. @returns The names of their groups, and what is said of refused rows. */
async function imported(core: ConsoleCore, text: string, filename = 'people.csv') {
  const id = await upload(core, text, filename);
  const { problems } = await core.call('imports.run', { id, plan: await planOf(core, id) });
  const rows = await core.db
    .selectFrom('auth_user_groups')
    .innerJoin('auth_group', 'auth_group.id', 'auth_user_groups.group_id')
    .innerJoin('auth_user', 'auth_user.id', 'auth_user_groups.user_id')
    .select(['auth_user.username', 'auth_group.name'])
    .orderBy('auth_group.id')
    .execute();
  const groupsOf = (username: string) =>
    rows.filter((row) => row.username === username).map(({ name }) => name);
  return { groupsOf, reasons: problems.map(({ reason }) => reason) };
}

test('before anything is imported the first people are shown with their groups', async () => {
  const { core } = await site(['editors', 'Sales, EMEA']);
  const id = await upload(
    core,
    'username,groups\nanna,"Sales, EMEA"\nbo,EDITORS\ncarl,\n',
    'p.csv',
  );
  const { people } = await core.call('imports.check', { id, plan: await planOf(core, id) });
  expect(people.map(({ username, groups }) => [username, groups])).toEqual([
    ['anna', ['Sales, EMEA']],
    ['bo', ['editors']],
    ['carl', []],
  ]);
});

test.each(['csv', 'json'] as const)(
  'names of groups come back from %s as they were',
  async (format) => {
    const { core, ids } = await site(NAMES);
    const anna = await addAccount(core, { username: 'anna' });
    const bo = await addAccount(core, { username: 'bo' });
    await core.call('accounts.setGroups', { ids: [anna], add: ids, remove: [] });
    const { path } = await core.call('accounts.export', {
      ids: [anna, bo],
      format,
      delimiter: ',',
      byteOrderMark: false,
      formulaSafe: true,
      columns: ['username', 'groups'],
    });
    const text = await fetchFile(core, path);
    if (format === 'json') {
      const [first, second] = JSON.parse(text) as { readonly groups: readonly string[] }[];
      expect(first?.groups.toSorted()).toEqual(NAMES.toSorted());
      expect(second?.groups).toEqual([]);
    }
    await core.call('accounts.delete', { ids: [anna, bo], includeSelf: false });
    const { groupsOf, reasons } = await imported(core, text, `people.${format}`);
    expect(reasons).toEqual([]);
    expect(groupsOf('anna')).toEqual(NAMES);
    expect(groupsOf('bo')).toEqual([]);
  },
);

test('one name with a comma in it is understood, and two names are two', async () => {
  const { core } = await site(['Sales, EMEA', 'a', 'b', 'a,b']);
  const text = 'username,groups\nanna,"sales, emea"\nbo,"a,b"\ncora,"a,c"\n';
  const { groupsOf, reasons } = await imported(core, text);
  expect([groupsOf('anna'), groupsOf('bo')]).toEqual([['Sales, EMEA'], ['a', 'b']]);
  expect(reasons).toEqual(['There is no group “c”.']);
});

test('a dump’s groups are those it names, and without their names it is told what to do', async () => {
  const { core } = await site(['2', 'editors']);
  const dump = (username: string, groups: readonly unknown[]) => ({
    model: 'auth.user',
    pk: 77,
    fields: { username, is_active: true, groups },
  });
  const editors = { model: 'auth.group', pk: 2, fields: { name: 'editors', permissions: [4] } };
  const whole = [dump('anna', [2]), dump('bo', [['editors']]), editors, dump('cora', [3])];
  const { groupsOf, reasons } = await imported(core, JSON.stringify(whole), 'dump.json');
  expect([groupsOf('anna'), groupsOf('bo'), groupsOf('cora')]).toEqual([
    ['editors'],
    ['editors'],
    [],
  ]);
  expect(reasons).toEqual([expect.stringContaining('--natural-foreign')]);
});

test('a first line that tells Excel the delimiter is no row of names', async () => {
  const { core } = await site(['editors']);
  for (const [index, line] of ['sep=;\r\n', '\ufeffSEP=;\n', '"sep=;"\r\n'].entries()) {
    const text = `${line}username;groups\r\nanna${index};editors\r\nbo${index};nobody\r\n`;
    const { groupsOf, reasons } = await imported(core, text);
    expect(groupsOf(`anna${index}`)).toEqual(['editors']);
    expect(reasons).toEqual(['There is no group “nobody”.']);
  }
});
