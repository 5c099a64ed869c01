import { describe, expect, it, onTestFinished } from 'vitest';

import { createFaults } from '../../../../src/main/mail/capture/faults.ts';
import { startCaptureServer } from '../../../../src/main/mail/capture/server.ts';
import { type ConsoleCore, signIn } from '../../../support/console-core.ts';
import { PASSWORD, register } from '../../../support/core.ts';
import { consoleToRelease, couriersOf, MAIL } from '../../../support/release-console.ts';

async function storedCapture(core: ConsoleCore) {
  return (await core.call('mailSettings.get', {})).capture;
}

describe('a captured mail', () => {
  it('is released to whom it was for, byte for byte, while all else is still captured', async () => {
    const core = await consoleToRelease([MAIL]);
    await register(core, 'karin');
    const { queued } = await core.call('captured.release', {
      ids: [1],
      to: null,
      profile: core.profile,
    });
    expect(queued).toBe(2);
    await couriersOf(core).flush();
    expect(core.sink.messages).toEqual([MAIL, MAIL]);
    expect(core.sink.commands.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
      expect.stringMatching(/^MAIL FROM:<noreply@shop.example>/),
      'RCPT TO:<anna@people.example>',
      expect.stringMatching(/^MAIL FROM/),
      'RCPT TO:<otto@people.example>',
    ]);
    const { rows } = await core.call('outbox.list', {
      search: '',
      view: 'all',
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ kind, state, to }) => [kind, state, to])).toEqual([
      ['release', 'sent', 'otto@people.example'],
      ['release', 'sent', 'anna@people.example'],
      ['activation', 'queued', 'karin@people.example'],
    ]);
  });

  it('is told in the log, and can’t be taken back from there', async () => {
    const core = await consoleToRelease([MAIL, MAIL]);
    const to = ['eva@home.example'];
    const profile = core.profile;
    const { operationId } = await core.call('captured.release', { ids: [1, 2], to, profile });
    const { operation } = await core.call('operations.get', { id: operationId ?? 0 });
    expect(operation.title).toBe('Released 2 captured mails to eva@home.example');
    expect(operation.undoBlocked).toMatch(/can’t be taken back/);
  });

  it('goes only to those who are allowed', async () => {
    const core = await consoleToRelease([MAIL]);
    const capture = { keepMails: 10, keepDays: 10, keepMegabytes: 10, offerTls: true };
    await core.call('mailSettings.saveCapture', {
      ...capture,
      releaseTo: ['home.example', 'anna@people.example'],
      basedOn: await storedCapture(core),
    });
    const release = { ids: [1], profile: core.profile };
    const { fields } = await core.refusal('captured.release', { ...release, to: null });
    expect(fields?.['to']).toEqual([
      'otto@people.example is not among those that mail may be released to.',
    ]);
    const to = ['eva@mail.home.example', 'Anna@people.example'];
    expect((await core.call('captured.release', { ...release, to })).queued).toBe(2);
    for (const wrong of [
      'eva@nothome.example',
      'a b',
      'eva@home.example\r\nRCPT TO:<x@y.example>',
    ]) {
      await core.refusal('captured.release', { ...release, to: [wrong] });
    }
    const { fields: faults } = await core.refusal('mailSettings.saveCapture', {
      ...capture,
      releaseTo: ['home.example', 'no domain'],
      basedOn: await storedCapture(core),
    });
    expect(Object.keys(faults ?? {})).toEqual(['releaseTo.1']);
  });

  it('is released by staff only if it came by the wire, to those whom a superuser named', async () => {
    const core = await consoleToRelease([MAIL]);
    await core.services.captured.add({
      raw: Buffer.from(MAIL),
      envelopeFrom: 'shop@shop.example',
      envelopeTo: ['anna@people.example'],
      receivedAt: core.now(),
      client: { address: '127.0.0.1', hello: 'shop', tls: null, user: null },
    });
    await core.services.captured.settled();
    const capture = { keepMails: 10, keepDays: 10, keepMegabytes: 10, offerTls: true };
    const named = {
      ...capture,
      releaseTo: ['people.example'],
      basedOn: await storedCapture(core),
    };
    const release = { to: null, profile: core.profile };
    const fromFile = { ...release, ids: [1] };
    const byWire = { ...release, ids: [2] };
    await signIn(core, 'staff');
    expect(await core.refusal('captured.release', byWire)).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('name nobody'),
    });
    await core.services.session.signIn('eva', PASSWORD);
    await core.call('mailSettings.saveCapture', named);
    await core.services.session.signIn('sam', PASSWORD);
    expect(await core.refusal('captured.release', fromFile)).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('imported'),
    });
    expect((await core.call('captured.releasePlan', { ids: [1, 2] })).barred).toMatch(/imported/);
    expect((await core.call('captured.releasePlan', { ids: [2] })).barred).toBeNull();
    expect((await core.call('captured.release', byWire)).queued).toBe(1);
  });

  it('says before what its release means', async () => {
    const signed = 'DKIM-Signature: v=1\r\nSubject: x\n\r\nbare\rends\r\n';
    const core = await consoleToRelease([MAIL, signed]);
    expect(await core.call('captured.releasePlan', { ids: [1, 2, 99] })).toEqual({
      mails: 2,
      recipients: ['anna@people.example', 'otto@people.example'],
      allowed: [],
      servers: [
        {
          id: core.profile,
          name: 'Production',
          where: `127.0.0.1:${core.sink.port}`,
          colour: 'green',
          live: false,
        },
      ],
      changed: 1,
      signed: 1,
      barred: null,
    });
    expect((await core.refusal('captured.releasePlan', { ids: [99] })).code).toBe('not-found');
    const release = { ids: [1], to: null };
    expect((await core.refusal('captured.release', { ...release, profile: 'no' })).code).toBe(
      'not-found',
    );
  });
});

it('holds up nothing else when its server refuses', async () => {
  const core = await consoleToRelease([MAIL], { scripts: { EHLO: 'hang up' } });
  await register(core, 'karin');
  await core.call('captured.release', { ids: [1], to: null, profile: core.profile });
  const capture = await startCapture(core);
  core.clock.advance({ ms: 60_000 });
  const couriers = couriersOf(core, capture.port);
  await couriers.flush();
  expect(couriers.pause).not.toBeNull();
  const states = await core.db.selectFrom('gatehouse_outbox').select(['kind', 'state']).execute();
  expect(states).toContainEqual({ kind: 'activation', state: 'sent' });
  expect(states).toContainEqual({ kind: 'release', state: 'queued' });
});

async function startCapture(core: { readonly now: () => Date }) {
  const faults = createFaults({ random: () => 0, onHit: () => {} });
  const server = await startCaptureServer({
    port: 0,
    name: 'gatehouse.test',
    now: core.now,
    faults,
    onMail: async () => {},
    onError: () => {},
  });
  onTestFinished(() => server.close());
  return { faults, port: server.port };
}

it('shows in the outbox what the capture server does wrong on purpose', async () => {
  const core = await consoleToRelease([]);
  for (const name of ['anna', 'otto', 'karin']) await register(core, name);
  const { faults, port } = await startCapture(core);
  const rule = { enabled: true, sender: '', chance: 100 };
  faults.follow([
    {
      ...rule,
      id: '1',
      recipient: 'anna@*',
      effect: { kind: 'defer', stage: 'rcpt', code: 451, text: 'Greylisted, try later' },
    },
    {
      ...rule,
      id: '2',
      recipient: 'otto@*',
      effect: { kind: 'reject', stage: 'rcpt', code: 550, text: 'No such user' },
    },
    { ...rule, id: '3', recipient: 'karin@*', effect: { kind: 'drop', stage: 'end' } },
  ]);
  core.clock.advance({ ms: 60_000 });
  await couriersOf(core, port).flush();
  const rows = await core.db
    .selectFrom('gatehouse_outbox')
    .select(['envelope_to', 'state'])
    .execute();
  expect(Object.fromEntries(rows.map((row) => [row.envelope_to.split('@')[0], row.state]))).toEqual(
    {
      anna: 'deferred',
      otto: 'failed',
      karin: 'uncertain',
    },
  );
});

it('refuses rules that ask for what nobody has said yet, and lets the others be undone', async () => {
  const core = await consoleToRelease([]);
  const rule = { id: '1', enabled: true, sender: '', recipient: '', chance: 50 };
  const early = { kind: 'drop', stage: 'connect' } as const;
  const { fields } = await core.refusal('faults.save', {
    rules: [{ ...rule, recipient: 'anna@*', effect: early }],
    basedOn: { rules: [] },
  });
  expect(Object.keys(fields ?? {})).toEqual(['rules.0.recipient']);
  await core.call('faults.save', { rules: [{ ...rule, effect: early }], basedOn: { rules: [] } });
  expect((await core.call('application.counts', {})).faults).toBe(1);
  await core.call('faults.switchOff', {});
  expect((await core.call('application.counts', {})).faults).toBe(0);
  const { rows } = await core.call('operations.list', { search: '', offset: 0, limit: 1 });
  await core.call('operations.undo', { id: rows[0]?.id ?? 0 });
  expect((await core.call('faults.get', {})).rules).toEqual([{ ...rule, effect: early, hits: 0 }]);
});

it('says the code of a reply once, however its words were copied', async () => {
  const core = await consoleToRelease([]);
  const rule = { id: '1', enabled: true, sender: '', recipient: '', chance: 100 };
  const effect = { kind: 'reject', stage: 'auth', code: 535, text: '535 5.7.8 No' } as const;
  await core.call('faults.save', { rules: [{ ...rule, effect }], basedOn: { rules: [] } });
  const { rules } = await core.call('faults.get', {});
  expect(rules[0]?.effect).toEqual({ ...effect, text: '5.7.8 No' });
});
