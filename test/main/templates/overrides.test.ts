import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import { createPageTemplates } from '../../../src/main/accounts-site/page-templates.ts';
import { createTemplates } from '../../../src/main/templates/templates.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const SHIPPED = {
  'base.html': '<b>{% block content %}{% endblock %}</b>',
  'registration/page.html':
    "{% layout 'base.html' %}{% block content %}shipped {{ name }}{% endblock %}",
  'registration/other.html': 'other',
  'registration/mail.txt': 'shipped {{ name }}',
};

/** Templates with a folder of overrides, and a clock that stands until it is told to go on. */
async function arrange(overrides: Readonly<Record<string, string>> = {}) {
  const root = await temporaryDirectory();
  const folder = join(root, 'own');
  const write = async (name: string, text: string, below = folder): Promise<void> => {
    const path = join(below, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  for (const [name, text] of Object.entries(SHIPPED))
    await write(name, text, join(root, 'shipped'));
  for (const [name, text] of Object.entries(overrides)) await write(name, text);
  const told: string[] = [];
  let milliseconds = 0;
  const templates = createTemplates(join(root, 'shipped'), {
    folder,
    onError: (error) => told.push(error instanceof Error ? error.message : ''),
    clock: () => milliseconds,
  });
  return {
    root,
    folder,
    told,
    write,
    pass: (span: number) => void (milliseconds += span),
    page: (name = 'Karin') => templates.render('registration/page.html', { name }),
    mail: (name = 'Karin') => templates.render('registration/mail.txt', { name }),
  };
}

test('the shipped template is used where the folder is missing or has another one', async () => {
  expect((await arrange()).page()).toBe('<b>shipped Karin</b>');
  const other = await arrange({ 'registration/other.html': 'mine' });
  expect(other.page()).toBe('<b>shipped Karin</b>');
  expect(other.told).toEqual([]);
});

test('an override wins, escapes like the shipped one, and stands in the shipped frame', async () => {
  const { page, mail } = await arrange({
    'registration/page.html':
      "{% layout 'base.html' %}{% block content %}mine {{ name }}{% endblock %}",
    'registration/mail.txt': 'mine {{ name }}',
  });
  expect(page('<i>')).toBe('<b>mine &lt;i&gt;</b>');
  expect(mail('<i>')).toBe('mine <i>');
});

test('a frame of one’s own stands around the shipped pages', async () => {
  const { page } = await arrange({ 'base.html': '<p>{% block content %}{% endblock %}</p>' });
  expect(page()).toBe('<p>shipped Karin</p>');
});

test('parts of one’s own can be included', async () => {
  const { page } = await arrange({
    'registration/page.html': "{% render 'registration/greeting.html', name: name %}",
    'registration/greeting.html': 'Hello {{ name }}',
  });
  expect(page()).toBe('Hello Karin');
});

test('a new, a changed and a removed override hold within a second, without a restart', async () => {
  const { page, pass, write, folder } = await arrange();
  expect(page()).toBe('<b>shipped Karin</b>');
  await write('registration/page.html', 'one');
  expect(page()).toBe('<b>shipped Karin</b>');
  pass(1_000);
  expect(page()).toBe('one');
  await write('registration/page.html', 'two');
  await utimes(join(folder, 'registration/page.html'), 2_000_000_000, 2_000_000_000);
  pass(999);
  expect(page()).toBe('one');
  pass(1);
  expect(page()).toBe('two');
  await rm(folder, { recursive: true });
  pass(1_000);
  expect(page()).toBe('<b>shipped Karin</b>');
});

test.each([
  ['a tag that is not closed', '{% if name %}', /registration\/page\.html/],
  ['an unknown variable', '{{ surname }}', /registration\/page\.html, line 1: .*surname/],
  ['an unknown filter', '{{ name | shout }}', /shout/],
  ['an include of itself', "{% include 'registration/page.html' %}", /./],
  [
    'a loop without end',
    '{% for i in (1..9000) %}{% for j in (1..9000) %}{% assign k = j %}{% endfor %}{% endfor %}',
    /takes longer/,
  ],
  ['a range that takes all memory', '{% for i in (1..900000000) %}x{% endfor %}', /far more text/],
  ['nothing at all', ' \n', /comes out empty/],
  ['a wrong frame', "{% layout 'nowhere.html' %}", /nowhere\.html/],
  ['a prototype’s name as a frame', "{% layout 'constructor' %}", /constructor/],
  ['more than a template may have', 'x'.repeat(100_001), /larger/],
])('%s never takes a page down, and is told once', async (_what, text, words) => {
  const { page, pass, told } = await arrange({ 'registration/page.html': text });
  expect(page()).toBe('<b>shipped Karin</b>');
  pass(61_000);
  expect(page()).toBe('<b>shipped Karin</b>');
  expect(told).toEqual([expect.stringMatching(words)]);
  expect(told[0]).toMatch(/\. The shipped template is used instead\.$/);
});

test('a broken frame is told once, however many pages stand in it', async () => {
  const { page, mail, told } = await arrange({ 'base.html': '{{ missing }}' });
  expect([page(), page(), mail()]).toEqual([
    '<b>shipped Karin</b>',
    '<b>shipped Karin</b>',
    'shipped Karin',
  ]);
  expect(told).toHaveLength(1);
});

test('a fault that is put right holds within a second, and a new one is told again', async () => {
  const { page, pass, told, write } = await arrange({ 'registration/page.html': '{{ missing }}' });
  page();
  await write('registration/page.html', 'right');
  pass(1_000);
  expect(page()).toBe('right');
  await write('registration/page.html', '{{ missing }} again');
  pass(1_000);
  expect(page()).toBe('<b>shipped Karin</b>');
  expect(told).toHaveLength(2);
});

test('a template that was wrong for one visitor is tried again a minute later', async () => {
  const text = "{% if name == 'Eva' %}{{ missing }}{% endif %}mine";
  const { page, pass } = await arrange({ 'registration/page.html': text });
  expect(page('Eva')).toBe('<b>shipped Eva</b>');
  expect(page('Karin')).toBe('<b>shipped Karin</b>');
  pass(60_000);
  expect(page('Karin')).toBe('mine');
});

test.each(['include', 'render', 'layout'])(
  '%s reaches no file outside the templates',
  async (tag) => {
    for (const path of ['../../secret.html', '../secret.txt', 'ROOT/secret.txt', '/etc/hostname']) {
      const { page, root, told, write } = await arrange();
      await writeFile(join(root, 'secret.txt'), 'secret');
      await writeFile(join(root, 'secret.html'), 'secret');
      await write('registration/page.html', `{% ${tag} '${path.replace('ROOT', root)}' %}`);
      expect(page()).toBe('<b>shipped Karin</b>');
      expect(told).toHaveLength(1);
    }
  },
);

test('links that lead out of the folder are refused, as file and as folder', async () => {
  const file = await arrange({ 'registration/other.html': 'mine' });
  await writeFile(join(file.root, 'secret.txt'), 'secret');
  await symlink(join(file.root, 'secret.txt'), join(file.folder, 'registration/page.html'));
  expect(file.page()).toBe('<b>shipped Karin</b>');
  expect(file.told).toEqual([expect.stringMatching(/registration\/page\.html leads out of/)]);

  const folder = await arrange({ 'base.html': '{% block content %}{% endblock %}' });
  await mkdir(join(folder.root, 'elsewhere'));
  await writeFile(join(folder.root, 'elsewhere/page.html'), 'secret');
  await symlink(join(folder.root, 'elsewhere'), join(folder.folder, 'registration'));
  expect(folder.page()).toBe('shipped Karin');
});

test('a link within the folder is followed', async () => {
  const { page, folder } = await arrange({ 'registration/other.html': 'mine' });
  await symlink('other.html', join(folder, 'registration/page.html'));
  expect(page()).toBe('mine');
});

test('a folder that can’t be listed leaves the shipped templates in use', async () => {
  const { page, folder, told, pass } = await arrange();
  await writeFile(folder, 'no folder');
  expect(page()).toBe('<b>shipped Karin</b>');
  pass(1_000);
  expect(page()).toBe('<b>shipped Karin</b>');
  expect(told).toHaveLength(1);
});

test('a form that would lose its token gives way to the shipped one', async () => {
  const folder = await temporaryDirectory();
  await mkdir(join(folder, 'registration'));
  await writeFile(join(folder, 'registration/activate.html'), '<form method="post"></form>');
  const told: unknown[] = [];
  const resources = new URL('../../../resources/', import.meta.url);
  const render = createPageTemplates(resources, { folder, onError: (error) => told.push(error) });
  const site = { name: 'Shop', domain: 'shop.example', scheme: 'https' };
  const context = { site, user: null, csrf_token: 'token-of-the-form', username: 'karin.lomo' };
  expect(await render('activate', context)).toContain('value="token-of-the-form"');
  expect(told).toHaveLength(1);
});
