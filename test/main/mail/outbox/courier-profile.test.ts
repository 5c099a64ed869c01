import { createVerify } from 'node:crypto';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { createCourier } from '../../../../src/main/mail/outbox/courier.ts';
import { smtpDelivery } from '../../../../src/main/mail/outbox/delivery.ts';
import { makeDkimKey, dkimRecord } from '../../../../src/main/settings/dkim-key.ts';
import { NEW_PROFILE, type SmtpProfile } from '../../../../src/main/settings/smtp-profile.ts';
import { type Core, createCore, register } from '../../../support/core.ts';
import { change } from '../../../support/site-flows.ts';
import { type SmtpSinkOptions, startSmtpSink } from '../../../support/smtp-sink.ts';

const NO_SECRETS = { password: null, clientSecret: null, refreshToken: null, dkimKey: null };

async function sendThrough(
  core: Core,
  profile: Partial<SmtpProfile>,
  options: SmtpSinkOptions = {},
  secrets: Partial<typeof NO_SECRETS> | { readonly dkimKey: string } = {},
) {
  const sink = await startSmtpSink(options);
  onTestFinished(() => sink.close());
  const errors: unknown[] = [];
  const server = { host: '127.0.0.1', port: sink.port, security: 'none', auth: 'none' } as const;
  const chosen: SmtpProfile = { ...NEW_PROFILE, id: 'p1', name: 'Sink', ...server, ...profile };
  const courier = createCourier({
    db: core.db,
    now: core.now,
    random: () => 0.5,
    bytesOf: (id) => core.outbox.bytesOf(core.db, id),
    delivery: async () => smtpDelivery(chosen, { ...NO_SECRETS, ...secrets }),
    onChange: () => {},
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await courier.stop();
    expect(errors).toEqual([]);
  });
  return { sink, courier };
}

async function withMails(count: number): Promise<Core> {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 0 });
  for (let number = 0; number < count; number += 1) await register(core, `person-${number}`);
  return core;
}

async function states({ db }: Core): Promise<string[]> {
  const rows = await db.selectFrom('gatehouse_outbox').select('state').execute();
  return rows.map(({ state }) => state).toSorted();
}

describe('a courier with several connections', () => {
  it('sends each mail once, over no more connections than it may', async () => {
    const core = await withMails(12);
    const { sink, courier } = await sendThrough(core, { connections: 4 });
    await courier.flush();
    expect(await states(core)).toEqual(Array.from({ length: 12 }, () => 'sent'));
    const ids = sink.messages.map((text) => /^Message-ID: (.*)$/im.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(12);
    expect(sink.commands.filter((command) => command.startsWith('EHLO'))).toHaveLength(4);
  });

  it('opens no more of them than there are mails', async () => {
    const core = await withMails(1);
    const { sink, courier } = await sendThrough(core, { connections: 5 });
    await courier.flush();
    expect(sink.commands.filter((command) => command.startsWith('EHLO'))).toHaveLength(1);
  });
});

it('keeps to the mails a minute that its server may get, also over several connections', async () => {
  const core = await withMails(3);
  const { sink, courier } = await sendThrough(core, { connections: 3, perMinute: 2 });
  await courier.flush();
  expect(sink.messages).toHaveLength(1);
  core.clock.advance({ ms: 29_000 });
  await courier.flush();
  expect(sink.messages).toHaveLength(1);
  core.clock.advance({ ms: 1_000 });
  await courier.flush();
  expect(sink.messages).toHaveLength(2);
  expect(await states(core)).toEqual(['queued', 'sent', 'sent']);
});

it('lets bounces go where the profile says, under the name that it gives', async () => {
  const core = await withMails(1);
  const own = { envelopeFrom: 'bounces@shop.example', helloName: 'shop.example' };
  const { sink, courier } = await sendThrough(core, own);
  await courier.flush();
  expect(sink.commands[0]).toBe('EHLO shop.example');
  expect(sink.commands.find((command) => command.startsWith('MAIL'))).toContain(
    '<bounces@shop.example>',
  );
  expect(sink.messages[0]).toMatch(/^From: .*noreply@/m);
});

it('signs mails so that the published record vouches for them', async () => {
  const core = await withMails(1);
  const dkimKey = await makeDkimKey();
  const domain = { dkimDomain: 'shop.example', dkimSelector: 'mail1' };
  const { sink, courier } = await sendThrough(core, domain, {}, { dkimKey });
  await courier.flush();
  const [message = ''] = sink.messages;
  const [, field = ''] = /^(DKIM-Signature: (?:.*\r\n)(?:[ \t].*\r\n)*)/m.exec(message) ?? [];
  const tags = tagsOf(field);
  expect(tags).toMatchObject({ d: 'shop.example', s: 'mail1', a: 'rsa-sha256' });
  const signed = (tags['h'] ?? '').split(':').map((name) => relaxed(headerOf(message, name)));
  const unsigned = relaxed(field)
    .replace(/b=[^;]*$/, 'b=')
    .trimEnd();
  const [, key = ''] = /p=(.*)$/.exec(dkimRecord(dkimKey, domain)?.value ?? '') ?? [];
  const verify = createVerify('RSA-SHA256').update([...signed, unsigned].join('\r\n'));
  const pem = `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----`;
  expect(verify.verify(pem, tags['b'] ?? '', 'base64')).toBe(true);
});

it.each([
  ['451 4.7.1 Greylisted, try again in 300 seconds', 310_000],
  ['450 4.2.0 Greylisted for 5 minutes', 310_000],
  ['450 4.2.0 Greylisted, see http://postgrey.test/ 00:10:00', 610_000],
  ['451 4.3.0 try later', 30_000],
])('waits as long as the server asks: %s', async (reply, delay) => {
  const core = await withMails(1);
  const before = core.now().getTime();
  const { courier } = await sendThrough(core, {}, { scripts: { 'RCPT TO': reply } });
  await courier.flush();
  const row = await core.db
    .selectFrom('gatehouse_outbox')
    .select(['state', 'next_attempt_at'])
    .executeTakeFirstOrThrow();
  expect(row.state).toBe('deferred');
  expect(new Date(`${row.next_attempt_at?.replace(' ', 'T')}Z`).getTime() - before).toBe(delay);
});

it('keeps what became of each attempt, and what was said but for the mail itself', async () => {
  const core = await withMails(1);
  const before = core.now().getTime();
  const scripts = {
    get 'RCPT TO'() {
      return core.now().getTime() === before ? '451 4.3.0 try later' : '250 ok';
    },
  };
  const { sink, courier } = await sendThrough(core, {}, { scripts });
  await courier.flush();
  core.clock.advance({ hours: 1 });
  await courier.flush();
  const attempts = await core.db
    .selectFrom('gatehouse_outbox_attempt')
    .select(['state', 'smtp_code', 'reply', 'transcript'])
    .orderBy('id')
    .execute();
  expect(attempts).toMatchObject([
    { state: 'deferred', smtp_code: 451, reply: '451 4.3.0 try later' },
    { state: 'sent', smtp_code: 250 },
  ]);
  const [refused, taken] = attempts.map(({ transcript }) => transcript);
  expect(refused).toMatch(
    /^S: 220 [^]*C: RCPT TO:<person-0@people.example>\nS: 451 4.3.0 try later/m,
  );
  expect(taken).toMatch(/C: DATA\nS: 354 /);
  expect(sink.messages[0]).toContain('/activate/');
  expect(taken).not.toContain('/activate/');
});

it('sends fewer mails for a while after the server has had too many', async () => {
  const core = await withMails(6);
  const start = core.now().getTime();
  const taken = (): number => sink.messages.length;
  const scripts = {
    get 'RCPT TO'() {
      const isEnough = taken() === 4 && core.now().getTime() === start;
      return isEnough ? '451 4.7.1 Too many mails, slow down' : '250 ok';
    },
  };
  const { sink, courier } = await sendThrough(core, { connections: 1 }, { scripts });
  await courier.flush();
  expect(sink.messages).toHaveLength(4);
  expect(courier.slowed).toEqual({ perMinute: 2, until: new Date('2026-03-01T12:10:00Z') });
  expect(await states(core)).toEqual(['deferred', 'queued', 'sent', 'sent', 'sent', 'sent']);
  await courier.flush();
  expect(sink.messages).toHaveLength(4);
  core.clock.advance({ ms: 30_000 });
  await courier.flush();
  expect(sink.messages).toHaveLength(5);
  core.clock.advance({ ms: 30_000 });
  await courier.flush();
  expect(await states(core)).toEqual(Array.from({ length: 6 }, () => 'sent'));
});

it('goes on over one connection where the server grants no second', async () => {
  const core = await withMails(6);
  let greeted = 0;
  const scripts = {
    get greeting() {
      greeted += 1;
      return greeted === 1 ? '220 welcome' : '421 one at a time';
    },
  };
  const { sink, courier } = await sendThrough(core, { connections: 3 }, { scripts });
  await courier.flush();
  expect(courier.pause).toBeNull();
  await vi.waitFor(() => expect(sink.messages).toHaveLength(6));
});

function tagsOf(field: string): Record<string, string> {
  const value = field.slice(field.indexOf(':') + 1).replaceAll(/\s+/g, '');
  return Object.fromEntries(
    value.split(';').map((tag) => {
      const at = tag.indexOf('=');
      return [tag.slice(0, at), tag.slice(at + 1)];
    }),
  );
}

function headerOf(message: string, name: string): string {
  const escaped = name.replaceAll('-', '\\-');
  const found = new RegExp(`^(${escaped}:.*\\r\\n(?:[ \\t].*\\r\\n)*)`, 'im').exec(message);
  return found?.[1] ?? '';
}

/** Relaxed canonical form of a header field (RFC 6376 section 3.4.2). */
function relaxed(field: string): string {
  const at = field.indexOf(':');
  const value = field.slice(at + 1).replaceAll(/\s+/g, ' ');
  return `${field.slice(0, at).trim().toLowerCase()}:${value.trim()}`;
}
