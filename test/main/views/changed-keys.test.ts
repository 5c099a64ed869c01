import { expect, test } from 'vitest';

import { listChangedKeys, saveChangedKeys } from '../../../src/main/views/changed-keys.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import { ACTION_IDS } from '../../../src/shared/keys/actions.ts';
import { type ChangedKeys, keysAtFirst } from '../../../src/shared/keys/keymap.ts';
import { createCore } from '../../support/core.ts';

const EVA = { id: 1 };
const BEN = { id: 2 };

test('each person changes their own keys, and only those that are given', async () => {
  const core = await createCore();
  await saveChangedKeys(core, EVA, { 'list.select': 'w', undo: null, 'go.users': 'g x' });
  await saveChangedKeys(core, BEN, { 'list.select': 'v' });
  expect(await listChangedKeys(core, EVA)).toEqual({
    changed: { 'list.select': 'w', undo: null, 'go.users': 'g x' },
  });
  await saveChangedKeys(core, EVA, { undo: 'q', 'go.users': 'g u' });
  expect(await listChangedKeys(core, EVA)).toEqual({
    changed: { 'list.select': 'w', undo: 'q' },
  });
  expect(await listChangedKeys(core, BEN)).toEqual({ changed: { 'list.select': 'v' } });
});

test('what is as it came is not kept', async () => {
  const core = await createCore();
  await saveChangedKeys(core, EVA, { 'list.select': 'x', 'list.open': null, password: null });
  expect(await core.db.selectFrom('gatehouse_key').selectAll().execute()).toEqual([]);
});

test('a key that two windows give away at once is the first one’s', async () => {
  const core = await createCore();
  const [first, second] = await Promise.allSettled([
    saveChangedKeys(core, EVA, { undo: 'q' }),
    saveChangedKeys(core, EVA, { search: 'q' }),
  ]);
  expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  expect(await listChangedKeys(core, EVA)).toEqual({ changed: { undo: 'q' } });
});

test('all are brought back to how they came at once', async () => {
  const core = await createCore();
  await saveChangedKeys(core, EVA, { activate: 'n', note: 'a', undo: null });
  const atFirst = ACTION_IDS.map((id) => [id, keysAtFirst(id)] as const);
  await saveChangedKeys(core, EVA, Object.fromEntries(atFirst));
  expect(await listChangedKeys(core, EVA)).toEqual({ changed: {} });
});

test('the keys of two are swapped at once', async () => {
  const core = await createCore();
  await saveChangedKeys(core, EVA, { activate: 'n', note: 'a' });
  const { changed } = await listChangedKeys(core, EVA);
  expect(changed).toEqual({ activate: 'n', note: 'a' });
});

test.each<[string, ChangedKeys, string]>([
  ['another action has', { activate: 'x' }, 'the key of “Select”'],
  ['came with it, but is another’s by now,', { undo: 'z' }, 'the key of “Search this list”'],
  ['begins that of others', { activate: 'g' }, 'the key of “Dashboard”'],
  ['text fields need', { undo: 'Mod+C' }, 'Text fields need it'],
  ['is none', { undo: 'Mod+' }, 'no key'],
])('a key that %s is refused beside its action, and nothing is changed', async (_, bad, words) => {
  const core = await createCore();
  await saveChangedKeys(core, EVA, { undo: 'w', search: 'z' });
  const [id = ''] = Object.keys(bad);
  const refused = await saveChangedKeys(core, EVA, bad).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RefusedError);
  const { failure } = refused as RefusedError;
  expect(failure.code).toBe('invalid-input');
  expect(failure.fields?.[`changed.${id}`]?.[0]).toContain(words);
  expect(await listChangedKeys(core, EVA)).toEqual({ changed: { undo: 'w', search: 'z' } });
});

test('what only another version knows is left out, and stays', async () => {
  const core = await createCore();
  const row = { account_id: EVA.id, action: 'teleport', keys: 't' };
  await core.db.insertInto('gatehouse_key').values(row).execute();
  await saveChangedKeys(core, EVA, { undo: 'q' });
  expect(await listChangedKeys(core, EVA)).toEqual({ changed: { undo: 'q' } });
  const rows = await core.db.selectFrom('gatehouse_key').select('action').execute();
  expect(rows.map(({ action }) => action)).toEqual(['teleport', 'undo']);
});
