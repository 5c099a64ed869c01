import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';

import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';

import { createCourier } from '../../../../src/main/mail/outbox/courier.ts';
import { createOutbox } from '../../../../src/main/mail/outbox/outbox.ts';
import { sendNow } from '../../../../src/main/mail/outbox/outbox-acts.ts';
import { IS_QUEUED } from '../../../../src/main/mail/outbox/queue.ts';
import { movedTo, sampleVariables } from '../../../../src/main/mail/templates/mail-variables.ts';
import type { MailKind } from '../../../../src/main/mail/templates/mail-kinds.ts';
import { createMailTemplates } from '../../../../src/main/mail/templates/templates.ts';
import { SYSTEM } from '../../../../src/main/operations/actor.ts';
import { runOperation } from '../../../../src/main/operations/run-operation.ts';
import { createCore, register, RESOURCES } from '../../../support/core.ts';
import { hand } from '../../../support/courier.ts';
import { saveSite } from '../../../support/site.ts';
import { startSmtpSink } from '../../../support/smtp-sink.ts';

/** A core whose mail templates can be overridden, and a courier to a server that takes all. */
async function arrange() {
  const core = await createCore();
  const folder = join(core.folder, 'templates');
  await mkdir(join(folder, 'registration'), { recursive: true });
  let clock = 0;
  const told: string[] = [];
  const onError = (error: unknown) => told.push(String(error));
  const templates = createMailTemplates(RESOURCES, { folder, onError, clock: () => clock });
  const outbox = createOutbox({ now: core.now, randomBytes, templates });
  const scripts: Record<string, string> = {};
  const sink = await startSmtpSink({ scripts });
  const server = { host: '127.0.0.1', port: sink.port, security: 'none' } as const;
  const courier = createCourier({
    db: core.db,
    now: core.now,
    random: () => 0.5,
    bytesOf: (id) => outbox.bytesOf(core.db, id),
    delivery: async () => ({
      destination: 'sink',
      server: { ...server, user: null, password: null },
    }),
    onChange: () => {},
    onError,
  });
  onTestFinished(async () => {
    await courier.stop();
    await sink.close();
  });
  const own = async (name: string, text: string | null) => {
    const file = join(folder, 'registration', name);
    await (text === null ? rm(file) : writeFile(file, text));
    clock += 1_000;
  };
  const rows = () => core.db.selectFrom('gatehouse_outbox').selectAll().orderBy('id').execute();
  const put = (username: string) =>
    runOperation(core.db, { kind: 'accounts.update', actor: SYSTEM, at: core.now() }, (operation) =>
      outbox.putMany(operation, [
        {
          kind: 'activated',
          accountId: null,
          to: `${username}@people.example`,
          notAfter: null,
          graceMs: 0,
          context: { user: { username }, site_link: 'https://a/', login_link: 'https://a/b/' },
        },
      ]),
    );
  return { core, outbox, courier, sink, scripts, own, rows, put, told };
}

test('a mail is written when it leaves, from what was settled when it was queued', async () => {
  const { core, courier, sink, own, rows, put } = await arrange();
  await own('activated_email.txt', 'Old words for {{ user.username }}.');
  await put('anna');
  const [queued] = await rows();
  expect(queued).toMatchObject({ raw: null, subject: 'Your account on example.com is active' });
  await own('activated_email.txt', 'New words for {{ user.username }}.');
  await saveSite(core, { name: 'Another name', domain: 'other.example', scheme: 'https' });
  await courier.flush();
  const [sent] = await rows();
  expect(sent).toMatchObject({ state: 'sent', message_id: queued?.message_id });
  expect(sink.messages).toHaveLength(1);
  expect(sink.messages[0]).toContain(`Message-ID: ${queued?.message_id}`);
  expect(sink.messages[0]).toContain('Old words for anna.');
  expect(sink.messages[0]).not.toContain('Another name');
  expect(sent?.raw?.toString('latin1').trimEnd()).toBe(sink.messages[0]?.trimEnd());
});

test('a mail that has not left leads to where the site is by then, also one that was put off', async () => {
  const { core, courier, sink, scripts, rows, put } = await arrange();
  await put('anna');
  scripts['RCPT'] = '450 4.2.0 Later';
  await courier.flush();
  const [putOff] = await rows();
  expect(putOff?.state).toBe('deferred');
  expect(putOff?.raw?.toString('latin1')).toContain('http://example.com/');
  await saveSite(core, { domain: 'shop.example:8443' });
  delete scripts['RCPT'];
  await sendNow(core.db, { ids: [putOff?.id ?? 0], sparing: true }, hand(core));
  await courier.flush();
  const [sent] = await rows();
  expect(sent).toMatchObject({ state: 'sent', message_id: putOff?.message_id });
  expect(sink.messages).toHaveLength(1);
  expect(sink.messages[0]).toContain('http://shop.example:8443/');
  expect(sink.messages[0]).not.toContain('http://example.com');
  await saveSite(core, { name: 'example.com', domain: 'elsewhere.example', scheme: 'https' });
  expect((await rows())[0]?.raw?.toString('latin1').trimEnd()).toBe(sink.messages[0]?.trimEnd());
});

test('its links follow also the paths of the site’s pages', () => {
  const users = 'http://shop.example/users/';
  const address = { name: 'Shop', domain: 'shop.example', scheme: 'http' } as const;
  const paths = {
    accountsPath: '/users/',
    passwordPaths: 'django',
    activationPages: false,
  } as const;
  const moved = (kind: MailKind) => movedTo({ ...address, ...paths }, sampleVariables(kind));
  const reset = `${users}reset/MQ/cx1-abc123def456abc123def456/`;
  expect(moved('password_reset')['reset_link']).toBe(reset);
  expect(moved('already_registered')['reset_link']).toBe(`${users}password_reset/`);
  const activation = `${users}activate/5f2b9c0de1a74c3b8e6f/`;
  expect(moved('activation')['activation_link']).toBe(activation);
  expect(moved('activated')).toMatchObject({
    login_link: `${users}login/`,
    site_link: 'http://shop.example/',
  });
});

test('whoever asks for a mail’s bytes, however often and at once, gets the same', async () => {
  const { core, outbox, put } = await arrange();
  const { value } = await put('anna');
  const id = value[0]?.id ?? 0;
  const [first, second] = await Promise.all([
    outbox.bytesOf(core.db, id),
    outbox.bytesOf(core.db, id),
  ]);
  expect(second).toEqual(first);
  expect(await outbox.bytesOf(core.db, id)).toEqual(first);
});

test('a mail that its template can’t write fails with words, alone, and can be sent once that is mended', async () => {
  const { core, courier, sink, own, rows, put } = await arrange();
  await own('activated_email.txt', "Hi.\n{% if user.username == 'boris' %}{{ nobody }}{% endif %}");
  for (const name of ['anna', 'boris', 'clara']) await put(name);
  await courier.flush();
  const [anna, boris, clara] = await rows();
  expect([anna?.state, clara?.state]).toEqual(['sent', 'sent']);
  expect(boris).toMatchObject({ state: 'failed', problem: 'template', raw: null });
  expect(boris?.why).toMatch(/could not be written: .*line 2: .*nobody/);
  expect(boris?.advice).toMatch(/Templates/);
  await own('activated_email.txt', 'Hello {{ user.username }}.');
  await sendNow(core.db, { ids: [boris?.id ?? 0], sparing: false }, hand(core));
  await courier.flush();
  expect((await rows())[1]).toMatchObject({ state: 'sent', message_id: boris?.message_id });
  expect(sink.messages).toHaveLength(3);
  expect(sink.messages[2]).toContain('Hello boris.');
});

test('looks at a mail that its template could not write keep nothing, and get what would leave now', async () => {
  const { core, outbox, courier, own, rows, put } = await arrange();
  await own('activated_email.txt', "Hi.\n{% if user.username == 'boris' %}{{ nobody }}{% endif %}");
  await put('boris');
  await courier.flush();
  await own('activated_email.txt', 'Hello {{ user.username }}.');
  const editions = () => core.db.selectFrom('gatehouse_template_edition').select('id').execute();
  const before = { editions: await editions(), rows: await rows() };
  const id = before.rows[0]?.id ?? 0;
  const looks = await Promise.all([outbox.look(core.db, id), outbox.look(core.db, id)]);
  for (const raw of looks) expect(raw.toString('latin1')).toContain('Hello boris.');
  expect({ editions: await editions(), rows: await rows() }).toEqual(before);
});

test('the next mail that is due is found by an index, however many wait', async () => {
  const { core } = await arrange();
  const plan = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
    SELECT id FROM gatehouse_outbox WHERE ${IS_QUEUED} AND next_attempt_at <= '2026'
    ORDER BY next_attempt_at, id LIMIT 1`.execute(core.db);
  const words = plan.rows.map(({ detail }) => detail).join();
  expect(words).toContain('gatehouse_outbox_due');
  expect(words).not.toContain('TEMP B-TREE');
});

test('mails of many kinds are put at once, each with an id of its own', async () => {
  const { core, outbox, rows } = await arrange();
  const order = { accountId: null, to: 'a@b.example', notAfter: null, graceMs: 0 } as const;
  const user = { username: 'anna' };
  const { value, mailsQueued } = await runOperation(
    core.db,
    { kind: 'accounts.update', actor: SYSTEM, at: core.now() },
    (operation) =>
      outbox.putMany(operation, [
        { ...order, kind: 'test', context: {} },
        { ...order, kind: 'rejected', context: { user, note: '“No”' }, hold: 'Held.' },
        { ...order, kind: 'test', context: {} },
      ]),
  );
  expect(mailsQueued).toBe(3);
  expect(new Set(value.map(({ messageId }) => messageId)).size).toBe(3);
  expect((await rows()).map(({ kind, state, why }) => [kind, state, why])).toEqual([
    ['test', 'queued', null],
    ['test', 'queued', null],
    ['rejected', 'held', 'Held.'],
  ]);
});

test('links are in no column that a screen or the log shows', async () => {
  const { core, rows } = await arrange();
  await register(core, 'anna');
  const [{ raw: _raw, variables, ...shown } = { variables: '' }] = await rows();
  const { activation_key: key } = JSON.parse(variables ?? '') as { activation_key: string };
  expect(key).toMatch(/^[a-f0-9]{64}$/);
  expect(JSON.stringify(shown)).not.toContain(key);
});
