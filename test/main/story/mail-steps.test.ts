import { expect, it } from 'vitest';

import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { recordLinkFetch } from '../../../src/main/registrations/link-events.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { mailSteps, serverIdIn } from '../../../src/main/story/mail-steps.ts';
import { mailVerdict } from '../../../src/main/story/mail-verdict.ts';
import { createCore, register } from '../../support/core.ts';

const SERVER = 'mail.example:587';

async function annasMail(change: Readonly<Record<string, string>> = {}) {
  const core = await createCore();
  const accountId = await register(core, 'anna');
  const { db } = core;
  await db
    .updateTable('gatehouse_outbox')
    .set({ destination: SERVER, ...change })
    .execute();
  const { id } = await db.selectFrom('gatehouse_outbox').select('id').executeTakeFirstOrThrow();
  const attempt = (state: string, reply: string, minute: number) =>
    db
      .insertInto('gatehouse_outbox_attempt')
      .values({
        mail_id: id,
        at: `2026-03-01 12:0${minute}:00`,
        state,
        reply,
        destination: change['destination'] ?? SERVER,
        transcript: '',
      })
      .execute();
  const titles = async () => (await mailSteps(db, { id, accountId })).map(({ title }) => title);
  return { core, accountId, attempt, titles, steps: () => mailSteps(db, { id, accountId }) };
}

const WRITTEN = 'Written from the template as shipped and put into the outbox.';

it.each([
  ['held', 'Held until somebody releases it.'],
  ['cancelled', 'Taken back.'],
  ['expired', 'Came too late to be sent.'],
  ['deferred', `${SERVER} put it off.`],
  ['failed', `${SERVER} refused it.`],
  ['uncertain', `The connection to ${SERVER} broke while it was handed over.`],
  ['sent', `${SERVER} took it.`],
])('tells of a mail whose attempts were not kept, and that is %s', async (state, title) => {
  const { titles } = await annasMail({ state });
  expect(await titles()).toEqual([WRITTEN, title]);
});

it('says nothing beyond its writing of a mail that waits', async () => {
  expect(await (await annasMail({ state: 'queued' })).titles()).toEqual([WRITTEN]);
});

it('tells each attempt with the words of the server, and the name it gave the mail', async () => {
  const { attempt, steps } = await annasMail({ state: 'sent' });
  await attempt('deferred', '451 4.7.1 Greylisted, try again in 60 seconds', 1);
  await attempt('sent', '250 2.0.0 Ok: queued as 4F2A81', 3);
  expect((await steps()).slice(1)).toEqual([
    {
      at: '2026-03-01T12:01:00.000Z',
      tone: 'waiting',
      title: `${SERVER} put it off.`,
      detail: '451 4.7.1 Greylisted, try again in 60 seconds',
    },
    {
      at: '2026-03-01T12:03:00.000Z',
      tone: 'ok',
      title: `${SERVER} took it, and calls it 4F2A81.`,
      detail: '250 2.0.0 Ok: queued as 4F2A81',
    },
  ]);
});

it('says that nothing leaves where the capture server has caught it', async () => {
  const { attempt, titles } = await annasMail({ state: 'sent', destination: 'capture' });
  await attempt('sent', '250 OK', 1);
  expect(await titles()).toEqual([
    WRITTEN,
    'It was caught by the capture server. Nothing leaves this computer.',
  ]);
});

it('tells who fetched the link and that the account was activated', async () => {
  const finished_at = '2026-03-01 12:00:00';
  const { core, accountId, attempt, titles } = await annasMail({ state: 'sent', finished_at });
  await attempt('sent', '250 OK', 0);
  const fetch = { accountId, method: 'GET', userAgent: 'Mozilla/5.0 Firefox/140.0', address: '' };
  core.clock.advance({ ms: 10_000 });
  await recordLinkFetch(core.db, { ...fetch, at: core.now() });
  const scanned = await mailVerdict(core.db, { id: accountId, isActive: false }, null);
  expect(scanned?.sentence).toContain('Its link was fetched by a mail scanner, and by nobody else');
  core.clock.advance({ hours: 1 });
  await recordLinkFetch(core.db, { ...fetch, at: core.now() });
  const opened = await mailVerdict(core.db, { id: accountId, isActive: false }, null);
  expect(opened?.sentence).toContain('and its link was opened');
  core.clock.advance({ hours: 1 });
  await activateRegistrations(core.context, { ids: [accountId], actor: SYSTEM });
  expect((await titles()).slice(2)).toEqual([
    'Its link was fetched, probably by a mail scanner.',
    'Its link was opened.',
    'The account was activated by hand.',
  ]);
});

it.each([
  ['250 2.0.0 Ok: queued as 4F2A81', '4F2A81'],
  ['250 OK id=1uXyZ2-0004Ab-3c', '1uXyZ2-0004Ab-3c'],
  ['250 2.6.0 <a@b> Queued mail for delivery', null],
  ['250 OK', null],
])('finds the name of a mail in %s', (reply, id) => {
  expect(serverIdIn(reply)).toBe(id);
});
