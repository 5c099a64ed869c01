import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';

import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount } from '../../support/core.ts';
import { groupTables, makeGroup } from '../../support/groups.ts';
import { withAnna } from '../../support/person.ts';

/** An index is made by a thread of its own, which tells nobody here. */
const PATIENT = { timeout: 30_000 };

const namesIn = async (console: ConsoleCore) =>
  (await console.call('groups.list', {})).rows.map(({ name }) => name);

describe('a group', () => {
  it('is made, listed with what is in it, and unmade by the undo', async () => {
    const { console, anna } = await withAnna();
    const made = await console.call('groups.create', { name: '  Editors ' });
    expect(made).toMatchObject({ done: 1, skipped: [] });
    await makeGroup(console, 'Archive', [anna]);
    expect((await console.call('groups.list', {})).rows).toMatchObject([
      { name: 'Archive', members: 1, permissions: 2 },
      { id: made.groupId, name: 'Editors', members: 0, permissions: 0 },
    ]);
    await console.call('operations.undo', { id: made.operationId ?? 0 });
    expect(await namesIn(console)).toEqual(['Archive']);
  });

  it.each([
    ['   ', 'Give it a name.'],
    ['x'.repeat(151), 'Ensure this value has at most 150 characters (it has 151).'],
    ['a\u0000b', 'Null and control characters are not allowed.'],
    ['Editors', 'A group with this name already exists.'],
    ['EDITORS', 'There is the group “Editors” already: a search does not tell them apart.'],
  ])('is not called %j', async (name, message) => {
    const { console } = await withAnna();
    await console.call('groups.create', { name: 'Editors' });
    const { groupId: id } = await console.call('groups.create', { name: 'Readers' });
    const refused = { code: 'invalid-input', fields: { name: [message] } };
    expect(await console.refusal('groups.create', { name })).toMatchObject(refused);
    const rename = { id, from: 'Readers', name };
    expect(await console.refusal('groups.rename', rename)).toMatchObject(refused);
  });

  it('has a name of up to 150 characters, counted as a reader counts them', async () => {
    const { console } = await withAnna();
    await console.call('groups.create', { name: '𝒳'.repeat(150) });
    expect(await namesIn(console)).toEqual(['𝒳'.repeat(150)]);
  });

  it('gets another name, also its own in other letters, with before and after in the log', async () => {
    const { console } = await withAnna();
    const { groupId: id } = await console.call('groups.create', { name: 'editors' });
    const renamed = await console.call('groups.rename', { id, from: 'editors', name: 'Editors' });
    const act = await console.call('operations.get', { id: renamed.operationId ?? 0 });
    expect(act.operation.title).toBe('Renamed the group “editors” to “Editors”');
    expect(act.changes).toEqual([
      {
        name: '',
        accountId: null,
        what: 'Group',
        fields: [{ field: 'name', before: 'editors', after: 'Editors' }],
      },
    ]);
    await console.call('operations.undo', { id: renamed.operationId ?? 0 });
    expect(await namesIn(console)).toEqual(['editors']);
  });

  it('is not renamed over what somebody else called it meanwhile', async () => {
    const { console } = await withAnna();
    const { groupId: id } = await console.call('groups.create', { name: 'Editors' });
    await console.call('groups.rename', { id, from: 'Editors', name: 'Writers' });
    const late = { id, from: 'Editors', name: 'Authors' };
    expect(await console.refusal('groups.rename', late)).toMatchObject({
      code: 'conflict',
      message:
        '“Editors” was renamed to “Writers” by somebody else meanwhile. Nothing was overwritten.',
    });
    await sql`DELETE FROM auth_group WHERE id = ${id}`.execute(console.db);
    expect(await console.refusal('groups.rename', late)).toMatchObject({ code: 'not-found' });
    expect(await console.refusal('groups.delete', { id })).toMatchObject({ code: 'not-found' });
    const none = { id, add: [], remove: [] };
    expect(await console.refusal('groups.setPermissions', none)).toMatchObject({
      message: 'This group no longer exists. Nothing was changed.',
    });
  });

  it('is found under its new name at once, also by the index', async () => {
    const console = await createConsoleCore({ many: 1 });
    const { id: eva } = await signIn(console);
    const { people } = console.services;
    await people.open();
    await vi.waitFor(() => expect(people.index().state).toBe('ready'), PATIENT);
    const id = await makeGroup(console, 'Editors', [eva]);
    const found = (query: string) => people.count({ query });
    expect(await found('group:editors')).toBe(1);
    await console.call('groups.rename', { id, from: 'Editors', name: 'Night shift' });
    expect(await found('group:editors')).toBe(0);
    expect(await found('group:"night shift"')).toBe(1);
  });
});

describe('what a group permits', () => {
  it('is given and taken away with names in the log, and taken back', async () => {
    const { console } = await withAnna();
    const id = await makeGroup(console, 'Editors');
    const { permissions: before } = await console.call('groups.permissions', { id });
    const [first, second] = before.map((permission) => permission.id);
    const changed = await console.call('groups.setPermissions', {
      id,
      add: [second ?? 0],
      remove: [first ?? 0],
    });
    const act = await console.call('operations.get', { id: changed.operationId ?? 0 });
    expect(act.operation.title).toBe('Changed the permissions of the group “Editors”');
    expect(act.changes).toEqual([
      {
        name: '',
        accountId: null,
        what: 'Permissions',
        fields: [{ field: 'permission', before: before[0]?.name, after: null }],
      },
    ]);
    await console.call('operations.undo', { id: changed.operationId ?? 0 });
    expect(await console.call('groups.permissions', { id })).toEqual({ permissions: before });
    const same = { id, add: before.map((permission) => permission.id), remove: [] };
    expect(await console.call('groups.setPermissions', same)).toMatchObject({ operationId: null });
    const unknown = { id, add: [99_999], remove: [] };
    expect(await console.refusal('groups.setPermissions', unknown)).toMatchObject({
      message: 'This permission no longer exists. Nothing was changed.',
    });
  });
});

describe('deleting a group', () => {
  it('takes everybody out, deletes nobody, says so in their story, and comes back whole', async () => {
    const { console, anna, story } = await withAnna();
    const boris = await addAccount(console, { username: 'boris' });
    const id = await makeGroup(console, 'Editors', [anna, boris]);
    const before = await groupTables(console);
    const deleted = await console.call('groups.delete', { id });
    expect(await groupTables(console)).toEqual({ groups: [], given: [], members: [] });
    const people = await console.call('accounts.rights', { id: anna });
    expect(people.throughGroups).toEqual([]);
    expect((await story())[0]).toMatchObject({
      title: 'A group was deleted',
      by: 'eva',
      changes: [{ field: 'group', before: 'Editors', after: null }],
    });
    const undone = await console.call('operations.undo', { id: deleted.operationId ?? 0 });
    expect(undone).toMatchObject({ undone: 3, refused: [] });
    expect(undone.act.title).toBe('Deleted the group “Editors”');
    expect(await groupTables(console)).toEqual(before);
  });

  it('comes back whole when it took several parts, and goes again', async () => {
    const { console } = await withAnna();
    const id = await makeGroup(console, 'Everybody');
    await sql`INSERT INTO auth_user (username, password, email, first_name, last_name, is_active,
        is_staff, is_superuser, date_joined)
      SELECT 'p' || value, '!', '', '', '', 1, 0, 0, '2026-01-01 00:00:00'
      FROM json_each(${JSON.stringify([...Array.from({ length: 4100 }).keys()])})`.execute(
      console.db,
    );
    await sql`INSERT INTO auth_user_groups (user_id, group_id)
      SELECT id, ${id} FROM auth_user WHERE password = '!'`.execute(console.db);
    const before = await groupTables(console);
    const deleted = await console.call('groups.delete', { id });
    expect(deleted).toMatchObject({ done: 1 });
    const undone = await console.call('operations.undo', { id: deleted.operationId ?? 0 });
    expect(undone).toMatchObject({ undone: 4101, refused: [] });
    expect(await groupTables(console)).toEqual(before);
    const again = await console.call('operations.undo', { id: undone.operationId ?? 0 });
    expect(again).toMatchObject({ undone: 4101, refused: [] });
    expect(await groupTables(console)).toEqual({ groups: [], given: [], members: [] });
  });

  it('is refused while a table of the site refers to it, and nobody leaves it', async () => {
    const { console, anna } = await withAnna();
    const id = await makeGroup(console, 'Editors', [anna]);
    await sql`CREATE TABLE news_page (id integer PRIMARY KEY,
      owners_id integer REFERENCES auth_group (id))`.execute(console.db);
    await sql`INSERT INTO news_page (owners_id) VALUES (${id})`.execute(console.db);
    const before = await groupTables(console);
    expect(await console.refusal('groups.delete', { id })).toMatchObject({
      code: 'conflict',
      message: 'The table news_page of this site refers to the group. Nothing was changed.',
    });
    expect(await groupTables(console)).toEqual(before);
    await sql`DELETE FROM news_page`.execute(console.db);
    expect(await console.call('groups.delete', { id })).toMatchObject({ done: 1 });
  });

  it('leaves its name to be told', async () => {
    const { console, anna, story } = await withAnna();
    const id = await makeGroup(console, 'Editors', [anna]);
    await console.call('groups.delete', { id });
    const put = (await story()).find(({ title }) => title === 'Groups changed');
    expect(put?.changes).toEqual([{ field: 'group', before: null, after: 'Editors' }]);
  });

  it('is not taken back when another group has its name, and nobody is put into nothing', async () => {
    const { console, anna } = await withAnna();
    const id = await makeGroup(console, 'Editors', [anna]);
    const deleted = await console.call('groups.delete', { id });
    await console.call('groups.create', { name: 'Editors' });
    const undone = await console.call('operations.undo', { id: deleted.operationId ?? 0 });
    expect(undone).toMatchObject({
      undone: 0,
      refused: [
        { name: 'anna', reason: 'The group was deleted since.' },
        { name: 'the group', reason: 'The name Editors has been taken by another group since.' },
      ],
    });
  });
});

it('staff look at groups, and change none and take nothing of them back', async () => {
  const { console } = await withAnna();
  const made = await console.call('groups.create', { name: 'Editors' });
  console.services.session.signOut();
  await signIn(console, 'staff');
  const id = made.groupId;
  expect(await namesIn(console)).toEqual(['Editors']);
  expect(await console.call('groups.permissions', { id })).toEqual({ permissions: [] });
  for (const [name, input] of [
    ['groups.create', { name: 'Readers' }],
    ['groups.rename', { id, from: 'Editors', name: 'Readers' }],
    ['groups.setPermissions', { id, add: [1], remove: [] }],
    ['groups.delete', { id }],
    ['operations.undo', { id: made.operationId }],
  ] as const) {
    expect(await console.refusal(name, input)).toMatchObject({ code: 'not-allowed' });
  }
});

it('Django’s own history hears of groups as its admin tells them', async () => {
  const { console } = await withAnna();
  const id = await makeGroup(console, 'Editors');
  await console.call('groups.rename', { id, from: 'Editors', name: 'Writers' });
  await console.call('groups.delete', { id });
  const { rows } = await sql<Record<string, unknown>>`
    SELECT type.model, log.object_id, log.object_repr, log.change_message, log.action_flag
    FROM django_admin_log AS log
    JOIN django_content_type AS type ON type.id = log.content_type_id
    WHERE type.model = 'group' ORDER BY log.id`.execute(console.db);
  const of = (name: string, change_message: string, action_flag: number) => ({
    model: 'group',
    object_id: String(id),
    object_repr: name,
    change_message,
    action_flag,
  });
  expect(rows).toEqual([
    of('Editors', '[{"added": {}}]', 1),
    of('Editors', '[{"changed": {"fields": ["Permissions"]}}]', 2),
    of('Writers', '[{"changed": {"fields": ["Name"]}}]', 2),
    of('Writers', '', 3),
  ]);
});
