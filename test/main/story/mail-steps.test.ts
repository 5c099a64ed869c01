import { expect, it } from 'vitest';

import { cancelMails, releaseMails, sendNow } from '../../../src/main/mail/outbox/outbox-acts.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { recordLinkFetch } from '../../../src/main/registrations/link-events.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { mailSteps, serverIdIn } from '../../../src/main/story/mail-steps.ts';
import { mailVerdict } from '../../../src/main/story/mail-verdict.ts';
import { actorOf, addAdministrator, createCore, register } from '../../support/core.ts';
import { hand, outbox } from '../../support/courier.ts';

const SERVER = 'mail.example:587';
const ANNA = { username: 'anna', email: 'anna@people.example', state: 'pending' } as const;

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
  const titles = async () => (await mailSteps(db, id)).map(({ title }) => title);
  return { core, accountId, attempt, titles, steps: () => mailSteps(db, id) };
}

const WRITTEN = 'Written from the template as shipped and put into the outbox.';

const DUE = ['Is due to leave.', 'Is due to be tried again.'];
const past = (titles: readonly string[]) => titles.filter((title) => !DUE.includes(title));

it.each([
  ['held', 'Held until somebody releases it.'],
  ['cancelled', 'Cancelled.'],
  ['expired', 'Too late to be sent.'],
  ['deferred', `${SERVER} put it off.`],
  ['failed', `${SERVER} refused it.`],
  ['uncertain', `The connection to ${SERVER} broke while it was handed over.`],
  ['sent', `${SERVER} took it.`],
])('tells of a mail whose attempts were not kept, and that is %s', async (state, title) => {
  const { titles } = await annasMail({ state });
  expect(past(await titles())).toEqual([WRITTEN, title]);
});

it('tells once what a server said again and again', async () => {
  const { attempt, steps } = await annasMail({ state: 'deferred' });
  await attempt('deferred', '451 Try later.', 1);
  for (const minute of [2, 3, 4]) await attempt('deferred', '451 Greylisted.', minute);
  const told = (await steps()).slice(-2).map(({ at, title, detail }) => [at, title, detail]);
  expect(told).toEqual([
    ['2026-03-01T12:01:00.000Z', `${SERVER} put it off.`, '451 Try later.'],
    ['2026-03-01T12:04:00.000Z', `${SERVER} put it off 3 times.`, '451 Greylisted.'],
  ]);
});

it('says when a mail that waits is due', async () => {
  const next_attempt_at = '2026-03-01 12:05:00';
  const waiting = await annasMail({ state: 'queued', next_attempt_at });
  expect(await waiting.titles()).toEqual([WRITTEN, 'Is due to leave.']);
  const deferred = await annasMail({ state: 'deferred', next_attempt_at });
  await deferred.attempt('deferred', '451 later', 1);
  expect((await deferred.steps()).at(-1)).toMatchObject({
    at: '2026-03-01T12:05:00.000Z',
    title: 'Is due to be tried again.',
  });
});

it('tells why a mail was held, who released it and what came of that', async () => {
  const { core, attempt, steps } = await annasMail({ state: 'held', why: 'Many sign-ups.' });
  const ids = (await outbox(core)).map(({ id }) => id);
  core.clock.advance({ ms: 20_000 });
  await releaseMails(core.db, ids, hand(core));
  await core.db.updateTable('gatehouse_outbox').set({ state: 'sent' }).execute();
  await attempt('sent', '250 OK', 1);
  expect((await steps()).map(({ title, detail }) => [title, detail])).toEqual([
    [WRITTEN, null],
    ['Held until somebody releases it.', 'Many sign-ups.'],
    ['Released by eva.', null],
    [`${SERVER} took it.`, '250 OK'],
  ]);
});

it('tells who cancelled a mail, and who let it go after all', async () => {
  const { core, titles } = await annasMail({ state: 'queued' });
  const ids = (await outbox(core)).map(({ id }) => id);
  core.clock.advance({ ms: 1_000 });
  await cancelMails(core.db, ids, hand(core));
  expect(await titles()).toEqual([WRITTEN, 'Cancelled by eva.']);
  await sendNow(core.db, { ids, sparing: false }, hand(core));
  expect((await titles()).slice(2)).toEqual([
    'Sent on its way at once by eva.',
    'Is due to leave.',
  ]);
});

it('tells whose act ended the link of a mail that waited', async () => {
  const { core, accountId, steps } = await annasMail({ state: 'queued' });
  const actor = actorOf(await addAdministrator(core));
  await activateRegistrations(core.context, { ids: [accountId], actor });
  const rows = await core.db.selectFrom('gatehouse_outbox').select('id').orderBy('id').execute();
  expect(await mailSteps(core.db, rows[0]?.id ?? 0)).toMatchObject([
    { title: WRITTEN },
    { title: 'Cancelled.', detail: 'Its link ended before it left. By eva.' },
    { title: 'The account was activated by eva.' },
  ]);
  expect(await steps()).toHaveLength(3);
});

it('does not blame the server for what never reached it', async () => {
  const { core, attempt, titles } = await annasMail({ state: 'failed' });
  await attempt('failed', '', 1);
  const why = 'It could not be written: There is no `user.nam` here.';
  await core.db.updateTable('gatehouse_outbox_attempt').set({ reply: null, why }).execute();
  expect(await titles()).toEqual([WRITTEN, why]);
});

it('names the edition that it was written from', async () => {
  const { core, titles } = await annasMail({ state: 'sent' });
  await core.db.updateTable('gatehouse_template_edition').set({ origin: 'folder' }).execute();
  expect((await titles())[0]).toContain('the template in the data folder');
  await core.db.updateTable('gatehouse_template_edition').set({ version: 3 }).execute();
  expect((await titles())[0]).toContain('version 3 of its template');
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
  expect(await titles()).toEqual([WRITTEN, 'It was caught by the capture server.']);
});

it('tells who fetched the link and that the account was activated', async () => {
  const finished_at = '2026-03-01 12:00:00';
  const { core, accountId, attempt, titles } = await annasMail({ state: 'sent', finished_at });
  await attempt('sent', '250 OK', 0);
  const fetch = { accountId, method: 'GET', userAgent: 'Mozilla/5.0 Firefox/140.0', address: '' };
  core.clock.advance({ ms: 5_000 });
  await recordLinkFetch(core.db, { ...fetch, at: core.now() });
  const scanned = await mailVerdict(core.db, { ...ANNA, id: accountId }, null);
  expect(scanned?.sentence).toContain('Its link was fetched by a mail scanner, and by nobody else');
  core.clock.advance({ hours: 1 });
  await recordLinkFetch(core.db, { ...fetch, at: core.now() });
  const opened = await mailVerdict(core.db, { ...ANNA, id: accountId }, null);
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
