import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { contract, type ProcedureName } from '../../../../src/shared/contract/index.ts';
import { PASSWORD } from '../../../support/core.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { minimalInput } from '../../../support/minimal-input.ts';

const WINDOW = { search: '', unreadOnly: false, offset: 0, limit: 50 };

/** Mails 1 to 5: for the superuser, twice, for Sam of the staff, for somebody, and for a colleague. */
async function consoleOfStaff() {
  const core = await createConsoleCore();
  const eva = await signIn(core);
  const sam = await signIn(core, 'staff');
  await core.db
    .updateTable('auth_user')
    .set({ email: 'Eva@bücher.example' })
    .where('id', '=', eva.id)
    .execute();
  for (const to of ['eva@bücher.example', 'eva@XN--bcher-kva.example', 'sam@people.example']) {
    await add([to]);
  }
  await add(['anna@people.example']);
  await add(['anna@people.example', 'eva@xn--bcher-kva.example']);
  await core.services.captured.settled();

  async function add(envelopeTo: readonly string[]) {
    await core.services.captured.add({
      raw: Buffer.from(
        'Subject: Reset\r\nX-Tags: reset\r\n\r\nhttps://shop.example/reset/key/\r\n',
      ),
      envelopeFrom: 'shop@shop.example',
      envelopeTo,
      receivedAt: core.now(),
    });
  }
  const listed = async () => (await core.call('captured.list', WINDOW)).rows.map(({ id }) => id);
  return { ...core, sam, listed };
}

it('mails for other staff are a superuser’s to see, however the address is written', async () => {
  const core = await consoleOfStaff();
  expect(await core.listed()).toEqual([4, 3]);
  expect((await core.call('captured.ids', WINDOW)).ids).toEqual([4, 3]);
  expect((await core.call('captured.tags', {})).tags).toEqual([{ label: 'reset', mails: 2 }]);
  expect((await core.call('application.counts', {})).unreadMail).toBe(2);
  const all = { search: '', upTo: 5 };
  expect((await core.call('captured.markAllRead', all)).ids).toEqual([3, 4]);
  await core.services.session.signIn('eva', PASSWORD);
  expect(await core.listed()).toEqual([5, 4, 3, 2, 1]);
  expect((await core.call('captured.markAllRead', all)).ids).toEqual([1, 2, 5]);
});

it('how many are not for oneself is told, whatever is looked for', async () => {
  const core = await consoleOfStaff();
  const hidden = async (search: string) =>
    (await core.call('captured.list', { ...WINDOW, search })).hidden;
  expect(await hidden('')).toBe(3);
  expect(await hidden('nothing')).toBe(3);
  await core.services.session.signIn('eva', PASSWORD);
  await core.call('captured.delete', { ids: [1] });
  expect(await hidden('')).toBe(0);
  await core.services.session.signIn('sam', PASSWORD);
  expect(await hidden('')).toBe(2);
});

it('nothing of the console that is about a mail opens one of another’s', async () => {
  const core = await consoleOfStaff();
  const names = (Object.keys(contract) as ProcedureName[]).filter((name) => {
    if (!name.startsWith('captured.')) return false;
    const input = minimalInput(contract[name].input, 1) as Record<string, unknown>;
    return 'id' in input || 'ids' in input;
  });
  expect(names).toContain('captured.source');
  for (const name of names) {
    const input = minimalInput(contract[name].input, 1) as Record<string, unknown>;
    const meant = 'ids' in input ? { ...input, ids: [4, 5] } : { ...input, id: 5 };
    expect([name, (await core.refusal(name, meant)).code]).toEqual([name, 'not-found']);
  }
  expect((await core.call('captured.get', { id: 4 })).envelopeTo).toEqual(['anna@people.example']);
});

it('mails are forgotten with whom they were for', async () => {
  const core = await consoleOfStaff();
  await core.db.deleteFrom('gatehouse_captured_mail').where('id', '<', 5).execute();
  const { rows } = await sql<{ mail_id: number }>`
    SELECT DISTINCT mail_id FROM gatehouse_captured_recipient`.execute(core.db);
  expect(rows).toEqual([{ mail_id: 5 }]);
});
