import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { addNote } from '../../../src/main/accounts/account-notes.ts';
import { setGroups } from '../../../src/main/accounts/set-rights.ts';
import { onAccountsChanged } from '../../../src/main/operations/changed-accounts.ts';
import { createPeople } from '../../../src/main/people/indexed-people.ts';
import { addAdministrator, createCore } from '../../support/core.ts';
import { addGroup } from '../../support/person.ts';

test('a group or a note is found from the moment it is given', async () => {
  const core = await createCore();
  const eva = await addAdministrator(core);
  const group = await addGroup(core, 'Editors');
  const ready = Promise.withResolvers<void>();
  const people = createPeople({
    db: core.db,
    file: join(core.folder, 'gatehouse.sqlite3'),
    now: core.now,
    many: 1,
    onChange: ready.resolve,
    onError: ready.reject,
  });
  onTestFinished(people.close);
  onAccountsChanged(core.db, people.changed);
  await people.open();
  await ready.promise;
  const found = async () => [
    await people.count({ query: 'group:editors' }),
    await people.count({ query: 'has:note' }),
  ];
  expect(await found()).toEqual([0, 0]);
  await setGroups(core, { ids: [eva.id], add: [group], remove: [], person: eva });
  await addNote(core, { id: eva.id, text: 'Called.', person: eva });
  expect(await found()).toEqual([1, 1]);
});
