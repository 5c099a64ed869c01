import { expect, test } from 'vitest';

import type { TemplateParts } from '../../../../src/shared/contract/templates.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { outboxOf } from '../../../support/site-browser.ts';
import { register } from '../../../support/core.ts';

async function arrange() {
  const console = await createConsoleCore();
  await signIn(console);
  const get = () => console.call('templates.get', { kind: 'activation' });
  const save = async (change: Partial<TemplateParts>, note = '') => {
    const { parts, source } = await get();
    return console.call('templates.save', {
      kind: 'activation',
      parts: { ...parts, ...change },
      note,
      basedOn: source,
    });
  };
  const use = (number: number | null) =>
    console.call('templates.use', { kind: 'activation', number });
  /** The subject of somebody's mail, queued now. */
  const subjectFor = async (username: string) => {
    await register(console, username);
    return (await outboxOf(console))[0]?.subject;
  };
  return { ...console, get, save, use, subjectFor };
}

test('the list tells of every mail where it comes from', async () => {
  const { call, save } = await arrange();
  await save({ subject: 'Welcome' });
  const { rows } = await call('templates.list', {});
  expect(rows).toHaveLength(11);
  const [activation, other] = rows;
  expect(activation).toMatchObject({
    kind: 'activation',
    source: { origin: 'version', version: 1 },
    savedBy: 'eva',
  });
  expect(other).toMatchObject({ source: { origin: 'shipped', version: null }, savedAt: null });
});

test('a saved version is what mails are written from, and their rows say which', async () => {
  const { get, save, subjectFor, db } = await arrange();
  const { version, problems } = await save({ subject: 'Welcome, {{ user.username }}' }, 'warmer');
  expect({ version, problems }).toEqual({ version: 1, problems: [] });
  expect(await subjectFor('anna')).toBe('Welcome, anna');
  const edition = await db
    .selectFrom('gatehouse_outbox')
    .innerJoin('gatehouse_template_edition as edition', 'edition.id', 'edition_id')
    .select(['edition.origin', 'edition.version'])
    .executeTakeFirst();
  expect(edition).toEqual({ origin: 'version', version: 1 });
  expect((await get()).versions).toMatchObject([{ number: 1, note: 'warmer', savedBy: 'eva' }]);
});

test('a version with an error is not saved, and the old one stays in use', async () => {
  const { get, save, subjectFor } = await arrange();
  await save({ subject: 'First' });
  const outcome = await save({ subject: 'Second', text: 'Hi\n{{ activation_url }' });
  expect(outcome).toMatchObject({
    version: null,
    operationId: null,
    problems: [{ part: 'text', line: 2, column: 1, severity: 'error' }],
  });
  expect((await get()).versions).toHaveLength(1);
  expect(await subjectFor('anna')).toBe('First');
});

test('an undo uses what was used before, and keeps the version', async () => {
  const { call, get, save, subjectFor } = await arrange();
  const first = await save({ subject: 'First' });
  const second = await save({ subject: 'Second' });
  await call('operations.undo', { id: second.operationId ?? 0 });
  expect(await subjectFor('anna')).toBe('First');
  await call('operations.undo', { id: first.operationId ?? 0 });
  expect(await subjectFor('boris')).toBe('Account activation on example.com');
  const { source, versions } = await get();
  expect(source).toEqual({ origin: 'shipped', version: null });
  expect(versions.map(({ number }) => number)).toEqual([2, 1]);
  expect(await save({ subject: 'Third' })).toMatchObject({ version: 3 });
});

test('an older version and the default can be used again, and that taken back', async () => {
  const { call, save, use, subjectFor, refusal } = await arrange();
  await save({ subject: 'First' });
  await save({ subject: 'Second' });
  await use(1);
  expect(await subjectFor('anna')).toBe('First');
  const { operationId } = await use(null);
  expect(await subjectFor('boris')).toBe('Account activation on example.com');
  await call('operations.undo', { id: operationId ?? 0 });
  expect(await subjectFor('clara')).toBe('First');
  expect(await call('templates.version', { kind: 'activation', number: 2 })).toMatchObject({
    subject: 'Second',
  });
  const unknown = { kind: 'activation', number: 9 };
  expect(await refusal('templates.use', unknown)).toMatchObject({ code: 'not-found' });
  expect(await refusal('templates.version', unknown)).toMatchObject({ code: 'not-found' });
});

test('mails that wait keep the version they were queued with', async () => {
  const { save, subjectFor, db, outbox } = await arrange();
  await save({ text: 'One: {{ activation_link }}' });
  await subjectFor('anna');
  await db.updateTable('gatehouse_outbox').set({ raw: null }).execute();
  await save({ text: 'Two: {{ activation_link }}' });
  const [{ id } = { id: 0 }] = await db.selectFrom('gatehouse_outbox').select('id').execute();
  expect((await outbox.bytesOf(db, id)).toString()).toContain('One: http');
});

test('whoever saves over somebody’s newer version is told, and nothing is lost', async () => {
  const { call, get, save, refusal } = await arrange();
  const { parts, source } = await get();
  await save({ subject: 'Hers' });
  const mine = { kind: 'activation', parts, note: '', basedOn: source };
  expect(await refusal('templates.save', mine)).toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/^eva has saved.*Nothing was saved/),
  });
  expect((await call('templates.get', { kind: 'activation' })).parts.subject).toBe('Hers');
});

test('a subject is one line, whatever was pasted', async () => {
  const { get, save } = await arrange();
  await save({ subject: ' Welcome\r\nBcc: all@shop.example\n' });
  expect((await get()).parts.subject).toBe('Welcome Bcc: all@shop.example');
});

test('only a superuser saves, resets and takes back; staff may look', async () => {
  const console = await createConsoleCore();
  await signIn(console, 'staff');
  const { parts, source } = await console.call('templates.get', { kind: 'test' });
  const save = { kind: 'test', parts, note: '', basedOn: source };
  expect(await console.refusal('templates.save', save)).toMatchObject({ code: 'not-allowed' });
  const use = { kind: 'test', number: null };
  expect(await console.refusal('templates.use', use)).toMatchObject({ code: 'not-allowed' });
});

test('the log tells of versions in words', async () => {
  const { call, save, use } = await arrange();
  await save({ subject: 'First' });
  await use(null);
  const { rows } = await call('operations.list', { search: '', offset: 0, limit: 10 });
  expect(rows.map(({ title }) => title).slice(0, 2)).toEqual([
    'Reset the mail “Activation”',
    'Saved version 1 of the mail “Activation”',
  ]);
});

test('a person’s story says which version their mail was written from', async () => {
  const { call, save, ...core } = await arrange();
  await save({ subject: 'Welcome' });
  const id = await register(core, 'anna');
  const { items } = await call('accounts.story', { id, kind: 'mails', limit: 10 });
  expect(items.map(({ title }) => title)).toContain(
    'Activation mail, version 1, to anna@people.example is waiting to leave',
  );
});
