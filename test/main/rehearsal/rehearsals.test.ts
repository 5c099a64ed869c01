import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import type { InputOf, OutputOf, ProcedureName } from '../../../src/shared/contract/index.ts';
import type { Rehearsal } from '../../../src/shared/contract/rehearsal.ts';
import type { Failure } from '../../../src/shared/errors.ts';
import { openTestApplication } from '../../host/hosts.ts';
import { PASSWORD } from '../../support/core.ts';
import { withPassword } from '../../support/mail-profile.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** The whole application, set up by Eva, with ways to call it. */
async function openConsole(given: { readonly templates?: Readonly<Record<string, string>> } = {}) {
  const folder = await temporaryDirectory();
  for (const [name, text] of Object.entries(given.templates ?? {})) {
    await mkdir(join(folder, 'templates', 'registration'), { recursive: true });
    await writeFile(join(folder, 'templates', 'registration', name), text);
  }
  const application = await openTestApplication({ folder });

  async function call<Name extends ProcedureName>(
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> {
    const result = await application.dispatch(name, input);
    if (!result.ok) throw new Error(result.error.message);
    return result.value as OutputOf<Name>;
  }

  async function refusal(name: ProcedureName, input: unknown): Promise<Failure> {
    const result = await application.dispatch(name, input);
    if (result.ok) throw new Error(`${name} was not refused.`);
    return result.error;
  }

  /** Plays one until its end. @param at Called at every change. */
  async function rehearse(at: (seen: Rehearsal) => void = () => {}): Promise<Rehearsal> {
    const { promise: ended, resolve } = Promise.withResolvers<Rehearsal>();
    const look = async (): Promise<void> => {
      const { rehearsal } = await call('rehearsal.state', {});
      if (rehearsal) at(rehearsal);
      if (rehearsal?.running === false) resolve(rehearsal);
    };
    const end = application.events.subscribe(({ topics }) => {
      if (topics.includes('rehearsal')) void look();
    });
    await call('rehearsal.start', {});
    const seen = await ended;
    end();
    return seen;
  }

  await call('session.setUp', {
    siteName: 'Shop',
    domain: 'shop.example.test',
    username: 'eva',
    email: 'eva@shop.example.test',
    password: PASSWORD,
  });
  const usernames = async () => {
    const list = { query: '', sort: { column: 'username', direction: 'ascending' } } as const;
    const { rows } = await call('accounts.list', { ...list, offset: 0, limit: 10 });
    return rows.map(({ username }) => username);
  };
  const caught = async () => {
    const list = { search: '', unreadOnly: false, offset: 0, limit: 10 };
    return (await call('captured.list', list)).rows.map(({ subject }) => subject);
  };
  return { application, call, caught, refusal, rehearse, usernames };
}

it('goes the whole way of a visitor, with its mails, and leaves nobody behind', async () => {
  const { call, caught, rehearse, usernames, application } = await openConsole();
  const { frames, problem, warnings, next, run } = await rehearse();
  expect(problem).toBeNull();
  expect(warnings).toEqual([]);
  expect(next).toBeNull();
  expect(frames.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    'page: The register page is opened',
    'page: The form is sent',
    'mail: The activation mail comes',
    'page: Its link is followed',
    'page: The account is activated',
    'page: The person signs in',
    'page: The password is changed',
    'mail: A mail tells of it',
    'page: The password is forgotten, in another browser',
    'page: A reset link is asked for',
    'mail: The reset mail comes',
    'page: Its link is followed',
    'page: A new password is chosen',
    'mail: A mail tells of that too',
    'page: The person signs in with it',
    'act: The test person is taken away again, with their mails',
  ]);
  expect(await usernames()).toEqual(['eva']);
  expect(await caught()).toEqual([]);
  const pictures = await Promise.all(
    frames.map(async (_, place) => (await call('rehearsal.frame', { run, place })).path),
  );
  expect(pictures.at(-1)).toBeNull();
  const register = await application.pages(new Request(`http://console${pictures[0]}`));
  const html = await register?.text();
  expect(html).toContain('Register an account');
  expect(html).not.toMatch(/csrf|<link/);
});

it('lets the console approve where the policy asks for it', async () => {
  const { call, caught, rehearse, usernames } = await openConsole();
  const { registration } = await call('settings.get', {});
  await call('settings.saveRegistration', {
    ...registration,
    basedOn: registration,
    policy: 'approval',
    askReason: true,
    termsLink: 'https://shop.example.test/terms',
  });
  const { frames, problem } = await rehearse();
  expect(problem).toBeNull();
  expect(frames.map(({ title }) => title)).toEqual(
    expect.arrayContaining([
      'The address is confirmed',
      'The sign-up is approved at the console',
      'The person signs in with it',
    ]),
  );
  expect(await usernames()).toEqual(['eva']);
  expect(await caught()).toEqual([]);
});

it('says where a visitor would be lost, and leaves nobody behind then either', async () => {
  const { call, rehearse, usernames } = await openConsole({
    templates: {
      'activation_email.txt':
        'Go to {{ activation_link }} or to http://old.example.test/accounts/activate/help/',
    },
  });
  const { frames, problem } = await rehearse();
  expect(problem?.title).toMatch(/leads to http:\/\/old\.example\.test\/.*, not to shop/);
  expect(problem?.section).toBe('site');
  expect(frames.map(({ kind }) => kind)).toEqual(['page', 'page', 'mail', 'act']);
  expect(await usernames()).toEqual(['eva']);
  const { registration } = await call('settings.get', {});
  await call('settings.saveRegistration', {
    ...registration,
    basedOn: registration,
    policy: 'closed',
  });
  expect(await rehearse()).toMatchObject({
    frames: [{ address: '/accounts/register/closed/' }],
    problem: { section: 'registration' },
  });
});

it('warns of links that would not open on this machine', async () => {
  const { call, rehearse } = await openConsole();
  const { site } = await call('settings.get', {});
  await call('settings.saveSite', {
    ...site,
    basedOn: site,
    scheme: 'http',
    domain: '127.0.0.1:1',
  });
  const { problem, warnings } = await rehearse();
  expect(problem).toBeNull();
  expect(warnings).toMatchObject([{ advice: expect.stringContaining('would not open') as string }]);
});

it('follows links also in the form of django.contrib.auth.urls, under a path of the site', async () => {
  const { call, rehearse } = await openConsole();
  const { site } = await call('settings.get', {});
  const paths = { accountsPath: '/en/users/', passwordPaths: 'django' } as const;
  const domain = 'shop.example';
  await call('settings.saveSite', { ...site, basedOn: site, domain, ...paths });
  const { problem, frames } = await rehearse();
  expect(problem).toBeNull();
  expect(frames.at(-2)?.address).toBe('/accounts/profile/');
});

it('stops where it stands, takes no second one on, and leaves nobody behind', async () => {
  const { call, caught, refusal, rehearse, usernames } = await openConsole();
  const second: Failure[] = [];
  const { problem, frames } = await rehearse(({ frames: soFar, running }) => {
    if (!running || soFar.length < 2 || second.length > 0) return;
    void call('rehearsal.stop', {});
    void refusal('rehearsal.start', {}).then((failure) => second.push(failure));
  });
  expect(second).toMatchObject([{ code: 'conflict' }]);
  expect(problem?.title).toBe('It was stopped.');
  expect(frames.at(-1)?.kind).toBe('act');
  expect(await usernames()).toEqual(['eva']);
  expect(await caught()).toEqual([]);
});

it('says that somebody else has deleted the test person, and leaves no mail', async () => {
  const { call, caught, rehearse, usernames } = await openConsole();
  const deleted: Promise<unknown>[] = [];
  const { problem } = await rehearse(({ frames: soFar, running }) => {
    // Registered, and with the mail whose link comes next.
    if (!running || soFar.length < 3 || deleted.length > 0) return;
    const list = { query: 'test-', sort: { column: 'username', direction: 'ascending' } } as const;
    const away = async () => {
      const { rows } = await call('accounts.list', { ...list, offset: 0, limit: 10 });
      const ids = rows.map(({ id }) => id);
      await call('accounts.delete', { ids, includeSelf: false });
    };
    deleted.push(away());
  });
  await Promise.all(deleted);
  expect(deleted).toHaveLength(1);
  expect(problem?.title).toMatch(/^test-\w+, who was made up, was deleted by somebody else\.$/);
  expect(await usernames()).toEqual(['eva']);
  expect(await caught()).toEqual([]);
});

it('makes nobody up while mail leaves this machine', async () => {
  const { call, refusal, usernames } = await openConsole();
  const { id, stored } = await call('mailSettings.saveProfile', {
    ...withPassword('hunter2'),
    basedOn: null,
  });
  const basedOn = { live: 'capture', profile: stored };
  await call('mailSettings.choose', { live: id, basedOn });
  expect(await refusal('rehearsal.start', {})).toMatchObject({
    code: 'unavailable',
    section: 'mail',
  });
  expect(await call('rehearsal.state', {})).toEqual({ rehearsal: null });
  expect(await usernames()).toEqual(['eva']);
});
