import { describe, expect, it } from 'vitest';

import { redact } from '../../../src/main/log/redact.ts';
import { contract, type ProcedureName } from '../../../src/shared/contract/index.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, register } from '../../support/core.ts';
import { withPassword } from '../../support/mail-profile.ts';
import { minimalInput } from '../../support/minimal-input.ts';

const HASH = 'CanarySaltAAAAAAAAAAAA$Q2FuYXJ5SGFzaENhbmFyeUhhc2hDYW5hcnlIYXNoMDA=';
const CANARIES = {
  'password hash': HASH.split('$')[1] ?? '',
  'password salt': HASH.split('$')[0] ?? '',
  'activation key': 'ca4a21'.repeat(10) + 'beef',
  'SMTP password': 'canary-smtp-3f9b',
  SECRET_KEY: `django-insecure-canary-${'k9#x'.repeat(10)}`,
  'session key': 'canary-session-7d1e',
  'chosen password': 'a canary river at dawn',
};

/** What shows a mail as it is, or gives its link away on purpose, shows the key in the link. */
const SHOWS_LINKS = /^(captured\.|outbox\.|templates\.|registrations\.links$)/;

/** What reads the tables that hold the secrets: each of these has to answer for the proof to hold. */
const MEETS_SECRETS = /^(accounts|operations|session|settings|mailSettings|outbox)\./;

/** A site whose every secret is a canary, with a history in which each was written. */
async function seededConsole() {
  const console = await createConsoleCore();
  const eva = await signIn(console);
  const anna = await register(console, 'anna');
  const boris = await addAccount(console, {
    username: 'boris',
    isActive: true,
    password: `pbkdf2_sha256$10$${HASH}`,
  });
  await console.db
    .updateTable('registration_registrationprofile')
    .set({ activation_key: CANARIES['activation key'] })
    .execute();
  await console.db
    .insertInto('gatehouse_session')
    .values({
      key_hash: CANARIES['session key'],
      user_id: boris,
      auth_tag: CANARIES['session key'],
      privileges: 0,
      created_at: '2026-03-01 12:00:00',
      last_seen_at: '2026-03-01 12:00:00',
      expires_at: '2026-03-09 12:00:00',
      address: '203.0.113.7',
      user_agent: 'Firefox',
    })
    .execute();
  const server = { ...withPassword(CANARIES['SMTP password']), basedOn: null };
  await console.call('mailSettings.saveProfile', server);
  await console.call('settings.saveSigningKey', { change: 'set', key: CANARIES['SECRET_KEY'] });
  const { signIn: rules } = await console.call('settings.get', {});
  await console.call('settings.saveSignIn', {
    ...rules,
    passwordsByAdministrators: true,
    basedOn: rules,
  });
  const required = await console.call('accounts.requireNewPassword', { ids: [boris] });
  await console.call('operations.undo', { id: required.operationId ?? 0 });
  const password = CANARIES['chosen password'];
  await console.call('accounts.setPassword', { id: eva.id, password });
  await console.services.session.signIn('eva', password);
  await console.call('registrations.resend', { ids: [anna] });
  const gone = await console.call('accounts.delete', { ids: [boris] });
  await console.call('operations.undo', { id: gone.operationId ?? 0 });
  await console.call('accounts.addNote', { id: boris, text: 'Called.' });
  return console;
}

/** Whatever the application says to every query about everybody and everything it has. */
async function everyAnswer() {
  const console = await seededConsole();
  const answers: { readonly name: ProcedureName; readonly text: string }[] = [];
  const answered = new Set<ProcedureName>();
  for (const [key, procedure] of Object.entries(contract)) {
    if (procedure.kind !== 'query') continue;
    const name = key as ProcedureName;
    for (let id = 1; id <= 14; id += 1) {
      const input = minimalInput(procedure.input, id);
      const result = await console.dispatch(name, input);
      if (result.ok) answered.add(name);
      answers.push({ name, text: JSON.stringify(result) });
      if (JSON.stringify(input) === JSON.stringify(minimalInput(procedure.input, id + 1))) break;
    }
  }
  return { answers, answered, internalErrors: console.internalErrors };
}

describe('case 31: what leaves the application', () => {
  it('holds none of the secrets that every query could have met', async () => {
    const { answers, answered, internalErrors } = await everyAnswer();
    const leaks = Object.entries(CANARIES).flatMap(([canary, secret]) =>
      answers
        .filter(({ text }) => text.includes(secret))
        .filter(({ name }) => canary !== 'activation key' || !SHOWS_LINKS.test(name))
        .map(({ name }) => `${name} gives the ${canary} away`),
    );
    expect([...new Set(leaks)]).toEqual([]);

    // Nothing is proved by a query that was refused.
    expect(internalErrors).toEqual([]);
    const silent = Object.entries(contract)
      .filter(([name, { kind }]) => kind === 'query' && !answered.has(name as ProcedureName))
      .map(([name]) => name);
    expect(silent.filter((name) => MEETS_SECRETS.test(name))).toEqual([]);
    const diffs = answers.filter(({ name }) => name === 'operations.get');
    expect(diffs.some(({ text }) => text.includes('••••••'))).toBe(true);
  });

  it('is cleaned before it is written into a log', () => {
    const line = [
      `Broken: password=${CANARIES['SMTP password']}`,
      `pbkdf2_sha256$10$${HASH} at ${CANARIES['activation key']}`,
      `Cookie: theme=dark; sessionid=${CANARIES['session key']}; __Host-sessionid=${CANARIES['session key']}`,
      JSON.stringify({ new_password1: CANARIES['chosen password'] }),
      `No key is ${CANARIES.SECRET_KEY}.`,
    ].join('\n');
    for (const secret of Object.values(CANARIES)) expect(line).toContain(secret);
    const logged = redact(line);
    for (const secret of Object.values(CANARIES)) expect(logged).not.toContain(secret);
  });
});
