import { expect, test } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { fetchFile, planOf, upload } from '../../support/import-file.ts';

test('a row with too few or too many cells is refused with both numbers; empty ones at its end do not count', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await upload(
    core,
    'username;email;last_name;is_active\n' +
      'short;short@people.example\n' +
      'long;long@people.example;Van;Lomo;1;x\n' +
      'right;right@people.example;Lomo;1;;\n',
  );
  const found = await core.call('imports.check', { id, plan: await planOf(core, id) });
  expect(found.problems).toEqual([
    {
      row: 2,
      field: null,
      value: 'short | short@people.example',
      reason: 'There are 2 cells for 4 columns: some are missing.',
    },
    {
      row: 3,
      field: null,
      value: 'long | long@people.example | Van | Lomo | 1 | x',
      reason:
        'There are 6 cells for 4 columns. What holds the sign between the cells belongs in quotation marks.',
    },
  ]);
  expect(found.people.map(({ username }) => username)).toEqual(['right']);
});

test('a refused row that is put right and imported comes in as it was', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const check = async (text: string) => {
    const id = await upload(core, text);
    return core.call('imports.check', { id, plan: await planOf(core, id) });
  };
  const lines = ['username,email,first_name,last_name', '+anna,anna.example,-A,"Smith,-Jones"'];
  const report = await fetchFile(core, (await check(lines.join('\n'))).report?.path);
  expect(report).toContain(`"'+anna",anna.example,"'-A","Smith,'-Jones"`);
  const { people } = await check(report.replace('anna.example', 'anna@people.example'));
  expect(people).toMatchObject([{ username: '+anna', name: '-A Smith,-Jones' }]);
});

test('a password that slipped to another column is in no report', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const lines = ['username,email,password,staff', 'anna,secret,1', 'bo,x,b@x.example,secret,1'];
  const id = await upload(core, lines.join('\n'));
  const plan = await planOf(core, id);
  const found = await core.call('imports.check', { id, plan });
  expect(found.refused).toBe(2);
  const report = await fetchFile(core, found.report?.path);
  expect(report).toContain('anna');
  expect(report + JSON.stringify(found.problems)).not.toContain('secret');
});

test('a row of the same name counts as the second only where the first was taken', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const lines = ['username,email,password', 'anna,anna@people.example,$P$Bother'];
  const id = await upload(core, [...lines, 'anna,,', 'Anna,,'].join('\n'));
  const found = await core.call('imports.check', { id, plan: await planOf(core, id) });
  expect(found.problems.map(({ row, reason }) => [row, reason])).toEqual([
    [2, 'The password is not stored in a form that Django knows.'],
    [4, 'An earlier row has this user name.'],
  ]);
  expect(found.people.map(({ username }) => username)).toEqual(['anna']);
});

test('a file that is no text is refused in words', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const id = await upload(core, Buffer.concat([every, every]), 'people.xlsx');
  const refused = await core.refusal('imports.inspect', { id, delimiter: null });
  expect(refused.message).toBe('people.xlsx is no text: nobody can be read from it.');
  expect(refused.advice).toContain('save it as CSV');
});
