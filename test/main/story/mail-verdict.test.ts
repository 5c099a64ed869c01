import { describe, expect, it } from 'vitest';

import { insertAccount } from '../../../src/main/accounts/account-store.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { createAccount } from '../../../src/main/registrations/create-account.ts';
import { mailVerdict } from '../../../src/main/story/mail-verdict.ts';
import { actorOf, addAdministrator, createCore, PASSWORD, register } from '../../support/core.ts';

const ANNA = { username: 'anna', email: 'anna@people.example', state: 'pending' } as const;

type Change = Readonly<Record<string, string | null>>;

async function annasMail(change: Change) {
  const core = await createCore();
  const id = await register(core, 'anna');
  await core.db.updateTable('gatehouse_outbox').set(change).execute();
  return { core, id };
}

type Core = Awaited<ReturnType<typeof annasMail>>['core'];

/** Another mail to Anna, in a state of its own. */
async function addMail({ db }: Core, change: Readonly<Record<string, string | number | null>>) {
  const { id: _, ...first } = await db
    .selectFrom('gatehouse_outbox')
    .selectAll()
    .executeTakeFirstOrThrow();
  const names = { idempotency_key: 'second', message_id: 'second' };
  await db
    .insertInto('gatehouse_outbox')
    .values({ ...first, ...names, ...change })
    .execute();
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
    `${OF_ANNA} was sent: mail.example:587 took it, and its link was not opened yet.`,
  ],
  [
    { state: 'failed', why: 'The server refused anna@people.example.' },
    'danger',
    `${OF_ANNA} failed. The server refused anna@people.example.`,
  ],
  [
    { state: 'expired', why: 'The link inside had ended before the mail could leave.' },
    'warn',
    `${OF_ANNA} was too late to be sent. The link inside had ended before the mail could leave.`,
  ],
])('tells of a mail with %o', async (change, tone, sentence) => {
  const { core, id } = await annasMail(change);
  expect(await mailVerdict(core.db, { ...ANNA, id }, null)).toMatchObject({
    tone,
    sentence,
  });
});

it.each([
  ['capture', true],
  ['mail.example:587', false],
])('leads to the mail settings for what went to %s: %s', async (destination, inMailSettings) => {
  const { core, id } = await annasMail({ state: 'sent', destination });
  expect(await mailVerdict(core.db, { ...ANNA, id }, null)).toMatchObject({ inMailSettings });
});

it('says that the link was opened once it was', async () => {
  const { core, id } = await annasMail({ state: 'sent', destination: 'mail.example:587' });
  await core.db
    .insertInto('gatehouse_event')
    .values({ at: '2999-01-01 00:00:00', account_id: id, kind: 'link-fetched', detail: '{}' })
    .execute();
  const verdict = await mailVerdict(core.db, { ...ANNA, id }, null);
  expect(verdict?.sentence).toContain('its link was opened');
});

it('says nothing of links that nobody watches, and takes no other mail’s fetch for theirs', async () => {
  const { core, id } = await annasMail({
    kind: 'password_reset',
    state: 'sent',
    destination: 'mail.example:587',
  });
  await core.db
    .insertInto('gatehouse_event')
    .values({ at: '2999-01-01 00:00:00', account_id: id, kind: 'link-fetched', detail: '{}' })
    .execute();
  const verdict = await mailVerdict(core.db, { ...ANNA, id, state: 'active' }, null);
  expect(verdict.sentence).toMatch(/ was sent: mail\.example:587 took it\.$/);
  expect(verdict.steps.map(({ title }) => title)).not.toContain('Its link was opened.');
});

it('is about what somebody got, not about what the staff were told of them', async () => {
  const { core, id } = await annasMail({ state: 'sent', destination: 'capture' });
  await addMail(core, { kind: 'admin_approve', envelope_to: 'eva@site.example', state: 'sent' });
  const verdict = await mailVerdict(core.db, { ...ANNA, id, state: 'to-approve' }, null);
  expect(verdict.sentence).toContain('Activation mail to anna@people.example');
});

it('asks for nothing once the account is active', async () => {
  const { core, id } = await annasMail({ state: 'sent', destination: 'capture', reply: '250 ok' });
  expect(await mailVerdict(core.db, { ...ANNA, id, state: 'active' }, null)).toMatchObject({
    tone: 'neutral',
    advice: null,
    reply: null,
  });
});

it('answers about the activation mail while somebody is to activate', async () => {
  const { core, id } = await annasMail({ state: 'failed', why: 'No such mailbox.' });
  await addMail(core, { kind: 'email_changed', account_id: id });
  expect(await mailVerdict(core.db, { ...ANNA, id }, null)).toMatchObject({
    tone: 'danger',
    sentence: `${OF_ANNA} failed. No such mailbox.`,
  });
  expect((await mailVerdict(core.db, { ...ANNA, id, state: 'active' }, null)).sentence).toContain(
    'Your address was changed',
  );
});

it.each([
  { state: 'sent', destination: 'capture', kind: 'activated' },
  { state: 'failed', kind: 'activation' },
  { state: 'expired', kind: 'activation' },
])('alarms nobody about somebody who is active: %o', async (change) => {
  const { core, id } = await annasMail(change);
  expect(await mailVerdict(core.db, { ...ANNA, id, state: 'active' }, null)).toMatchObject({
    tone: 'neutral',
    advice: null,
  });
});

it('names what stops every mail before what this one waits for', async () => {
  const { core, id } = await annasMail({ state: 'queued' });
  const pause = { title: 'User name or password refused.', advice: 'Use an app password.' };
  expect(await mailVerdict(core.db, { ...ANNA, id }, pause)).toMatchObject({
    tone: 'warn',
    sentence: `${OF_ANNA} waits, as every mail does now. User name or password refused.`,
    advice: 'Use an app password.',
  });
});

describe('somebody who was never mailed', () => {
  it('was imported, with what can be done about it', async () => {
    const core = await createCore();
    const { value: id } = await runOperation(
      core.db,
      {
        kind: 'accounts.import',
        actor: actorOf(await addAdministrator(core)),
        at: core.now(),
        detail: { filename: 'people.csv' },
      },
      (operation) => insertAccount(operation, { ...ANNA, password: '', isActive: false }),
    );
    expect(await mailVerdict(core.db, { ...ANNA, id, state: 'inactive' }, null)).toEqual({
      tone: 'neutral',
      sentence:
        'No mail was ever written to anna@people.example. The account was imported from people.csv by eva, without a mail.',
      advice: 'The account is not active. Activate it, then send a reset link.',
      inMailSettings: false,
      reply: null,
      at: '2026-03-01T12:00:00.000Z',
      steps: [
        {
          at: '2026-03-01T12:00:00.000Z',
          tone: 'neutral',
          title: 'The account was imported from people.csv by eva, without a mail.',
          detail: null,
        },
      ],
    });
  });

  it('was made by an administrator, active from the start', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const names = { username: 'anna', email: '', firstName: '', lastName: '' };
    const fields = { ...names, isStaff: false, isSuperuser: false };
    const given = { fields, password: PASSWORD, start: 'active', person } as const;
    const { id } = await createAccount(core.context, given);
    const account = { username: 'anna', email: '', state: 'active', id } as const;
    expect(await mailVerdict(core.db, account, null)).toMatchObject({
      sentence:
        'No mail was ever written to anna. The account was made by eva, active from the start.',
      advice: 'There is no address to write to. Enter one first.',
    });
  });

  it('was made by Django without a name or an address', async () => {
    const core = await createCore();
    const id = await register(core, 'anna');
    await core.db.deleteFrom('gatehouse_outbox').execute();
    await core.db.deleteFrom('gatehouse_operation_change').execute();
    const nobody = { id, username: '', email: '', state: 'active' } as const;
    const { sentence } = await mailVerdict(core.db, nobody, null);
    expect(sentence).toContain('Gatehouse has written no mail to this account. ');
  });

  it('was made by Django, and is to get an activation mail', async () => {
    const { core, id } = await annasMail({ state: 'queued' });
    await core.db.deleteFrom('gatehouse_outbox').execute();
    await core.db.deleteFrom('gatehouse_operation_change').execute();
    expect(await mailVerdict(core.db, { ...ANNA, id }, null)).toMatchObject({
      tone: 'neutral',
      sentence:
        'Gatehouse has written no activation mail to anna@people.example. The account was made outside of Gatehouse. What its site has mailed is not seen here.',
      advice:
        'If no mail of the site has arrived, send one from Pending: its link ends the one before.',
    });
  });
});
