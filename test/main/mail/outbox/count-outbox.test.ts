import { expect, test } from 'vitest';

import { countOutbox } from '../../../../src/main/mail/outbox/count-outbox.ts';
import { failedByReason } from '../../../../src/main/mail/outbox/failed-mails.ts';
import {
  accountsWithMail,
  accountsWithMailFate,
} from '../../../../src/main/mail/outbox/mail-fate.ts';
import { type Core, createCore } from '../../../support/core.ts';

interface Mail {
  readonly state?: string;
  readonly kind?: string;
  readonly account_id?: number | null;
  readonly operation_id?: number | null;
  readonly why?: string | null;
}

/** More than are counted at once. */
const MANY = 700;

async function put({ db }: Core, mails: readonly Mail[], firstId = 1): Promise<void> {
  const row = (mail: Mail, index: number) => ({
    id: firstId + index,
    idempotency_key: `k${firstId + index}`,
    message_id: `<${firstId + index}@site.example>`,
    kind: 'invitation',
    envelope_from: 'site@site.example',
    envelope_to: `p${index}@people.example`,
    subject: '',
    state: 'sent',
    attempts: 1,
    destination: 'smtp',
    created_at: '2026-03-01 12:00:00',
    ...mail,
  });
  for (let start = 0; start < mails.length; start += 100) {
    const values = mails.slice(start, start + 100).map((mail, at) => row(mail, start + at));
    await db.insertInto('gatehouse_outbox').values(values).execute();
  }
}

test('more failed mails than are judged at once are counted, by why', async () => {
  const core = await createCore();
  const states = ['failed', 'uncertain', 'expired'];
  await put(
    core,
    Array.from({ length: MANY * 3 }, (_, index): Mail => ({
      state: states[index % 3] ?? '',
      why: index % 2 === 0 ? `No mailbox p${index}@people.example.` : null,
      // Whose account is gone needs nobody.
      ...(index % 5 === 0 ? { kind: 'activation', account_id: 12_345 } : {}),
    })),
  );
  expect(Object.fromEntries(await failedByReason(core.db))).toEqual({
    'No mailbox the address.': 840,
    'Without a reason.': 840,
  });
  expect(await countOutbox(core.db)).toMatchObject({ failed: 1_680 });
});

test('mails whose ids lie far apart are counted', async () => {
  const core = await createCore();
  await put(core, [{ state: 'queued' }, { state: 'held' }]);
  await put(core, [{ state: 'deferred' }, { state: 'sent' }, { state: 'held' }], 400_000);
  expect(await countOutbox(core.db)).toEqual({ waiting: 2, held: 2, failed: 0 });
});

test('who has an activation mail at all: not by one that was taken back with its act', async () => {
  const core = await createCore();
  const act = { at: '2026-03-01 12:00:00', kind: 'k', actor: 'a', via: 'console', accounts: 1 };
  await core.db
    .insertInto('gatehouse_operation')
    .values([
      { id: 101, ...act, detail: '{}', undone_by: 103 },
      { id: 102, ...act, detail: '{}' },
      { id: 103, ...act, kind: 'operations.undo', detail: '{}', undo_of: 101 },
    ])
    .execute();
  await put(core, [
    { kind: 'activation', account_id: 1 },
    { kind: 'password_reset', account_id: 2 },
    { kind: 'activation', account_id: 3, state: 'cancelled', operation_id: 101 },
    { kind: 'activation', account_id: 4, state: 'cancelled', operation_id: 102 },
    { kind: 'activation', account_id: 5, state: 'failed' },
    { kind: 'activation', account_id: 5, state: 'cancelled', operation_id: 101 },
    { kind: 'activation', account_id: null },
  ]);
  const found = new Set<number>();
  for await (const piece of accountsWithMail(core.db, 'none'))
    for (const id of piece) found.add(id);
  expect(found).toEqual(new Set([1, 4, 5]));
  expect(found).toEqual(new Set(await accountsWithMailFate(core.db, 'none')));
});

test('who has been sent an activation mail is known whatever became of a later one', async () => {
  const core = await createCore();
  await put(core, [
    { kind: 'activation', account_id: 1, state: 'sent' },
    { kind: 'activation', account_id: 1, state: 'queued' },
    { kind: 'activation', account_id: 2, state: 'failed' },
    { kind: 'password_reset', account_id: 3, state: 'sent' },
    { kind: 'activation', account_id: null, state: 'sent' },
  ]);
  const found: number[] = [];
  for await (const piece of accountsWithMail(core.db, 'left')) found.push(...piece);
  expect(found).toEqual([1]);
  expect(await accountsWithMailFate(core.db, 'left')).toEqual([1]);
});
