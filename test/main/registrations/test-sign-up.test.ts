import { describe, expect, it } from 'vitest';

import { makeTestSignUp } from '../../../src/main/registrations/test-sign-up.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { readSetting, writeSetting } from '../../../src/main/settings/settings-store.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAdministrator, type Core, createCore } from '../../support/core.ts';
import { openSite, outboxOf } from '../../support/site-browser.ts';
import { activationPath, change, signUpForm } from '../../support/site-flows.ts';

const CAPTURE = 'smtp://127.0.0.1:1025';

async function withEva() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const make = (captureServer: string | null = CAPTURE) =>
    makeTestSignUp(core.context, { person, captureServer });
  return { core, make };
}

async function people({ db }: Core): Promise<readonly string[]> {
  const rows = await db.selectFrom('auth_user').select('username').orderBy('id').execute();
  return rows.map(({ username }) => username);
}

describe('a test sign-up', () => {
  it('goes the way of every visitor, to an address that never leads anywhere', async () => {
    const { core, make } = await withEva();
    const made = await make();
    expect(made.username).toMatch(/^test-[a-z\d]{8}$/);
    expect(made.email).toBe(`${made.username}@example.invalid`);
    expect(await outboxOf(core)).toMatchObject([{ kind: 'activation', envelope_to: made.email }]);
    const site = await openSite({ core });
    const page = await site.browser().submit(await activationPath(core));
    expect(page.location).toContain('/activate/complete/');
    const second = await make();
    expect(second.username).not.toBe(made.username);
  });

  it.each([
    ['closed', {}],
    ['invitation', {}],
    ['approval', { askReason: true, termsLink: 'https://site.example/terms' }],
  ] as const)('is let in under the policy %s as a visitor would be', async (policy, more) => {
    const { core, make } = await withEva();
    await change(core, 'registration', { policy, ...more });
    if (policy === 'approval') {
      const { id } = await make();
      const waiting = await core.db
        .selectFrom('gatehouse_registration')
        .select(['user_id', 'join_reason'])
        .execute();
      expect(waiting).toEqual([
        { user_id: id, join_reason: 'A test, made by eva at the console.' },
      ]);
      return;
    }
    await expect(make()).rejects.toMatchObject({ failure: { code: 'conflict' } });
    expect(await people(core)).toEqual(['eva']);
  });

  it('is told what registration has against it, in its own words', async () => {
    const { core, make } = await withEva();
    await change(core, 'registration', { allowedDomains: ['library.example'] });
    await expect(make()).rejects.toMatchObject({
      failure: {
        code: 'conflict',
        message: expect.stringContaining('as it would a visitor') as string,
      },
    });
    expect(await people(core)).toEqual(['eva']);
    expect(await outboxOf(core)).toEqual([]);
  });

  it('is made only where its mail is caught', async () => {
    const { core, make } = await withEva();
    await expect(make(null)).rejects.toMatchObject({ failure: { code: 'unavailable' } });
    const mail = await readSetting(core.db, 'mail');
    await runOperation(
      core.db,
      { kind: 'settings.mail', actor: SYSTEM, at: core.now() },
      (operation) => writeSetting(operation, 'mail', { ...mail, live: 'p1' }),
    );
    await expect(make()).rejects.toMatchObject({
      failure: { code: 'unavailable', advice: expect.stringContaining('Settings, Mail') as string },
    });
    expect(await people(core)).toEqual(['eva']);
  });

  it('is never held, and takes nothing of what is allowed to visitors', async () => {
    const { core, make } = await withEva();
    await change(core, 'registration', { holdAfter: 1 });
    await make();
    await make();
    const site = await openSite({ core });
    await site.browser().submit('/accounts/register/', signUpForm('anna'));
    const states = (await outboxOf(core)).map(({ state }) => state);
    expect(states).toHaveLength(3);
    expect(states).not.toContain('held');
  });

  it('that was deleted for good says so when it is taken back', async () => {
    const console = await createConsoleCore();
    const person = await signIn(console);
    const made = await makeTestSignUp(console.context, { person, captureServer: CAPTURE });
    await console.call('accounts.delete', { ids: [made.id] });
    await console.call('trash.erase', { ids: [made.id] });
    expect(await console.call('operations.undo', { id: made.operationId })).toMatchObject({
      undone: 0,
      refused: [{ reason: 'It was deleted for good.' }],
    });
  });

  it('goes whole also after its link was followed and somebody approved it', async () => {
    const console = await createConsoleCore();
    const person = await signIn(console);
    await change(console, 'registration', { policy: 'approval' });
    const made = await makeTestSignUp(console.context, { person, captureServer: CAPTURE });
    const site = await openSite({ core: console });
    await site.browser().submit(await activationPath(console));
    await console.call('registrations.activate', { ids: [made.id] });
    await console.call('accounts.addNote', { id: made.id, text: 'Looks good.' });
    const undone = await console.call('operations.undo', { id: made.operationId });
    expect(undone).toMatchObject({ undone: 1, refused: [] });
    expect(await people(console)).toEqual(['eva']);
    await console.call('trash.restore', { ids: [made.id] });
    expect(await people(console)).toEqual(['eva', made.username]);
    expect(await console.call('accounts.get', { id: made.id })).toMatchObject({ state: 'active' });
  });

  it('is told in the story and the log as what it is, and taken back whole with its mail', async () => {
    const console = await createConsoleCore();
    const person = await signIn(console);
    const { id, operationId } = await makeTestSignUp(console.context, {
      person,
      captureServer: CAPTURE,
    });
    const { items } = await console.call('accounts.story', { id, kind: 'acts', limit: 5 });
    expect(items).toMatchObject([{ title: 'Made as a test sign-up', by: 'eva' }]);
    const undone = await console.call('operations.undo', { id: operationId });
    expect(undone).toMatchObject({ undone: 1, refused: [], mailsTakenBack: 1 });
    expect(undone.act.title).toBe('Made a test sign-up');
    expect(await people(console)).toEqual(['eva']);
    expect(
      await console.db.selectFrom('registration_registrationprofile').selectAll().execute(),
    ).toEqual([]);
    expect(await console.refusal('registrations.makeTest', {})).toMatchObject({
      code: 'unavailable',
    });
  });
});
