import { expect, it } from 'vitest';

import { createConsoleCore } from '../../support/console-core.ts';
import { PASSWORD } from '../../support/core.ts';
import { openedDjangoDatabase } from '../../support/django-database.ts';
import { PEOPLE, type Project, PROJECTS } from '../../support/django-project.ts';

const SIGNED = PROJECTS['Django 4.2, django-registration 3 with signed keys'];
const REDUX = PROJECTS['Django 3.2, redux 2.13, another SITE_ID'];
const NORA = {
  username: 'nora',
  email: 'nora@people.example',
  firstName: '',
  lastName: '',
  password: '',
  isStaff: false,
  isSuperuser: false,
};

/** Such a project with Eva at its console, where Mia has joined a day ago. */
async function openProject(project: Project, accountsSiteDomain = '127.0.0.1:8000') {
  const folder = await openedDjangoDatabase(project);
  const console = await createConsoleCore({ folder, accountsSiteDomain });
  await console.call('session.signIn', { username: 'eva', password: PASSWORD });
  const joined = new Date(console.now().getTime() - 86_400_000).toISOString();
  await console.db
    .updateTable('auth_user')
    .set({ date_joined: joined.slice(0, 19).replace('T', ' ') })
    .where('id', '=', PEOPLE.mia)
    .execute();
  return console;
}

it('a site without profiles answers no activation link, so nobody begins as pending', async () => {
  const { call, refusal, db } = await openProject(SIGNED);
  const refused = await refusal('accounts.create', { ...NORA, start: 'pending' });
  expect(refused.fields).toEqual({ start: [expect.stringContaining('keeps no profiles')] });
  expect(await call('application.status', {})).toMatchObject({
    keepsProfiles: false,
    noActivation: expect.stringContaining('a mail to choose a password'),
  });
  await call('accounts.create', { ...NORA, start: 'active' });
  const mail = await db
    .selectFrom('gatehouse_outbox')
    .select('variables')
    .executeTakeFirstOrThrow();
  expect(mail.variables).toContain('http://blog.example/accounts/reset/');
});

it('unless somebody says that it has the activation pages of redux, until that is taken back', async () => {
  const { call } = await openProject(SIGNED);
  const { site } = await call('settings.get', {});
  const redux = { ...site, activationPages: true };
  expect((await call('settings.linkPreview', site)).link).toBeNull();
  expect((await call('settings.linkPreview', redux)).link).toContain('/accounts/activate/');
  const { operationId } = await call('settings.saveSite', { ...redux, basedOn: site });
  await call('accounts.create', { ...NORA, start: 'pending' });
  expect((await call('application.status', {})).noActivation).toBeNull();
  await call('operations.undo', { id: operationId ?? 0 });
  expect((await call('settings.get', {})).site).toEqual(site);
  expect((await call('application.status', {})).noActivation).not.toBeNull();
});

it('which the form of its reset links does not say', async () => {
  const { call } = await openProject(SIGNED);
  const { site } = await call('settings.get', {});
  const uber = { ...site, passwordPaths: 'redux' } as const;
  expect((await call('settings.linkPreview', uber)).link).toBeNull();
  await call('settings.saveSite', { ...uber, basedOn: site });
  expect((await call('application.status', {})).noActivation).not.toBeNull();
});

it('or the built-in site answers its links', async () => {
  const { call } = await openProject(SIGNED);
  const { site } = await call('settings.get', {});
  await call('settings.saveSite', { ...site, basedOn: site, domain: '127.0.0.1:8000' });
  const { mailsQueued } = await call('accounts.create', { ...NORA, start: 'pending' });
  expect(mailsQueued).toBe(1);
});

it('and not another server of this machine', async () => {
  const { call, refusal } = await openProject(SIGNED, '127.0.0.1:8001');
  const { site } = await call('settings.get', {});
  const here = { ...site, scheme: 'http', domain: 'localhost:8000' } as const;
  expect((await call('settings.linkPreview', here)).link).toBeNull();
  await call('settings.saveSite', { ...here, basedOn: site });
  const refused = await refusal('accounts.create', { ...NORA, start: 'pending' });
  expect(refused.fields).toHaveProperty('start');
});

it('a deactivation tells whom a signed link may let in again, and until when', async () => {
  const { call, now } = await openProject(SIGNED);
  const plan = (ids: number[]) => call('accounts.plan', { act: 'deactivate', ids });
  const { leaving } = await plan([PEOPLE.mia, PEOPLE.pia]);
  const until = new Date(now().getTime() + 6 * 86_400_000).toISOString();
  expect(leaving?.byOldLink).toEqual({ count: 1, until: `${until.slice(0, 19)}.000Z` });
  expect((await plan([PEOPLE.eva])).leaving).not.toHaveProperty('byOldLink');
});

it('with profiles a used key opens nothing, so nothing is said, and people begin as pending', async () => {
  const { call } = await openProject(REDUX);
  const { leaving } = await call('accounts.plan', { act: 'deactivate', ids: [PEOPLE.mia] });
  expect(leaving).not.toHaveProperty('byOldLink');
  await call('accounts.create', { ...NORA, start: 'pending' });
});
