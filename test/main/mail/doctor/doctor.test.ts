import { X509Certificate } from 'node:crypto';

import { expect, it, onTestFinished, vi } from 'vitest';

import { createDoctor } from '../../../../src/main/mail/doctor/doctor.ts';
import { countOutbox } from '../../../../src/main/mail/outbox/count-outbox.ts';
import { saveProfile } from '../../../../src/main/settings/mail-settings-service.ts';
import { doctor as procedures } from '../../../../src/shared/contract/doctor.ts';
import type { ProfileInput } from '../../../../src/shared/contract/mail-settings.ts';
import { addAdministrator, createCore } from '../../../support/core.ts';
import { profileInput, withPassword } from '../../../support/mail-profile.ts';
import { selfSignedCertificate } from '../../../support/self-signed-certificate.ts';
import { closedPort, type SmtpSinkOptions, startSmtpSink } from '../../../support/smtp-sink.ts';

const CANARY = 'canary-3f9b';

async function openPractice(options: SmtpSinkOptions = {}) {
  const core = await createCore();
  const person = await addAdministrator(core);
  const sink = await startSmtpSink(options);
  onTestFinished(() => sink.close());
  const errors: unknown[] = [];
  const doctor = createDoctor({
    ...core.context,
    capturePort: () => sink.port,
    onChange: () => {},
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await doctor.close();
    expect(errors).toEqual([]);
  });
  /** A form that points to the sink. */
  const here = (change: Partial<ProfileInput> = {}): ProfileInput =>
    profileInput({ host: '127.0.0.1', port: sink.port, security: 'none', auth: 'none', ...change });
  async function examine(profile: ProfileInput | null, to: string | null = null) {
    const run = await doctor.start(person, { profile, to });
    return vi.waitFor(
      () => {
        const seen = doctor.progress(run);
        if (!seen || seen.running) throw new Error('It goes on.');
        const states = seen.steps.map(({ name, state }) => `${name} ${state}`);
        return { ...seen, states };
      },
      { timeout: 10_000, interval: 5 },
    );
  }
  return { core, person, sink, doctor, here, examine };
}

it('passes a server that would take mail, sends nothing, and shows what was said', async () => {
  const { sink, here, examine } = await openPractice({ extensions: ['AUTH PLAIN'] });
  const { problem, states, transcript } = await examine(here());
  expect(problem).toBeNull();
  expect(states.slice(-2)).toEqual(['auth skipped', 'sender ok']);
  expect(sink.messages).toEqual([]);
  expect(transcript).toMatch(/S: 220 sink ESMTP\n(.*\n)*C: MAIL FROM:/);
});

it('examines a server that has no name yet, and still asks for its host', async () => {
  const { here, examine } = await openPractice();
  expect((await examine(here({ name: ' ' }))).problem).toBeNull();
  await expect(examine(here({ name: '', host: '' }))).rejects.toMatchObject({
    failure: { fields: { host: ['This field is required.'] } },
  });
});

it('says when a login that the server offers is left out', async () => {
  const { here, examine } = await openPractice({ extensions: ['AUTH PLAIN LOGIN'] });
  const { steps } = await examine(here());
  expect(steps.find(({ name }) => name === 'auth')?.detail).toContain('PLAIN LOGIN');
});

it('sends a test mail through the outbox, with the server’s answer', async () => {
  const { core, sink, here, examine } = await openPractice();
  const { problem, states, reply, messageId } = await examine(here(), 'eva@shop.example');
  expect(problem).toBeNull();
  expect(states.at(-1)).toBe('test-mail ok');
  expect(reply).toContain('taken as 42');
  expect(sink.messages[0]).toContain(`Message-ID: ${messageId}`);
  const rows = await core.db.selectFrom('gatehouse_outbox').select(['kind', 'state']).execute();
  expect(rows).toEqual([{ kind: 'test', state: 'sent' }]);
});

it('tells of a recipient that the server refuses', async () => {
  const { core, here, examine } = await openPractice({ scripts: { RCPT: '550 5.1.1 nobody' } });
  const { problem, states } = await examine(here(), 'eva@shop.example');
  expect(states.at(-1)).toBe('test-mail failed');
  expect(problem?.title).toContain('eva@shop.example');
  expect(await countOutbox(core.db)).toMatchObject({ failed: 0 });
});

it('promises no second try of a test that the server puts off', async () => {
  const { core, here, examine } = await openPractice({ scripts: { RCPT: '451 4.7.1 greylisted' } });
  const { problem } = await examine(here(), 'eva@shop.example');
  expect(problem?.advice).toContain('sent only once');
  const rows = await core.db.selectFrom('gatehouse_outbox').select(['state', 'advice']).execute();
  expect(rows).toEqual([{ state: 'failed', advice: problem?.advice }]);
});

it.each<[string, Parameters<typeof openPractice>[0]]>([
  ['puts the sender off', { scripts: { MAIL: '451 4.7.1 greylisted' } }],
  ['hangs up', { scripts: { MAIL: 'hang up' } }],
])('promises no second try where a server %s', async (_, sink) => {
  const { here, examine } = await openPractice(sink);
  const { problem } = await examine(here());
  expect(problem?.advice).toMatch(/^Nothing was sent\./);
  expect(problem?.advice).not.toMatch(/tried again|waits/);
});

it('refuses a bad form and a bad recipient before it connects', async () => {
  const { sink, person, doctor, here } = await openPractice();
  await expect(
    doctor.start(person, { profile: here({ host: '' }), to: null }),
  ).rejects.toMatchObject({ failure: { fields: { host: [expect.any(String)] } } });
  await expect(doctor.start(person, { profile: null, to: 'nobody' })).rejects.toMatchObject({
    failure: { fields: { to: [expect.any(String)] } },
  });
  expect(sink.commands).toEqual([]);
});

it('never sends a stored password to a changed place', async () => {
  const { core, person, sink, here, examine } = await openPractice({ extensions: ['AUTH PLAIN'] });
  const login = { auth: 'auto', user: 'shop' } as const;
  const { id } = await saveProfile(core.context, person, withPassword(CANARY, here(login)));
  const kept = await examine(here({ id, ...login }));
  expect(kept.states).toContain('auth ok');
  expect(JSON.stringify(kept)).not.toContain(CANARY);
  expect(JSON.stringify(kept)).not.toContain(Buffer.from(CANARY).toString('base64'));
  const before = sink.commands.length;
  const moved = await examine(here({ id, ...login, host: 'localhost' }));
  expect(moved.problem).toMatchObject({ field: 'password' });
  expect(moved.states).toContain('auth failed');
  expect(sink.commands.slice(before).filter((command) => command.startsWith('AUTH'))).toEqual([]);
});

it('offers other ports where nobody answers', async () => {
  const { here, examine } = await openPractice();
  const { problem, states } = await examine(here({ port: await closedPort() }));
  expect(states).toContain('connect failed');
  expect(problem?.fixes.map(({ changes }) => changes)).toEqual([
    { security: 'starttls', port: 587 },
    { security: 'tls', port: 465 },
  ]);
});

it('offers TLS from the start where STARTTLS is missing, and STARTTLS where it is demanded', async () => {
  const plain = await openPractice();
  const missing = await plain.examine(plain.here({ security: 'starttls' }));
  expect(missing.problem?.fixes).toMatchObject([{ changes: { security: 'tls' } }]);
  const strict = await openPractice({ scripts: { MAIL: '530 5.7.0 Must issue STARTTLS first' } });
  const demanded = await strict.examine(strict.here());
  expect(demanded.problem?.fixes).toMatchObject([{ changes: { security: 'starttls' } }]);
});

it('tells which field the refused sender comes from', async () => {
  const { here, examine } = await openPractice({ scripts: { MAIL: '550 5.7.1 not as this' } });
  const { problem } = await examine(here());
  expect(problem?.field).toBe('fromAddress');
  const own = await examine(here({ envelopeFrom: 'bounces@shop.example' }));
  expect(own.problem).toMatchObject({ field: 'envelopeFrom' });
});

it('offers STARTTLS where a port does not start with TLS', async () => {
  const { here, examine } = await openPractice();
  const { problem } = await examine(here({ security: 'tls' }));
  expect(problem?.fixes).toMatchObject([{ changes: { security: 'starttls' } }]);
});

it('says of a certificate that nobody vouches for whether its name is another', async () => {
  const tls = selfSignedCertificate('other.example');
  const { here, examine } = await openPractice({ tls });
  const { problem } = await examine(here({ host: 'localhost', security: 'starttls' }));
  expect(problem?.advice).toMatch(/ It is for other\.example, which is not localhost, issued by /);
});

it('shows a certificate that nobody vouches for, and trusts that one only once it is pinned', async () => {
  const tls = selfSignedCertificate('localhost');
  const { here, examine } = await openPractice({ tls });
  const form = here({ host: 'localhost', security: 'starttls' });
  const { problem } = await examine(form);
  const pinnedCertificate = problem?.fixes[0]?.changes.pinnedCertificate ?? '';
  expect(new X509Certificate(pinnedCertificate).raw).toEqual(new X509Certificate(tls.cert).raw);
  expect(problem?.advice).toMatch(/SHA-256 [0-9A-F:]{95}/);
  expect(problem?.advice).toMatch(
    / It is for localhost, issued by .*, valid until 1 January 2120, /,
  );
  expect((await examine({ ...form, pinnedCertificate })).problem).toBeNull();
  const other = selfSignedCertificate('localhost').cert;
  const refused = await examine({ ...form, pinnedCertificate: other });
  expect(refused.states).not.toContain('tls ok');
  expect(refused.problem).not.toBeNull();
});

it('ends where it stands when it is stopped', async () => {
  const { person, doctor, here } = await openPractice({ scripts: { greeting: 'say nothing' } });
  const run = await doctor.start(person, { profile: here(), to: null });
  await vi.waitFor(() => expect(doctor.progress(run)?.next).toBe('greeting'), { timeout: 10_000 });
  doctor.stop(run);
  await vi.waitFor(() => expect(doctor.progress(run)?.running).toBe(false), { timeout: 10_000 });
  expect(doctor.progress(run)?.problem?.title).toBe('Sending was stopped.');
});

it('examines the capture server when there is no form', async () => {
  const { examine } = await openPractice();
  expect((await examine(null)).problem).toBeNull();
});

it('knows nothing of examinations that never were', async () => {
  const { doctor } = await openPractice();
  expect(doctor.progress('nothing')).toBeNull();
});

it.each([0, 99_999, 1.5])('is asked nothing about port %d, and says which there are', (port) => {
  const profile = { ...profileInput({ host: 'mail.example' }), port };
  const { error } = procedures['doctor.start'].input.safeParse({ profile, to: null });
  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['profile.port', 'Enter a port from 1 to 65,535.'],
  ]);
});

it('a verdict is of a saved server as it is, its password included, and of no other', async () => {
  const { core, person, doctor, here, examine } = await openPractice({
    extensions: ['AUTH PLAIN'],
    scripts: { AUTH: '535 5.7.8 No' },
  });
  const form = (change: Partial<ProfileInput> = {}) =>
    here({ auth: 'auto', user: 'shop', ...change });
  const { id } = await saveProfile(core.context, person, withPassword('one', form()));
  expect(await doctor.verdictOf(id)).toBeNull();
  await examine(withPassword('two', form({ id })));
  expect(await doctor.verdictOf(id)).toBeNull();
  const { problem } = await examine(form({ id, name: 'Any other' }));
  expect(await doctor.verdictOf(id)).toEqual({
    at: core.now().toISOString(),
    problem: problem?.title,
  });
  expect(problem).not.toBeNull();
  await saveProfile(core.context, person, form({ id, helloName: 'shop.example' }), id);
  expect(await doctor.verdictOf(id)).toBeNull();
  await examine(form({ id, auth: 'none', user: '' }));
  await saveProfile(core.context, person, form({ id, auth: 'none', user: '' }), id);
  expect(await doctor.verdictOf(id)).toMatchObject({ problem: null });
});
