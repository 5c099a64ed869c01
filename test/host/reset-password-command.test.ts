import { PassThrough } from 'node:stream';

import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';

import { lockDataDirectory } from '../../src/main/db/lock-data-directory.ts';
import { createThrottle } from '../../src/main/limits/throttle.ts';
import { readHidden } from '../../src/main/read-hidden.ts';
import { runResetPasswordCommand } from '../../src/main/reset-password-command.ts';
import { createConsoleSession } from '../../src/main/session/console-session.ts';
import { addAccount, addAdministrator, type Core, createCore } from '../support/core.ts';

const NEW = 'seven quiet herons';

async function run(
  dataDirectory: string,
  username: string,
  { typed = [NEW, NEW], asAdministrator = false, isTyped = true } = {},
) {
  let out = '';
  let err = '';
  const asked: string[] = [];
  const code = await runResetPasswordCommand(
    { dataDirectory, username, asAdministrator },
    {
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      ask: async (question) => typed[asked.push(question) - 1] ?? null,
      isTyped,
    },
  );
  return { code, out, err, asked };
}

/** Signs in at the console with the new password, by the clock of this computer as the command does. */
async function signIn({ db, hasher }: Core, username: string) {
  const now = () => new Date();
  const session = createConsoleSession({
    db,
    now,
    hasher,
    throttle: createThrottle(db, now),
    readOnly: false,
    onChange: () => {},
    onLeave: () => {},
  });
  onTestFinished(session.stop);
  await session.signIn(username, NEW);
  return (await session.person())?.username;
}

it('lets in who has forgotten the password, and whom wrong ones keep waiting', async () => {
  const core = await createCore();
  const { id } = await addAdministrator(core);
  const throttle = createThrottle(core.db, () => new Date());
  for (let tries = 0; tries < 9; tries += 1) await throttle.failed(`console:account:${id}`);
  await expect(signIn(core, 'eva')).rejects.toThrow('Too many wrong passwords.');
  const { code, out, err, asked } = await run(core.folder, 'eva');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(asked).toEqual(['New password for eva: ', 'Once more: ']);
  expect(out).toContain('eva has the new password.');
  expect(await signIn(core, 'eva')).toBe('eva');
  const act = await core.db
    .selectFrom('gatehouse_operation')
    .select(['actor', 'detail'])
    .where('kind', '=', 'accounts.recover')
    .executeTakeFirst();
  expect(act).toEqual({ actor: 'the command line', detail: '{"asAdministrator":false}' });
  const mails = await core.db
    .selectFrom('gatehouse_outbox')
    .select(['kind', 'account_id'])
    .execute();
  expect(mails).toEqual([{ kind: 'password_changed', account_id: id }]);
});

it('makes an administrator of whoever is none any more only when asked to', async () => {
  const core = await createCore();
  const id = await addAccount(core, { username: 'jonas', isActive: false });
  const refused = await run(core.folder, 'jonas');
  expect(refused).toMatchObject({ code: 1, asked: [] });
  expect(refused.err).toContain('jonas is not active');
  expect(refused.err).toContain('--as-administrator');
  expect(await run(core.folder, 'jonas', { asAdministrator: true })).toMatchObject({ code: 0 });
  expect(await signIn(core, 'jonas')).toBe('jonas');
  const row = await core.db
    .selectFrom('auth_user')
    .select(['is_active', 'is_staff', 'is_superuser'])
    .where('id', '=', id)
    .executeTakeFirst();
  expect(row).toEqual({ is_active: 1, is_staff: 1, is_superuser: 1 });
});

it('changes nothing when the name is unknown, the passwords differ or are too weak, or it is given up', async () => {
  const core = await createCore();
  await addAdministrator(core);
  const unknown = await run(core.folder, 'eve');
  expect(unknown).toMatchObject({ code: 1, asked: [] });
  expect(unknown.err).toBe(
    'There is no account eve. Nothing was changed. Administrators are: eva.\n',
  );
  const differing = await run(core.folder, 'eva', { typed: [NEW, 'seven quiet heron'] });
  expect(differing.err).toContain('not the same');
  const weak = await run(core.folder, 'eva', { typed: ['short'], isTyped: false });
  expect(weak.err).toContain('This password is too short.');
  expect(await run(core.folder, 'eva', { typed: [] })).toMatchObject({ code: 1 });
  await expect(signIn(core, 'eva')).rejects.toThrow('Please enter a correct');
});

it('sets no password while the wrong ones can’t be forgotten with it', async () => {
  const core = await createCore();
  const { id } = await addAdministrator(core);
  const throttle = createThrottle(core.db, () => new Date());
  await throttle.failed(`console:account:${id}`);
  await sql`CREATE TRIGGER kept BEFORE DELETE ON gatehouse_throttle
    BEGIN SELECT RAISE(ABORT, 'kept'); END`.execute(core.db);
  const account = () =>
    core.db.selectFrom('auth_user').selectAll().where('id', '=', id).executeTakeFirst();
  const before = await account();
  expect((await run(core.folder, 'eva')).code).not.toBe(0);
  expect(await account()).toEqual(before);
});

it('refuses while Gatehouse is open on the folder', async () => {
  const core = await createCore();
  await addAdministrator(core);
  onTestFinished(lockDataDirectory(core.folder));
  const busy = await run(core.folder, 'eva');
  expect(busy).toMatchObject({ code: 3, asked: [] });
  expect(busy.err).toContain('Gatehouse is already open on');
});

it('shows nothing of what is typed, and takes Ctrl C as giving up', async () => {
  let shown = '';
  const output = { write: (text: string) => (shown += text) };
  const typing = (text: string) => {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    input.write(text);
    return readHidden('Password: ', { input, output });
  };
  expect(await typing('seven herons\r')).toBe('seven herons');
  expect(await typing('seven\u0003')).toBe(null);
  expect(shown).toBe('Password: \nPassword: \n');
  const piped = new PassThrough().end('from a pipe\n');
  expect(await readHidden('', { input: piped, output })).toBe('from a pipe');
  const marked = new PassThrough().end('\uFEFFfrom a pipe\r\n');
  expect(await readHidden('', { input: marked, output })).toBe('from a pipe');
});
