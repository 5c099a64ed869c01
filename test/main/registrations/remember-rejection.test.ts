import { expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { PASSWORD, register } from '../../support/core.ts';
import { parseMail } from '../../../src/main/mail/capture/parse.ts';
import { signUp } from '../../../src/main/registrations/sign-up.ts';
import { VISITOR } from '../../../src/main/operations/actor.ts';

type Console = Awaited<ReturnType<typeof createConsoleCore>>;

async function errorsOf(console: Console, email: string) {
  const form = { username: `u${email.length}`, email, password1: PASSWORD, password2: PASSWORD };
  const result = await signUp(console.context, form, { actor: VISITOR, address: '' });
  return 'errors' in result ? result.errors.email : undefined;
}

const reject = (console: Console, ids: number[], remember: 'nothing' | 'address' | 'domain') =>
  console.call('registrations.reject', { ids, reason: 'spam', note: '', tell: false, remember });

const ADDRESS = ['This address can’t be used here.'];
const DOMAIN = ['Addresses at this domain can’t be used here.'];

it('a remembered address may not sign up again, until the rejection is taken back', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  const { operationId } = await reject(console, [id], 'address');
  expect(await errorsOf(console, 'Anna@people.example')).toEqual(ADDRESS);
  await console.call('operations.undo', { id: operationId ?? 0 });
  expect((await console.call('registrations.refused', {})).rows).toEqual([]);
  await console.call('registrations.delete', { ids: [id] });
  expect(await errorsOf(console, 'anna@people.example')).toBeUndefined();
});

it('a remembered address may not sign up again in the other form of its domain', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  await console.db
    .updateTable('auth_user')
    .set({ email: 'Anna@münchen.example' })
    .where('id', '=', id)
    .execute();
  await reject(console, [id], 'address');
  expect(await errorsOf(console, 'anna@xn--mnchen-3ya.example')).toEqual(ADDRESS);
  expect(await errorsOf(console, 'anna@münchen.example')).toEqual(ADDRESS);
});

it('a remembered domain keeps away who is at it or below it, and nobody beside it', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  await reject(console, [await register(console, 'anna')], 'domain');
  expect(await errorsOf(console, 'boris@people.example')).toEqual(DOMAIN);
  expect(await errorsOf(console, 'boris@mail.people.example')).toEqual(DOMAIN);
  expect(await errorsOf(console, 'boris@morepeople.example')).toBeUndefined();
});

it('what is remembered of nobody refuses nobody', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  await reject(console, [await register(console, 'anna')], 'nothing');
  expect(await errorsOf(console, 'anna@people.example')).toBeUndefined();
});

it('what is refused is listed, and let in again in one act that can be undone', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  await reject(
    console,
    [await register(console, 'anna'), await register(console, 'boris')],
    'domain',
  );
  const refused = { total: 1, rows: [{ refuses: '@people.example' }] };
  expect(await console.call('registrations.refused', {})).toMatchObject(refused);
  const { operationId, done } = await console.call('registrations.allowAgain', {
    refuses: '@people.example',
  });
  expect(done).toBe(1);
  expect(await errorsOf(console, 'carl@people.example')).toBeUndefined();
  await console.call('operations.undo', { id: operationId ?? 0 });
  expect(await console.call('registrations.refused', {})).toMatchObject(refused);
});

it('who may sign up again by name can still come back, from the trash or by the undo', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const [anna, boris] = [await register(console, 'anna'), await register(console, 'boris')];
  const { operationId } = await reject(console, [anna, boris], 'address');
  await console.call('registrations.allowAgain', { refuses: 'anna@people.example' });
  await console.call('registrations.allowAgain', { refuses: 'boris@people.example' });
  const restored = await console.call('trash.restore', { ids: [anna] });
  expect(restored).toMatchObject({ done: 1, skipped: [] });
  const undone = await console.call('operations.undo', { id: operationId ?? 0 });
  expect(undone).toMatchObject({ undone: 2, refused: [] });
  expect(await console.db.selectFrom('gatehouse_rejection').selectAll().execute()).toEqual([]);
});

it('only a superuser keeps a whole domain away', async () => {
  const console = await createConsoleCore();
  await signIn(console, 'staff');
  const id = await register(console, 'anna');
  const input = { ids: [id], reason: 'spam', note: '', tell: false, remember: 'domain' };
  expect(await console.refusal('registrations.reject', input)).toMatchObject({
    code: 'not-allowed',
  });
  expect(await reject(console, [id], 'address')).toMatchObject({ done: 1 });
});

it('the preview is the mail as it would leave, with the note, to nobody without an address', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  const shown = await console.call('registrations.rejection', { id, note: ' Traders only, <b>. ' });
  expect(shown).toMatchObject({ username: 'anna', domain: 'people.example', inDomain: 2 });
  await console.call('registrations.reject', {
    ids: [id],
    reason: 'other',
    note: ' Traders only, <b>. ',
    tell: true,
  });
  const mail = await console.db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'subject'])
    .where('kind', '=', 'rejected')
    .executeTakeFirstOrThrow();
  const raw = await console.outbox.bytesOf(console.db, mail.id);
  expect(shown.mail?.subject).toBe(mail.subject);
  expect(shown.mail?.text).toContain('Traders only, <b>.');
  const { text } = await parseMail(raw);
  expect(shown.mail?.text).toBe(text);
  const { mail: none } = await console.call('registrations.rejection', {
    id: await withoutAddress(console),
    note: '',
  });
  expect(none).toBeNull();
});

async function withoutAddress(console: Console) {
  const id = await register(console, 'carl');
  await console.db.updateTable('auth_user').set({ email: '' }).where('id', '=', id).execute();
  return id;
}
