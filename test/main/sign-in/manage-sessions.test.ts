import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { PASSWORD } from '../../support/core.ts';
import { openSite, outboxOf } from '../../support/site-browser.ts';
import { addMember, change, poke } from '../../support/site-flows.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

async function withSessions(kind: 'superuser' | 'staff' = 'superuser') {
  const console = await createConsoleCore();
  await signIn(console, kind);
  const id = await addMember(console, 'anna');
  const site = await openSite({ core: console });
  const [first, second] = [site.browser(), site.browser()];
  first.headers['user-agent'] = FIREFOX;
  await first.signIn('anna', PASSWORD);
  await second.signIn('anna', PASSWORD);
  return { console, site, id, first, second };
}

describe('sessions of the accounts site, seen from the console', () => {
  it('are listed with their browser, and ended one by one', async () => {
    const { console, id, first, second } = await withSessions();
    const { sessions } = await console.call('accounts.sessions', { id });
    expect(sessions.map(({ browser }) => browser).toSorted()).toEqual([
      'Firefox on Linux',
      'Unknown browser',
    ]);
    const firefox = sessions.find(({ browser }) => browser.startsWith('Firefox'));
    const request = { id, sessionIds: [firefox?.id ?? 0] };
    expect(await console.call('accounts.endSessions', request)).toMatchObject({ done: 1 });
    expect(await first.whoAmI()).toBe(null);
    expect(await second.whoAmI()).toBe('anna');
  });

  it('end all at once, which the log tells and nobody can take back', async () => {
    const { console, id, first, second } = await withSessions();
    const request = { id, sessionIds: null };
    const { operationId, done } = await console.call('accounts.endSessions', request);
    expect(done).toBe(2);
    expect([await first.whoAmI(), await second.whoAmI()]).toEqual([null, null]);
    const told = await console.call('operations.get', { id: operationId ?? 0 });
    expect(told.operation.undoBlocked).toBe('An ended session stays ended.');
    expect(JSON.stringify(told)).not.toMatch(/[0-9a-f]{64}/);
    expect((await console.refusal('operations.undo', { id: operationId ?? 0 })).code).toBe(
      'conflict',
    );
  });

  it('end for good when an administrator deactivates the account', async () => {
    const { console, id, first } = await withSessions();
    const key = first.cookies.get('sessionid') ?? '';
    const given = { ids: [id], includeSelf: false };
    const { operationId } = await console.call('accounts.deactivate', given);
    await console.call('operations.undo', { id: operationId ?? 0 });
    first.cookies.set('sessionid', key);
    expect(await first.whoAmI()).toBe(null);
  });

  it.each(['accounts.deactivate', 'accounts.delete'] as const)(
    'end with %s, or nothing happens',
    async (act) => {
      const { console, id, first } = await withSessions();
      await sql`CREATE TRIGGER held BEFORE DELETE ON gatehouse_session
        BEGIN SELECT RAISE(ABORT, 'held'); END`.execute(console.db);
      const refused = await console.refusal(act, { ids: [id], includeSelf: false });
      expect(refused.message).toContain('Nothing was changed.');
      expect(await first.whoAmI()).toBe('anna');
    },
  );

  it('end with another signing key', async () => {
    const { console, first } = await withSessions();
    await console.call('settings.saveSigningKey', { change: 'make' });
    expect(await first.whoAmI()).toBe(null);
  });

  it('end after the days that the settings say', async () => {
    const console = await createConsoleCore();
    await change(console, 'signIn', { sessionDays: 1 });
    await addMember(console, 'anna');
    const site = await openSite({ core: console });
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    console.clock.advance({ days: 1, ms: -1 });
    expect(await browser.whoAmI()).toBe('anna');
    console.clock.advance({ ms: 1 });
    expect(await browser.whoAmI()).toBe(null);
  });

  it('of staff are a superuser’s matter', async () => {
    const { console, id } = await withSessions('staff');
    await poke(console, id, { is_staff: 1 });
    const failure = await console.refusal('accounts.endSessions', { id, sessionIds: null });
    expect(failure.code).toBe('not-allowed');
  });
});

describe('a reset link sent from the console', () => {
  it('goes to everybody who can use one, says who was left out, and can be taken back', async () => {
    const { console, id } = await withSessions();
    const nobody = await addMember(console, 'nopass');
    await poke(console, nobody, { password: '!x' });
    const outcome = await console.call('accounts.sendReset', { ids: [id, nobody, 9_999] });
    expect(outcome).toMatchObject({ done: 1, mailsQueued: 1 });
    expect(outcome.skipped.map(({ name, reason }) => [name, reason])).toEqual([
      ['nopass', 'Has no password to reset.'],
      ['#9999', 'Is gone already.'],
    ]);
    const undone = await console.call('operations.undo', { id: outcome.operationId ?? 0 });
    expect(undone.mailsTakenBack).toBe(1);
    expect(await outboxOf(console)).toMatchObject([{ kind: 'password_reset', state: 'cancelled' }]);
  });

  it('for staff needs a superuser', async () => {
    const { console, id } = await withSessions('staff');
    await poke(console, id, { is_staff: 1 });
    const outcome = await console.call('accounts.sendReset', { ids: [id] });
    expect(outcome.skipped).toMatchObject([{ reason: 'Only a superuser may change staff.' }]);
  });

  it('is told to the owner when an administrator sets a password instead', async () => {
    const { console, id, first } = await withSessions();
    await change(console, 'signIn', { passwordsByAdministrators: true });
    await console.call('accounts.setPassword', { id, password: 'a third calm river' });
    const [mail] = await outboxOf(console);
    expect(mail).toMatchObject({ kind: 'password_changed', account_id: id });
    expect(mail?.raw).not.toContain('third calm river');
    expect(await first.whoAmI()).toBe(null);
  });
});

describe('the signing key', () => {
  it('is shown to nobody and can be a Django project’s own', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const key = `django-insecure-${'k9#x'.repeat(12)}`;
    await console.call('settings.saveSigningKey', { change: 'set', key });
    const settings = await console.call('settings.get', {});
    expect(settings.signingKey).toBe('given');
    expect(JSON.stringify(settings)).not.toContain(key);
    expect(await console.services.signingKey.read()).toBe(key);
    const log = await console.call('operations.list', { search: '', offset: 0, limit: 10 });
    expect(JSON.stringify(log)).not.toContain(key);
    const stored = await console.db.selectFrom('gatehouse_secret').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(key);
  });

  it.each(['', 'short', 'a'.repeat(60)])(
    'is not one that Django calls insecure: %j',
    async (key) => {
      const console = await createConsoleCore();
      await signIn(console);
      const failure = await console.refusal('settings.saveSigningKey', { change: 'set', key });
      expect(failure.fields).toHaveProperty('key');
    },
  );
});
