import { expect, it } from 'vitest';

import { type ConsoleCore, createConsoleCore, signIn } from '../../../support/console-core.ts';
import { register } from '../../../support/core.ts';

/** What became of the newest mail. */
async function newestMail({ db }: ConsoleCore, change: Readonly<Record<string, string | number>>) {
  const newest = db.selectFrom('gatehouse_outbox').select('id').orderBy('id', 'desc').limit(1);
  await db.updateTable('gatehouse_outbox').set(change).where('id', '=', newest).execute();
}

/** What every place says of Frieda's mail. */
async function said(console: ConsoleCore, id: number) {
  const list = {
    sort: { column: 'signedUpAt', direction: 'descending' },
    offset: 0,
    limit: 10,
  } as const;
  const { rows } = await console.call('registrations.list', { ...list, query: '' });
  const { mailVerdict } = await console.call('accounts.get', { id });
  const [failed, captured] = await Promise.all(
    ['mail:failed', 'mail:captured'].map((query) => console.call('registrations.count', { query })),
  );
  const { views } = await console.call('outbox.list', {
    view: 'all',
    search: '',
    offset: 0,
    limit: 10,
  });
  return {
    row: rows[0]?.mail.text,
    failed: failed?.total,
    captured: captured?.total,
    outbox: views.failed,
    sentence: mailVerdict.sentence,
  };
}

const WAYS = [
  ['SQL', {}],
  ['the index', { many: 1 }],
] as const;

it.each(WAYS)(
  'who has the old address again has the fate of the old mail again, by %s',
  async (_, how) => {
    const console = await createConsoleCore(how);
    await signIn(console);
    const id = await register(console, 'frieda');
    const why = 'The server refused it.';
    await newestMail(console, { state: 'failed', smtp_code: 550, why });
    const email = 'frieda@new.example';
    const { operationId } = await console.call('registrations.changeEmail', { id, email });
    await newestMail(console, { state: 'sent', destination: 'capture' });
    const corrected = {
      row: 'Captured',
      failed: 0,
      captured: 1,
      outbox: 0,
      sentence:
        'Activation mail to frieda@new.example was captured here and never left this computer.',
    };
    expect(await said(console, id)).toEqual(corrected);

    const undo = await console.call('operations.undo', { id: operationId ?? 0 });
    expect(await said(console, id)).toEqual({
      row: 'Failed 550',
      failed: 1,
      captured: 0,
      outbox: 1,
      sentence:
        'Activation mail to frieda@people.example failed. The server refused it. ' +
        'A later one had left to frieda@new.example: its act was taken back, and its link does not work.',
    });

    await console.call('operations.undo', { id: undo.operationId ?? 0 });
    expect(await said(console, id)).toEqual(corrected);
  },
);

it.each(WAYS)('whom an undo leaves out keeps the mail of the act, by %s', async (_, how) => {
  const console = await createConsoleCore(how);
  await signIn(console);
  const ids = [await register(console, 'anna'), await register(console, 'bert')];
  const [, bert = 0] = ids;
  const mails = (change: Readonly<Record<string, string | number>>) =>
    console.db.updateTable('gatehouse_outbox').set(change);
  await mails({ state: 'failed', smtp_code: 550, why: 'No.' }).execute();
  const { operationId } = await console.call('registrations.resend', { ids });
  await mails({ state: 'sent', destination: 'capture' })
    .where('operation_id', '=', operationId ?? 0)
    .execute();
  await console.call('registrations.extend', { ids: [bert], days: 3 });
  const told = async () => {
    const [failed, left] = await Promise.all(
      ['mail:failed', 'mail:left'].map((query) => console.call('registrations.count', { query })),
    );
    const { mailVerdict } = await console.call('accounts.get', { id: bert });
    return { failed: failed?.total, left: left?.total, sentence: mailVerdict.sentence };
  };
  const sentence =
    'Activation mail to bert@people.example was captured here and never left this computer.';
  expect(await told()).toEqual({ failed: 0, left: 2, sentence });

  const undo = await console.call('operations.undo', { id: operationId ?? 0 });
  expect(undo.refused.map(({ name }) => name)).toEqual(['bert']);
  expect(await told()).toEqual({ failed: 1, left: 1, sentence });
});
