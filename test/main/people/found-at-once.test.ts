import { expect, test } from 'vitest';

import { addNote } from '../../../src/main/accounts/account-notes.ts';
import { setGroups } from '../../../src/main/accounts/set-rights.ts';
import { addAdministrator, createCore } from '../../support/core.ts';
import { openIndex } from '../../support/open-index.ts';
import { addGroup } from '../../support/person.ts';

test('a group or a note is found from the moment it is given', async () => {
  const core = await createCore();
  const eva = await addAdministrator(core);
  const group = await addGroup(core, 'Editors');
  const people = await openIndex(core);
  const found = async () => [
    await people.count({ query: 'group:editors' }),
    await people.count({ query: 'has:note' }),
  ];
  expect(await found()).toEqual([0, 0]);
  await setGroups(core, { ids: [eva.id], add: [group], remove: [], person: eva });
  await addNote(core, { id: eva.id, text: 'Called.', person: eva });
  expect(await found()).toEqual([1, 1]);
});
