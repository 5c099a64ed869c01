import { expect, test } from 'vitest';

import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { register } from '../../../support/core.ts';

const HOLE = '{% block content %}{% endblock %}';
const OWN = `<html><body><h2>From {{ site.name }}</h2>\n${HOLE}</body></html>`;

async function arrange() {
  const console = await createConsoleCore();
  await signIn(console);
  const get = () => console.call('templates.get', { kind: 'frame' });
  const save = async (html: string) => {
    const { source } = await get();
    const parts = { subject: '', text: '', html };
    return console.call('templates.save', { kind: 'frame', parts, note: '', basedOn: source });
  };
  /** The HTML of somebody's activation mail, written now. */
  const mailTo = async (username: string) => {
    await register(console, username);
    const { id } = await console.db
      .selectFrom('gatehouse_outbox')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    return (await console.outbox.bytesOf(console.db, id)).toString();
  };
  return { ...console, get, save, mailTo };
}

test('a frame of one’s own stands around every mail, and an undo brings the old one back', async () => {
  const { call, get, save, mailTo } = await arrange();
  expect(await get()).toMatchObject({ source: { origin: 'shipped', version: null } });
  const { version, problems, operationId } = await save(OWN);
  expect({ version, problems }).toEqual({ version: 1, problems: [] });
  const mail = await mailTo('anna');
  expect(mail).toContain('<h2>From example.com</h2>');
  expect(mail).toContain('Activate the account');
  await call('operations.undo', { id: operationId ?? 0 });
  expect(await mailTo('boris')).not.toContain('<h2>From');
  await call('templates.use', { kind: 'frame', number: 1 });
  expect(await mailTo('clara')).toContain('<h2>From');
  await call('templates.use', { kind: 'frame', number: null });
  expect(await mailTo('dora')).not.toContain('<h2>From');
});

test('the frame as shipped takes its direction from the words in it, and leaves links as they are', async () => {
  const { mailTo } = await arrange();
  const mail = await mailTo('anna');
  expect(mail).toMatch(/class=(3D)?"card" dir=(3D)?"auto"/);
  expect(mail).toContain('.link { direction: ltr;');
});

test('a mail that waits keeps the frame it was queued in', async () => {
  const { save, mailTo, db, outbox } = await arrange();
  await mailTo('anna');
  await db.updateTable('gatehouse_outbox').set({ raw: null }).execute();
  await save(OWN);
  const { id } = await db.selectFrom('gatehouse_outbox').select('id').executeTakeFirstOrThrow();
  expect((await outbox.bytesOf(db, id)).toString()).not.toContain('<h2>From');
});

test.each([
  ['has no hole for the mail', '<body></body>', null, /No mail would show.*lacks/],
  ['shows the mail twice', `${HOLE}<hr>${HOLE}`, null, /2 times/],
  ['hides the hole', `{% if site.name == "" %}${HOLE}{% endif %}`, null, /No mail would show/],
  ['is wrong', `<p>\n{{ site.name }\n${HOLE}`, 2, /needs a second/],
  ['names what not every mail has', `<p>\n{{ user.username }}${HOLE}`, 2, /There is no `user/],
  [
    'leaves the link out',
    `{% capture x %}${HOLE}{% endcapture %}${HOLE.replace('content', 'y')}`,
    null,
    /./,
  ],
])('a frame that %s is not saved, and the old one stays', async (_, html, line, words) => {
  const { get, save } = await arrange();
  const { version, problems } = await save(html);
  expect(version).toBeNull();
  expect(problems[0]).toMatchObject({
    part: 'html',
    line,
    severity: 'error',
    message: expect.stringMatching(words),
  });
  expect((await get()).versions).toEqual([]);
});

test('a frame is previewed around a mail in use, for a real person', async () => {
  const { call, services, ...core } = await arrange();
  const accountId = await register(core, 'anna');
  const parts = { subject: '', text: '', html: OWN };
  const draft = { kind: 'frame', parts, accountId, inside: 'rejected' } as const;
  const { mail, problems } = await call('templates.preview', draft);
  expect(problems).toEqual([]);
  expect(mail?.headers.find(({ name }) => name.toLowerCase() === 'to')?.value).toContain('anna@');
  const page = await services.previews.page(mail?.path ?? '')?.text();
  expect(page).toContain('From example.com');
  expect(page).toContain('We take traders only.');
});
