import { describe, expect, it } from 'vitest';

import { signIn } from '../../support/console-core.ts';
import { withAnna } from '../../support/person.ts';

describe('notes', () => {
  it('name who changed them beside who wrote them', async () => {
    const { console, anna } = await withAnna();
    await console.call('accounts.addNote', { id: anna, text: 'Called.' });
    const [note] = (await console.call('accounts.notes', { id: anna })).notes;
    expect(note).toMatchObject({ author: 'eva', editedBy: null });
    await signIn(console, 'staff');
    await console.call('accounts.editNote', { noteId: note?.id ?? 0, text: 'Never called.' });
    expect(await console.call('accounts.notes', { id: anna })).toMatchObject({
      notes: [{ text: 'Never called.', author: 'eva', editedBy: 'sam' }],
    });
  });

  it('are written, changed and deleted, each with its way back', async () => {
    const { console, anna, story } = await withAnna();
    await console.call('accounts.addNote', { id: anna, text: ' Called.\r\nWill write. ' });
    const [note] = (await console.call('accounts.notes', { id: anna })).notes;
    expect(note).toMatchObject({ text: 'Called.\nWill write.', author: 'eva', editedAt: null });
    console.clock.advance({ hours: 1 });
    await console.call('accounts.editNote', { noteId: note?.id ?? 0, text: 'Has written.' });
    console.clock.advance({ hours: 1 });
    const gone = await console.call('accounts.deleteNote', { noteId: note?.id ?? 0 });
    expect(await console.call('accounts.get', { id: anna })).toMatchObject({ notes: 0 });
    await console.call('operations.undo', { id: gone.operationId ?? 0 });
    expect(await console.call('accounts.notes', { id: anna })).toMatchObject({
      notes: [{ text: 'Has written.', editedAt: '2026-03-01T13:00:00.000Z' }],
    });
    const told = (await story('notes')).map(({ title, changes }) => [title, changes]);
    expect(told).toEqual([
      ['Note deleted', [{ field: 'note', before: 'Has written.', after: null }]],
      ['Note changed', [{ field: 'note', before: 'Called.\nWill write.', after: 'Has written.' }]],
      ['Note', []],
    ]);
  });

  it('keep hostile text as text, and refuse what no note is', async () => {
    const { console, anna } = await withAnna();
    const text = '<img src=x onerror=alert(1)> {{7*7}} \u202Eevil';
    await console.call('accounts.addNote', { id: anna, text });
    expect((await console.call('accounts.notes', { id: anna })).notes[0]?.text).toBe(text);
    for (const refused of ['  ', 'a\0b', 'x'.repeat(4_001)]) {
      expect(await console.refusal('accounts.addNote', { id: anna, text: refused })).toMatchObject({
        fields: { text: [expect.any(String)] },
      });
    }
  });

  it('go with their account, and come back with it', async () => {
    const { console, anna } = await withAnna();
    await console.call('accounts.addNote', { id: anna, text: 'Called.' });
    const { operationId } = await console.call('accounts.delete', { ids: [anna] });
    expect((await console.call('accounts.notes', { id: anna })).notes).toEqual([]);
    await console.call('operations.undo', { id: operationId ?? 0 });
    expect((await console.call('accounts.notes', { id: anna })).notes).toHaveLength(1);
  });
});
