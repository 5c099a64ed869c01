import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { profileInput, withPassword } from '../../support/mail-profile.ts';

/** A console with two mail servers, of which another program has changed one. */
async function openSettings() {
  const console = await createConsoleCore();
  await signIn(console);
  const { call, db } = console;
  await call('mailSettings.saveProfile', { ...profileInput(), basedOn: null });
  await call('mailSettings.saveProfile', { ...profileInput({ name: 'Other' }), basedOn: null });
  await sql`UPDATE gatehouse_setting SET value = json_set(value, '$.profiles[0].colour', 'mauve')
    WHERE name = 'mail'`.execute(db);
  const stored = async () => {
    const row = await sql<{ value: string }>`SELECT value FROM gatehouse_setting
      WHERE name = 'mail'`.execute(db);
    return row.rows[0]?.value;
  };
  return { ...console, stored };
}

describe('a mail server that is stored and not understood', () => {
  it('is told of, with what is not', async () => {
    const { call } = await openSettings();
    const { unread, profiles } = await call('mailSettings.get', {});
    expect(unread).toMatchObject([{ name: 'Production', wrong: ['colour'] }]);
    expect(profiles.map(({ name }) => name)).toEqual(['Other']);
  });

  it('is deleted alone, and is stored as before after an undo', async () => {
    const { call, refusal, stored } = await openSettings();
    const before = await stored();
    const [unread] = (await call('mailSettings.get', {})).unread;
    const digest = unread?.digest ?? '';
    const { operationId } = await call('mailSettings.deleteUnread', { digest });
    const after = await call('mailSettings.get', {});
    expect(after.unread).toEqual([]);
    expect(after.profiles.map(({ name }) => name)).toEqual(['Other']);
    expect((await refusal('mailSettings.deleteUnread', { digest })).code).toBe('not-found');
    await call('operations.undo', { id: operationId ?? 0 });
    expect(await stored()).toBe(before);
  });

  it('is not deleted while mails go its way', async () => {
    const { db, call, refusal } = await openSettings();
    await sql`UPDATE gatehouse_setting SET value =
      json_set(value, '$.live', value ->> '$.profiles[0].id') WHERE name = 'mail'`.execute(db);
    const [unread] = (await call('mailSettings.get', {})).unread;
    const { code } = await refusal('mailSettings.deleteUnread', { digest: unread?.digest ?? '' });
    expect(code).toBe('conflict');
  });

  it('may be nothing like a server at all', async () => {
    const { db, call } = await openSettings();
    await sql`UPDATE gatehouse_setting SET value = json_set(value, '$.profiles[0]', 7)
      WHERE name = 'mail'`.execute(db);
    const [unread] = (await call('mailSettings.get', {})).unread;
    expect(unread).toMatchObject({ id: '', name: '' });
    await call('mailSettings.deleteUnread', { digest: unread?.digest ?? '' });
    expect(await call('mailSettings.get', {})).toMatchObject({ unread: [] });
  });

  it('leaves the password to another one that has its id', async () => {
    const { db, call } = await openSettings();
    const given = withPassword('correct horse', { name: 'Third' });
    await call('mailSettings.saveProfile', { ...given, basedOn: null });
    await sql`UPDATE gatehouse_setting SET value = json_replace(value, '$.profiles[2].id',
      value ->> '$.profiles[1].id') WHERE name = 'mail'`.execute(db);
    const [unread] = (await call('mailSettings.get', {})).unread;
    await call('mailSettings.deleteUnread', { digest: unread?.digest ?? '' });
    const { profiles } = await call('mailSettings.get', {});
    expect(profiles.map(({ name, stored }) => [name, stored.password])).toEqual([
      ['Other', false],
      ['Third', true],
    ]);
  });
});
