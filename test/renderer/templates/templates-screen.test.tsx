import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { TemplateDetail, TemplateProblem } from '../../../src/shared/contract/templates.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite, NOW } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { SHIPPED, template } from './made-up-template.ts';

const MAIL: OutputOf<'templates.preview'>['mail'] = {
  subject: 'Account activation',
  text: 'Hello',
  path: '/preview/x',
  wontOpen: null,
  headers: [{ name: 'To', value: 'karin@people.example' }],
  size: 900,
};

function open(answers: Answers = {}, detail: Partial<TemplateDetail> = {}, kind = '/activation') {
  const row = template(detail);
  return renderApp(`/mail/templates${kind}`, {
    ...madeUpSite({}),
    'templates.list': () => ({ rows: [row, { ...row, kind: 'test', name: 'Test' }] }),
    'templates.get': ({ kind }) => (kind === 'activation' ? row : { ...row, kind, name: 'Test' }),
    'templates.people': () => ({
      people: [{ id: 7, username: 'karin', email: 'karin@people.example' }],
    }),
    'templates.preview': () => ({ problems: [], mail: MAIL }),
    ...answers,
  });
}

test('the templates without one of them are the first', async () => {
  const { bridge } = open({}, {}, '');
  await waitFor(() => expect(bridge.inputsOf('templates.get')[0]?.kind).toBe('activation'));
});

function problem(changes: Partial<TemplateProblem>): TemplateProblem {
  return {
    part: 'text',
    line: null,
    column: null,
    message: 'It is wrong.',
    severity: 'error',
    insert: null,
    ...changes,
  };
}

const subject = () => screen.findByLabelText<HTMLInputElement>('Subject');

test('the mail is shown for the newest sign-up, as the application writes it', async () => {
  const { bridge } = open();
  expect(await screen.findByDisplayValue('karin')).toBeDefined();
  const frame = await screen.findByTitle('The mail as its reader sees it');
  expect(frame.getAttribute('src')).toBe('/preview/x');
  expect(frame.getAttribute('sandbox')).toBe('');
  expect(bridge.inputsOf('templates.preview').at(-1)).toMatchObject({ accountId: 7 });
});

test('what is typed is previewed, saved with its note, and told with a way back', async () => {
  const { user, bridge } = open({
    'templates.save': () => ({ operationId: 9, version: 1, problems: [] }),
  });
  const save = () => screen.findByRole('button', { name: /^Save/ });
  expect((await save()).getAttribute('aria-disabled')).toBe('true');
  await user.type(await subject(), ' now');
  await user.type(screen.getByPlaceholderText(/What is new/), 'warmer');
  await waitFor(() =>
    expect(bridge.inputsOf('templates.preview').at(-1)?.parts.subject).toBe(
      'Account activation now',
    ),
  );
  await user.click(await save());
  expect(bridge.inputsOf('templates.save')).toEqual([
    {
      kind: 'activation',
      parts: { ...SHIPPED, subject: 'Account activation now' },
      note: 'warmer',
      basedOn: { origin: 'shipped', version: null },
    },
  ]);
  expect(await screen.findByText(/Version 1 of “Activation”.* is in use/)).toBeDefined();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeDefined();
});

test('errors are told with their line, keep the draft, and leave the old version in use', async () => {
  const problems = [problem({ line: 12, column: 3, message: '`{{ a }` needs a second `}`.' })];
  const { user } = open({
    'templates.preview': () => ({ problems, mail: null }),
    'templates.save': () => ({ operationId: null, version: null, problems }),
  });
  await user.type(await subject(), ' now');
  await user.click(screen.getByRole('button', { name: /^Save/ }));
  expect(await screen.findByText('Not saved: 1 error.')).toBeDefined();
  const list = screen.getByRole('list', { name: 'Problems' });
  expect(list.textContent).toBe('Text, line 12: {{ a } needs a second }.');
  expect((await subject()).value).toBe('Account activation now');
});

test('a missing link can be put in by a press', async () => {
  const missing = problem({
    message: 'This mail would not contain the activation link.',
    insert: '\n{{ activation_link }}\n',
  });
  const { user, bridge } = open({
    'templates.preview': ({ parts }) =>
      parts.text.includes('activation_link')
        ? { problems: [], mail: MAIL }
        : { problems: [missing], mail: null },
  });
  await user.click(await screen.findByRole('button', { name: 'Insert it' }));
  await waitFor(() =>
    expect(bridge.inputsOf('templates.preview').at(-1)?.parts.text).toBe(
      'Hello\n\n{{ activation_link }}\n',
    ),
  );
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Insert it' })).toBeNull());
});

test('the preview turns to the part that is turned to, once, and warns of links that would not open', async () => {
  const wontOpen = 'The built-in accounts site is not running. Links would not open.';
  const { user } = open({
    'templates.preview': () => ({ problems: [], mail: { ...MAIL, wontOpen } }),
  });
  expect(await screen.findByText(wontOpen)).toBeDefined();
  const parts = within(await screen.findByRole('tablist', { name: 'Parts of the mail' }));
  const views = within(screen.getByRole('tablist', { name: 'Views of the mail' }));
  const shown = () => views.getByRole('tab', { selected: true }).textContent;
  expect(shown()).toBe('HTML');
  await user.type(await screen.findByLabelText('Text of the mail'), 'x');
  await waitFor(() => expect(shown()).toBe('Text'));
  await user.click(views.getByRole('tab', { name: 'Headers' }));
  await user.type(screen.getByLabelText('Text of the mail'), 'y');
  expect(shown()).toBe('Headers');
  await user.click(parts.getByRole('tab', { name: 'HTML' }));
  expect(shown()).toBe('HTML');
});

test('a variable goes to where the cursor is', async () => {
  const { user } = open();
  const field = await subject();
  await user.click(field);
  field.setSelectionRange(7, 18);
  await user.click(screen.getByRole('button', { name: 'site.name' }));
  expect((await subject()).value).toBe('Account{{ site.name }}');
});

test('a draft outlives its page, is marked in the list, and can be discarded', async () => {
  const { user } = open();
  await user.type(await subject(), ' now');
  await user.click(screen.getByRole('link', { name: /^Test/ }));
  await screen.findByRole('heading', { name: 'Test' });
  const index = within(screen.getByRole('navigation', { name: 'Mail templates' }));
  expect(index.getByText('unsaved')).toBeDefined();
  await user.click(screen.getByRole('link', { name: /^Activation/ }));
  expect((await subject()).value).toBe('Account activation now');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect((await subject()).value).toBe('Account activation');
  expect(screen.queryByText('unsaved')).toBeNull();
});

test('what was discarded comes back with z, also when its page was left meanwhile', async () => {
  const { user } = open();
  await user.type(await subject(), ' now');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect((await subject()).value).toBe('Account activation');
  expect(document.activeElement).not.toBe(document.body);
  await user.click(screen.getByRole('link', { name: /^Test/ }));
  await screen.findByRole('heading', { name: 'Test' });
  await user.click(screen.getByRole('link', { name: /^Activation/ }));
  await screen.findByRole('heading', { name: 'Activation' });
  await user.keyboard('z');
  await waitFor(async () => expect((await subject()).value).toBe('Account activation now'));
  expect(await screen.findByText('Taken back: What you typed is discarded.')).toBeDefined();
});

test('what was discarded does not come back over what was typed since', async () => {
  const { user } = open();
  await user.type(await subject(), ' now');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await user.type(await subject(), ' then');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText(/^Something else was typed since/)).toBeDefined();
  expect((await subject()).value).toBe('Account activation then');
});

test('somebody else’s save is told, and the draft is kept', async () => {
  const { user } = open({
    'templates.save': () => {
      throw new RefusedError({ code: 'conflict', message: 'eva has saved a version since.' });
    },
  });
  await user.type(await subject(), ' now');
  await user.click(screen.getByRole('button', { name: /^Save/ }));
  expect(await screen.findAllByText('eva has saved a version since.')).not.toEqual([]);
  expect((await subject()).value).toBe('Account activation now');
});

test('what is typed while a version is being saved stays as a draft of it', async () => {
  const saved = Promise.withResolvers<OutputOf<'templates.save'>>();
  const { user, bridge } = open({ 'templates.save': () => saved.promise });
  await user.type(await subject(), ' now');
  await user.click(screen.getByRole('button', { name: /^Save/ }));
  await user.type(await subject(), ' then');
  saved.resolve({ operationId: 9, version: 1, problems: [] });
  expect(await screen.findByText(/Version 1 of “Activation”.* is in use/)).toBeDefined();
  expect((await subject()).value).toBe('Account activation now then');
  await user.click(screen.getByRole('button', { name: /^Save/ }));
  await waitFor(() => expect(bridge.inputsOf('templates.save').at(-1)?.basedOn.version).toBe(1));
});

test('an older version can be used again, and the default', async () => {
  const version = (number: number) => ({
    number,
    savedAt: new Date(NOW - number * 60_000).toISOString(),
    savedBy: 'eva',
    note: number === 1 ? 'first' : '',
  });
  const { user, bridge } = open(
    {
      'templates.version': () => SHIPPED,
      'templates.use': () => ({ operationId: 9 }),
    },
    { source: { origin: 'version', version: 2 }, versions: [version(2), version(1)] },
  );
  await user.click(await screen.findByRole('button', { name: 'Versions and differences' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('first')).toBeDefined();
  await user.click(within(dialog).getByRole('button', { name: /^Version 1/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Use version 1 again' }));
  await user.click(await screen.findByRole('button', { name: 'Versions and differences' }));
  await user.click(screen.getByRole('button', { name: /^Default/ }));
  await user.click(screen.getByRole('button', { name: 'Reset to the default' }));
  expect(bridge.inputsOf('templates.use').map(({ number }) => number)).toEqual([1, null]);
});

test('who may not change templates can read them, and is told why', async () => {
  const { user } = open({
    'session.state': () => ({
      phase: 'signed-in',
      person: { id: 2, username: 'sam', isSuperuser: false, permissions: [] },
      locked: null,
      siteName: 'Riverside',
      suggestedSite: { name: '', domain: '' },
      openedAt: '2026-05-03T10:20:00.000Z',
      idleLockMinutes: 10,
      demonstration: null,
    }),
  });
  expect(await screen.findByText('Only a superuser may change templates.')).toBeDefined();
  const field = await subject();
  expect(field.readOnly).toBe(true);
  await user.type(field, 'x');
  expect(field.value).toBe('Account activation');
  expect(screen.getByRole('button', { name: /Send a test/ }).ariaDisabled).toBe('true');
});

test('the frame has no subject and no text, and shows around a mail that is chosen', async () => {
  const { user, bridge } = renderApp('/mail/templates/frame', {
    ...madeUpSite({}),
    'templates.list': () => ({ rows: [template(), template({ kind: 'test', name: 'Test' })] }),
    'templates.get': () => template({ kind: 'frame', name: 'Frame of all mails' }),
    'templates.people': () => ({ people: [] }),
    'templates.preview': () => ({ problems: [], mail: MAIL }),
  });
  await screen.findByRole('heading', { level: 1, name: 'Frame of all mails' });
  expect(screen.queryByLabelText('Subject')).toBeNull();
  await user.click(await screen.findByRole('combobox', { name: 'Around' }));
  await user.click(await screen.findByRole('option', { name: 'Test' }));
  await waitFor(() =>
    expect(bridge.inputsOf('templates.preview').at(-1)).toMatchObject({
      kind: 'frame',
      inside: 'test',
    }),
  );
});

test('Enter chooses nobody out of an older answer, and what is typed stays', async () => {
  const { promise } = Promise.withResolvers<never>();
  const { user, bridge } = open({
    'templates.people': ({ search }) => {
      if (search === 'otto') return promise;
      const username = search === '' ? 'karin' : 'boris';
      return { people: [{ id: search.length + 7, username, email: 'a@people.example' }] };
    },
  });
  const field = await screen.findByRole('combobox', { name: 'Shown for' });
  await waitFor(() => expect(field).toHaveProperty('value', 'karin'));
  await user.type(field, 'o', { initialSelectionStart: 0, initialSelectionEnd: 5 });
  await screen.findByRole('option', { name: /boris/ });
  await user.keyboard('tto{Enter}');
  expect(field).toHaveProperty('value', 'otto');
  expect(bridge.inputsOf('templates.preview')).not.toContainEqual(
    expect.objectContaining({ accountId: 8 }),
  );
});
