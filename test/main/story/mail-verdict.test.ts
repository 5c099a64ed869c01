import { expect, it } from 'vitest';

import { mailVerdict } from '../../../src/main/story/mail-verdict.ts';
import { createCore, register } from '../../support/core.ts';

type Change = Readonly<Record<string, string | null>>;

async function annasMail(change: Change) {
  const core = await createCore();
  const id = await register(core, 'anna');
  await core.db.updateTable('gatehouse_outbox').set(change).execute();
  return { core, id };
}

const OF_ANNA = 'Activation mail to anna@people.example';

it.each([
  [{ state: 'held', why: 'Many sign-ups.' }, 'waiting', `${OF_ANNA} is held. Many sign-ups.`],
  [{ state: 'queued' }, 'waiting', `${OF_ANNA} waits to leave.`],
  [
    { state: 'deferred', destination: 'mail.example:587', why: 'Try later, says the server.' },
    'waiting',
    `${OF_ANNA} was put off by mail.example:587: Try later, says the server.`,
  ],
  [
    { state: 'sent', destination: 'capture' },
    'warn',
    `${OF_ANNA} was captured here and never left this computer.`,
  ],
  [
    { state: 'sent', destination: 'mail.example:587', finished_at: '2001-01-01 00:00:00' },
    'ok',
    `${OF_ANNA} was taken by mail.example:587, and its link was not opened yet.`,
  ],
  [
    { state: 'failed', why: 'The server refused anna@people.example.' },
    'danger',
    `${OF_ANNA} was not sent. The server refused anna@people.example.`,
  ],
  [
    { state: 'expired', why: 'The link inside had ended before the mail could leave.' },
    'warn',
    `${OF_ANNA} was never sent. The link inside had ended before the mail could leave.`,
  ],
])('tells of a mail with %o', async (change, tone, sentence) => {
  const { core, id } = await annasMail(change);
  expect(await mailVerdict(core.db, { id, isActive: false }, null)).toMatchObject({
    tone,
    sentence,
  });
});

it('says that the link was opened once it was', async () => {
  const { core, id } = await annasMail({ state: 'sent', destination: 'mail.example:587' });
  await core.db
    .insertInto('gatehouse_event')
    .values({ at: '2999-01-01 00:00:00', account_id: id, kind: 'link-fetched', detail: '{}' })
    .execute();
  const verdict = await mailVerdict(core.db, { id, isActive: false }, null);
  expect(verdict?.sentence).toContain('its link was opened');
});

it('asks for nothing once the account is active', async () => {
  const { core, id } = await annasMail({ state: 'sent', destination: 'capture', reply: '250 ok' });
  expect(await mailVerdict(core.db, { id, isActive: true }, null)).toMatchObject({
    tone: 'neutral',
    advice: null,
    reply: null,
  });
});

it('names what stops every mail before what this one waits for', async () => {
  const { core, id } = await annasMail({ state: 'queued' });
  const pause = { title: 'User name or password refused.', advice: 'Use an app password.' };
  expect(await mailVerdict(core.db, { id, isActive: false }, pause)).toMatchObject({
    tone: 'warn',
    sentence: `${OF_ANNA} waits, as every mail does now. User name or password refused.`,
    advice: 'Use an app password.',
  });
});

it('is silent where there never was a mail', async () => {
  const { core, id } = await annasMail({ state: 'queued' });
  await core.db.deleteFrom('gatehouse_outbox').execute();
  expect(await mailVerdict(core.db, { id, isActive: false }, null)).toBeNull();
});
