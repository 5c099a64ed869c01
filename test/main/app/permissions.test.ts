import { describe, expect, it } from 'vitest';

import { contract, type ProcedureName } from '../../../src/shared/contract/index.ts';
import type { UserPermission } from '../../../src/shared/rights.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, handToProject, register } from '../../support/core.ts';
import { minimalInput } from '../../support/minimal-input.ts';
import { permit, signInPermitted } from '../../support/permissions.ts';

/** What all staff may: who they are, what is their own, and how the site is set up. */
const STAFF = `
  session.touch application.counts database.state operations.undo
  accounts.rightsOffered groups.list groups.permissions jobs.list settings.get
  mailSettings.get mailSettings.presets faults.get templates.list templates.get templates.version
  keys.list keys.save views.list views.create views.update views.move views.delete views.restore
  views.arrange settings.tryPassword`;

const VIEW = `
  accounts.list accounts.index accounts.count accounts.similar accounts.counts accounts.ids accounts.freeze
  accounts.get accounts.sessions accounts.story accounts.rights accounts.notes accounts.alike
  accounts.othersAt accounts.raw accounts.references accounts.plan accounts.export
  registrations.list registrations.count registrations.similar registrations.signalCounts registrations.views
  registrations.ids registrations.freeze registrations.leaveOut registrations.rejection
  registrations.refused
  registrations.signals registrations.evidence registrations.plan
  registrations.cleanUpRuns settings.domainEffect templates.people templates.preview
  trash.list trash.freeze operations.list operations.get operations.newestOwn operations.changes
  operations.export operations.verify operations.verifyAgain
  dashboard.funnel dashboard.firstSteps dashboard.signUps dashboard.activationTimes dashboard.attention
  dashboard.health`;

const CHANGE = `
  accounts.update accounts.activate accounts.deactivate accounts.endSessions accounts.sendReset
  accounts.addNote accounts.editNote accounts.deleteNote accounts.requireNewPassword
  registrations.activate registrations.resend registrations.links registrations.changeEmail
  registrations.extend jobs.cancel
  captured.list captured.ids captured.tags captured.get captured.preview captured.files
  captured.export captured.source captured.import captured.markRead captured.markAllRead
  captured.star captured.tag captured.delete captured.restore captured.checks captured.checkLink
  captured.releasePlan captured.release captured.people
  outbox.list outbox.release outbox.cancel outbox.restore outbox.tryNow outbox.attempts
  outbox.read outbox.captured outbox.get outbox.sendNow`;

const ADD = `
  accounts.create registrations.makeTest invitations.list invitations.create invitations.revoke
  rehearsal.state rehearsal.start rehearsal.stop rehearsal.frame`;

const DELETE =
  'accounts.delete registrations.reject registrations.delete trash.restore trash.restoreAs';

/** Which of all that the contract has a person is let in for, but for what is anybody's. */
async function letIn(permissions: readonly UserPermission[]): Promise<string[]> {
  const console = await createConsoleCore();
  await signInPermitted(console, permissions);
  const names: string[] = [];
  for (const [name, { access, input }] of Object.entries(contract)) {
    if (access === 'public') continue;
    const result = await console.dispatch(name, minimalInput(input, 999));
    if (result.ok || !isBarred(result.error.message)) names.push(name);
  }
  return names.toSorted();
}

function isBarred(message: string): boolean {
  return /^You don’t have the permission “|^Only a superuser may do this\./.test(message);
}

function names(...lists: readonly string[]): string[] {
  return lists.flatMap((list) => list.trim().split(/\s+/)).toSorted();
}

describe('of all procedures, staff of a Django project may', () => {
  it.each([
    ['nothing about people with no permission', [], [STAFF]],
    ['look with “Can view user”', ['view'], [STAFF, VIEW]],
    ['look and change with “Can change user”', ['change'], [STAFF, VIEW, CHANGE]],
    ['delete with “Can delete user”, and not even look', ['delete'], [STAFF, DELETE]],
    [
      'add with “Can add user” and “Can change user”',
      ['add', 'change'],
      [STAFF, VIEW, CHANGE, ADD],
    ],
    ['nothing with “Can add user” alone', ['add'], [STAFF]],
  ] as const)('%s', async (_, codenames, lists) => {
    const may = await letIn(codenames.map((name) => `auth.${name}_user` as const));
    expect(may).toEqual(names(...lists));
  });
});

describe('a refusal', () => {
  it('names the permission, that nothing was changed, and who can give it', async () => {
    const console = await createConsoleCore();
    await signInPermitted(console, ['auth.view_user']);
    const anna = await addAccount(console, { username: 'anna', isActive: true });
    expect(await console.refusal('accounts.delete', { ids: [anna] })).toEqual({
      code: 'not-allowed',
      message: 'You don’t have the permission “Can delete user”. Nothing was changed.',
      advice: 'Only a superuser can give it to you.',
    });
    expect(await console.call('accounts.get', { id: anna })).toMatchObject({ username: 'anna' });
  });

  it('ends with the permission that was missing, at once', async () => {
    const console = await createConsoleCore();
    const sam = await signInPermitted(console, []);
    expect(await console.refusal('trash.list', { offset: 0, limit: 10, search: '' })).toMatchObject(
      { message: 'You don’t have the permission “Can view user”.' },
    );
    await permit(console, sam.id, ['auth.view_user']);
    await console.call('trash.list', { offset: 0, limit: 10, search: '' });
  });
});

describe('the frame', () => {
  it('is told what somebody may, and counts only what they may look at', async () => {
    const console = await createConsoleCore();
    await register(console, 'anna');
    const sam = await signInPermitted(console, []);
    const state = await console.call('session.state', {});
    expect(state.person).toEqual({ ...sam, permissions: [] });
    const none = await console.call('application.counts', {});
    expect(none).not.toHaveProperty('pending');
    expect(none).not.toHaveProperty('waitingMail');

    await permit(console, sam.id, ['auth.view_user']);
    const viewed = await console.call('application.counts', {});
    expect(viewed).toMatchObject({ pending: 1, accounts: 2 });
    expect(viewed).not.toHaveProperty('waitingMail');

    await permit(console, sam.id, ['auth.change_user']);
    expect(await console.call('application.counts', {})).toMatchObject({ waitingMail: 1 });
  });
});

describe('the dashboard', () => {
  it('tells of mails to those alone who may read them', async () => {
    const console = await createConsoleCore();
    const state = { state: 'held' } as const;
    await register(console, 'anna');
    await console.db.updateTable('gatehouse_outbox').set(state).execute();
    const sam = await signInPermitted(console, ['auth.view_user']);
    const told = async () => {
      const { matters } = await console.call('dashboard.attention', {});
      const { signs } = await console.call('dashboard.health', {});
      return [...matters, ...signs].map(({ id }) => id);
    };
    expect(await told()).toEqual(['pending', 'database', 'links']);
    await permit(console, sam.id, ['auth.change_user']);
    expect(await told()).toEqual(['held-mails', 'pending', 'database', 'mail', 'links', 'capture']);
  });
});

describe('whether permissions count', () => {
  const deletes = async (console: Awaited<ReturnType<typeof createConsoleCore>>) =>
    (await console.dispatch('accounts.delete' satisfies ProcedureName, { ids: [999] })).ok;

  it('is for superusers to say, in a database of either kind', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const before = (await console.call('settings.get', {})).console;
    expect(before.staffFollowPermissions).toBe(false);
    const save = async (staffFollowPermissions: boolean) => {
      const { console: basedOn } = await console.call('settings.get', {});
      await console.call('settings.saveConsole', { ...basedOn, staffFollowPermissions, basedOn });
    };
    await save(true);
    await signIn(console, 'staff');
    expect(await deletes(console)).toBe(false);

    await handToProject(console);
    await console.services.session.signIn('eva', 'a calm river at dawn');
    await save(false);
    await console.services.session.signIn('sam', 'a calm river at dawn');
    expect(await deletes(console)).toBe(true);
  });

  it('is so in a Django project’s database until somebody has said otherwise', async () => {
    const console = await createConsoleCore();
    await handToProject(console);
    await signIn(console);
    const { console: stored } = await console.call('settings.get', {});
    expect(stored.staffFollowPermissions).toBe(true);
  });

  it('is not decided by who saves the minutes of the lock alone', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const { console: basedOn } = await console.call('settings.get', {});
    await console.call('settings.saveConsole', { ...basedOn, idleLockMinutes: 7, basedOn });
    await handToProject(console);
    expect((await console.call('settings.get', {})).console).toEqual({
      idleLockMinutes: 7,
      staffFollowPermissions: true,
    });
  });
});
