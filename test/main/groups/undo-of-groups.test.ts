import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../src/shared/contract/operations.ts';
import { addAccount } from '../../support/core.ts';
import { groupTables, makeGroup } from '../../support/groups.ts';
import { withAnna } from '../../support/person.ts';

it('making a group is not taken back once somebody is in it, or it permits something', async () => {
  const { console, anna } = await withAnna();
  const made = await console.call('groups.create', { name: 'Editors' });
  const put = await console.call('accounts.setGroups', {
    ids: [anna],
    add: [made.groupId],
    remove: [],
  });
  const undoMaking = () => console.call('operations.undo', { id: made.operationId ?? 0 });
  expect(await undoMaking()).toMatchObject({
    refused: [{ name: 'the group', reason: 'It has members that came since.' }],
  });
  await console.call('operations.undo', { id: put.operationId ?? 0 });
  expect(await undoMaking()).toMatchObject({ undone: 1, refused: [] });
});

it('making a group is not taken back while a table of the site refers to it', async () => {
  const { console } = await withAnna();
  const made = await console.call('groups.create', { name: 'Editors' });
  await sql`CREATE TABLE news_page (id integer PRIMARY KEY,
    owners_id integer REFERENCES auth_group (id))`.execute(console.db);
  await sql`INSERT INTO news_page (owners_id) VALUES (${made.groupId})`.execute(console.db);
  expect(await console.call('operations.undo', { id: made.operationId ?? 0 })).toMatchObject({
    undone: 0,
    refused: [{ name: 'the group', reason: 'The table news_page of this site refers to it.' }],
  });
});

describe('a group that came back does not go again by halves', () => {
  async function withGroupBack() {
    const { console, anna } = await withAnna();
    const id = await makeGroup(console, 'Editors', [anna]);
    const deleted = await console.call('groups.delete', { id });
    const back = await console.call('operations.undo', { id: deleted.operationId ?? 0 });
    const goAgain = () => console.call('operations.undo', { id: back.operationId ?? 0 });
    const { permissions } = await console.call('groups.permissions', { id });
    return { console, id, goAgain, permissions: permissions.map((permission) => permission.id) };
  }

  it.each([
    [
      'it permits more',
      'It has permissions that came since.',
      ({ console, id }) =>
        console.call('groups.setPermissions', { id, add: [3, 4, 5, 6], remove: [] }),
    ],
    [
      'it permits less',
      'It was deleted since.',
      ({ console, id, permissions }) =>
        console.call('groups.setPermissions', { id, add: [], remove: permissions.slice(0, 1) }),
    ],
    [
      'it has another name',
      'It was changed since (name).',
      ({ console, id }) => console.call('groups.rename', { id, from: 'Editors', name: 'Writers' }),
    ],
    [
      'somebody came into it',
      'It has members that came since.',
      async ({ console, id }) => {
        const boris = await addAccount(console, { username: 'boris' });
        return console.call('accounts.setGroups', { ids: [boris], add: [id], remove: [] });
      },
    ],
  ] as [string, string, (given: Awaited<ReturnType<typeof withGroupBack>>) => Promise<Outcome>][])(
    'once %s',
    async (_, reason, change) => {
      const given = await withGroupBack();
      const { console, goAgain } = given;
      const changed = await change(given);
      const before = await groupTables(console);
      expect(await goAgain()).toMatchObject({
        undone: 0,
        refused: [{ name: 'the group', reason }],
      });
      expect(await groupTables(console)).toEqual(before);
      await console.call('operations.undo', { id: changed.operationId ?? 0 });
      expect(await goAgain()).toMatchObject({ undone: 2, refused: [] });
      expect(await groupTables(console)).toEqual({ groups: [], given: [], members: [] });
    },
  );
});
