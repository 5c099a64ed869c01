import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { findInOutbox } from '../../../../src/main/mail/outbox/find-in-outbox.ts';
import { createCore } from '../../../support/core.ts';

/** More than are searched at once, with a gap of ids in between. */
const MAILS = 6_000;
const GAP = 3_000;

const OF_VIEW = {
  all: () => true,
  held: (state: string) => state === 'held',
  waiting: (state: string) => ['queued', 'sending', 'deferred'].includes(state),
  sent: (state: string) => state === 'sent',
  failed: (state: string) => ['failed', 'uncertain', 'expired'].includes(state),
} as const;

test('one look tells every view and any window of one, as going through all mails at once would', async () => {
  const { db } = await createCore();
  await sql`
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${MAILS})
    INSERT INTO gatehouse_outbox (id, idempotency_key, message_id, kind, envelope_from, envelope_to,
      subject, raw, state, attempts, created_at, destination)
    SELECT n + iif(n > 2000, ${GAP}, 0), 'k' || n, '<' || n || '@site.example>', 'invitation',
      'site@site.example', 'p' || n || '@people.example', 'Invitation', randomblob(3500), CASE n % 17
        WHEN 0 THEN 'failed' WHEN 1 THEN 'uncertain' WHEN 2 THEN 'expired' WHEN 3 THEN 'held'
        WHEN 4 THEN 'queued' WHEN 5 THEN 'deferred' WHEN 6 THEN 'cancelled' ELSE 'sent' END,
      1, '2026-03-01 12:00:00', 'smtp' FROM number`.execute(db);
  const all = await db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'state', 'envelope_to'])
    .orderBy('id', 'desc')
    .execute();
  for (const search of ['', 'p77', 'p5600@ invitation', 'nobody']) {
    const found = all.filter(({ envelope_to }) => {
      return search.split(' ').every((word) => `${envelope_to} invitation`.includes(word));
    });
    const idsOf = (view: keyof typeof OF_VIEW) =>
      found.filter(({ state }) => OF_VIEW[view](state)).map(({ id }) => id);
    for (const view of ['all', 'held', 'waiting', 'sent', 'failed'] as const) {
      for (const offset of [0, 60, 4_950]) {
        const request = { search, view, offset, limit: 100 };
        const { views, ids } = await findInOutbox(db, request);
        expect({ request, ids }).toEqual({
          request,
          ids: idsOf(view).slice(offset, offset + 100),
        });
        expect(views[view]).toBe(idsOf(view).length);
      }
    }
  }
});

test('an empty outbox has no window', async () => {
  const { db } = await createCore();
  expect(await findInOutbox(db, { search: '', view: 'failed', offset: 0, limit: 100 })).toEqual({
    views: { all: 0, held: 0, waiting: 0, sent: 0, failed: 0 },
    ids: [],
  });
});
