import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { addAccount, register } from '../../support/core.ts';
import { addGroup, withAnna } from '../../support/person.ts';

describe('accounts that are alike', () => {
  it('are found by mailbox, by dots and tags, and by the shape of the name', async () => {
    const { console } = await withAnna();
    const karin = await addAccount(console, { username: 'karin', email: 'karin.lomo@web.example' });
    const others = [
      { username: 'second', email: 'Karin.Lomo@WEB.example' },
      { username: 'third', email: 'k.a.rinlomo+shop@web.example' },
      { username: 'kаrin', email: 'x@people.example' },
      { username: 'Karin', email: 'y@people.example' },
      { username: 'karina', email: 'karin.lomo@other.example' },
    ];
    for (const other of others) await addAccount(console, other);
    const { accounts } = await console.call('accounts.alike', { id: karin });
    expect(accounts.map(({ username, reasons }) => [username, reasons])).toEqual([
      ['second', ['Same mailbox']],
      ['third', ['Same address but for dots or a +tag']],
      ['Karin', ['User name looks the same']],
      ['kаrin', ['User name looks the same']],
    ]);
  });

  it('are looked for along the indexes', async () => {
    const { console } = await withAnna();
    const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
      SELECT id, username FROM auth_user WHERE username >= ${'k'} COLLATE NOCASE
      AND username < ${'l'} COLLATE NOCASE AND username GLOB ${'[kK]*'}`.execute(console.db);
    expect(rows[0]?.detail).toContain('COVERING INDEX gatehouse_user_username');
  });
});

describe('the rows of an account', () => {
  it('are shown column by column, but for what is secret', async () => {
    const { console } = await withAnna();
    const olga = await register(console, 'olga');
    const { tables } = await console.call('accounts.raw', { id: olga });
    const byName = new Map(tables.map(({ table, rows }) => [table, rows[0] ?? []]));
    const user = byName.get('auth_user') ?? [];
    expect(user.find(({ column }) => column === 'username')?.value).toBe('olga');
    expect(user.find(({ column }) => column === 'password')).toEqual({
      column: 'password',
      value: null,
      hidden: true,
    });
    expect(byName.get('registration_registrationprofile')).toContainEqual({
      column: 'activation_key',
      value: null,
      hidden: true,
    });
  });

  it('of a site’s own tables that point to it are counted', async () => {
    const { console, anna, eva } = await withAnna();
    await sql`CREATE TABLE shop_order (id INTEGER PRIMARY KEY,
      buyer INTEGER NOT NULL REFERENCES auth_user (id))`.execute(console.db);
    await sql`INSERT INTO shop_order (buyer) VALUES (${anna}), (${anna}), (${eva.id})`.execute(
      console.db,
    );
    const editors = await addGroup(console, 'editors');
    await console.call('accounts.setGroups', {
      ids: [anna],
      add: [editors],
      remove: [],
    });
    expect(await console.call('accounts.references', { id: anna })).toEqual({
      references: [
        { table: 'auth_user_groups', column: 'user_id', count: 1, goesWithAccount: true },
        { table: 'shop_order', column: 'buyer', count: 2, goesWithAccount: false },
      ],
    });
  });
});

describe('a person’s page', () => {
  it('knows a proved address until it is changed, and the newest change', async () => {
    const { console } = await withAnna();
    const olga = await register(console, 'olga');
    await console.call('registrations.activate', { ids: [olga] });
    const detail = await console.call('accounts.get', { id: olga });
    expect(detail).toMatchObject({ emailConfirmedAt: null, lastChange: { by: 'eva' } });
  });

  it('tells a long story in parts', async () => {
    const { console, anna } = await withAnna();
    for (let index = 0; index < 5; index += 1) {
      console.clock.advance({ hours: 1 });
      await console.call('accounts.addNote', { id: anna, text: `Note ${index}` });
    }
    const first = await console.call('accounts.story', { id: anna, kind: 'all', limit: 3 });
    expect(first.more).toBe(true);
    expect(first.items.map(({ detail }) => detail)).toEqual(['Note 4', 'Note 3', 'Note 2']);
    const whole = await console.call('accounts.story', { id: anna, kind: 'all', limit: 50 });
    expect(whole.more).toBe(false);
    expect(whole.items.at(-1)?.title).toBe('Made the account');
    const mails = await console.call('accounts.story', { id: anna, kind: 'mails', limit: 50 });
    expect(mails.items).toEqual([]);
  });

  it('says why an act can’t be taken back', async () => {
    const { console, anna, story } = await withAnna();
    const { operationId } = await console.call('accounts.addNote', { id: anna, text: 'Called.' });
    await console.call('operations.undo', { id: operationId ?? 0 });
    const note = (await story('notes'))[0];
    expect(note).toMatchObject({ undoOperationId: null, undoBlocked: 'Was taken back.' });
  });
});
