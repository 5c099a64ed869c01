import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { MailPreset } from '../../../src/shared/contract/mail-settings.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

/** Saves a server once it may. */
function saving(id: string, when: Promise<void>): NonNullable<Answers['mailSettings.saveProfile']> {
  return async (sent) => {
    await when;
    return { ...savedAs<typeof sent>(1)(sent), id };
  };
}

async function openServer(answers: Answers = {}) {
  const app = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'mailSettings.presets': () => [],
    ...answers,
  });
  await app.user.click(await screen.findByRole('button', { name: 'Edit Production' }));
  return app;
}

test('fields that were opened stay open while one empties them', async () => {
  const { user } = await openServer();
  await user.click(screen.getByText('Signature (DKIM)'));
  const domain = screen.getByLabelText('Signed for the domain');
  await user.type(domain, 's');
  await user.clear(domain);
  expect(domain.closest('details')).toHaveProperty('open', true);
  await user.click(screen.getByText('Bounces, name, speed and patience'));
  const name = screen.getByLabelText('Name given with EHLO');
  await user.type(name, 's');
  await user.clear(name);
  expect(name.closest('details')).toHaveProperty('open', true);
});

test.each(['Port', 'Mails a minute, 0 for no limit', 'Kept for'])(
  'a number that is emptied stays empty: %s',
  async (label) => {
    const { user } = await openServer();
    const field = screen.getByLabelText(label);
    await user.clear(field);
    await user.tab();
    expect(field).toHaveProperty('value', '');
  },
);

test('what is typed while a save is under way is neither saved nor lost', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { user, bridge } = await openServer({ 'mailSettings.saveProfile': saving('p1', promise) });
  const name = await screen.findByLabelText('Name');
  await user.type(name, '!');
  const login = screen.getByLabelText('User');
  await user.type(login, '1');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  await user.type(name, '?');
  await user.type(screen.getByLabelText(/^Password/), 'secret words');
  resolve();
  await screen.findByText(/Production!.* is saved\./);
  expect(name).toHaveProperty('value', 'Production!?');
  expect(login).toHaveProperty('value', 'shop');
  expect(screen.getByLabelText(/^Password/)).toHaveProperty('value', 'secret words');
  expect(bridge.inputsOf('mailSettings.saveProfile')).toMatchObject([
    { name: 'Production!', user: 'shop1', secrets: { password: { change: 'keep' } } },
  ]);
});

test('what is typed while a new server is first saved goes on in the form of the saved one', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let mail = MAIL;
  const { user, bridge } = await openServer({
    'mailSettings.get': () => mail,
    'mailSettings.saveProfile': saving('p2', promise),
  });
  await user.click(screen.getByRole('button', { name: 'New mail server' }));
  await screen.findByRole('form', { name: 'New mail server' });
  await user.type(screen.getByLabelText('Name'), 'Second');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  await user.type(screen.getByLabelText('Server'), 'two.test');
  await user.type(screen.getByLabelText(/^Password/), 'secret words');
  const [first] = MAIL.profiles;
  if (!first) throw new TypeError('The made-up shop has a server.');
  mail = { ...MAIL, profiles: [first, { ...first, id: 'p2', name: 'Second', host: '' }] };
  resolve();
  await screen.findByRole('form', { name: 'Mail server: Second' });
  expect(screen.getByLabelText(/^Server/)).toHaveProperty('value', 'two.test');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  await waitFor(() => expect(bridge.inputsOf('mailSettings.saveProfile')).toHaveLength(2));
  expect(bridge.inputsOf('mailSettings.saveProfile')[1]).toMatchObject({
    id: 'p2',
    host: 'two.test',
    secrets: { password: { change: 'set', secret: 'secret words' } },
  });
});

test('a form stays when its settings can’t be read again', async () => {
  let broken = false;
  const { user, bridge } = await openServer({
    'mailSettings.get': () => {
      if (!broken) return MAIL;
      throw new RefusedError({ code: 'busy', message: 'The database is busy.' });
    },
  });
  const name = await screen.findByLabelText('Name');
  await user.type(name, '!');
  broken = true;
  bridge.emit(['settings']);
  await waitFor(() => expect(bridge.inputsOf('mailSettings.get').length).toBeGreaterThan(1));
  await user.type(name, '?');
  expect(name).toHaveProperty('value', 'Production!?');
});

test('a way for mails that is refused after its dialog was closed says so', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const { user } = await openServer({ 'mailSettings.choose': () => promise });
  await user.click(await screen.findByRole('radio', { name: /Capture here/ }));
  const dialog = await screen.findByRole('alertdialog');
  await user.click(within(dialog).getByRole('button', { name: 'Capture here' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  reject(new RefusedError({ code: 'busy', message: 'The database is busy.' }));
  expect(await screen.findAllByText('The database is busy.')).not.toEqual([]);
});

function preset(label: string, host: string, aliases: string[] = []): MailPreset {
  const shared = { port: 465, security: 'tls', auth: 'auto', tokenUrl: '', hint: '' } as const;
  return { id: label, label, host, aliases, ...shared };
}

test('a provider is found by how it begins, and by other names; its name follows', async () => {
  const { user } = await openServer({
    'mailSettings.presets': () => [
      preset('DebugMail', 'debugmail.io'),
      preset('Gmail', 'smtp.gmail.com', ['Google Mail', 'googlemail.com']),
      preset('Hotmail', 'smtp-mail.outlook.com', ['outlook.com']),
    ],
  });
  await user.click(screen.getByRole('button', { name: 'New mail server' }));
  const form = await screen.findByRole('form', { name: 'New mail server' });
  const provider = within(form).getByLabelText('Provider');
  await user.type(provider, 'gmail');
  const found = (await screen.findAllByRole('option')).map(({ textContent }) => textContent);
  expect(found).toEqual(['Gmailsmtp.gmail.com', 'DebugMaildebugmail.io']);
  await user.keyboard('{Enter}');
  const server = within(form).getByLabelText(/^Server/);
  await waitFor(() => expect(server).toHaveProperty('value', 'smtp.gmail.com'));
  const again = within(form).getByLabelText('Provider');
  await user.clear(again);
  await user.type(again, 'outlook.com{Enter}');
  await waitFor(() => expect(server).toHaveProperty('value', 'smtp-mail.outlook.com'));
  const name = within(form).getByLabelText(/^Name(?! given)/);
  expect(name).toHaveProperty('value', 'Hotmail');
  await user.type(name, ' of ours');
  const last = within(form).getByLabelText('Provider');
  await user.clear(last);
  await user.type(last, 'google{Enter}');
  await waitFor(() => expect(server).toHaveProperty('value', 'smtp.gmail.com'));
  expect(name).toHaveProperty('value', 'Hotmail of ours');
});

test('a refused sender says what to do', async () => {
  const { user } = await openServer({
    'mailSettings.saveSender': () => {
      throw new RefusedError({ code: 'busy', message: 'It is busy.', advice: 'Try again.' });
    },
  });
  await user.type(screen.getByLabelText(/^Sender’s name/), '!');
  await user.click(screen.getByRole('button', { name: 'Save sender' }));
  expect(await screen.findByText('It is busy.')).toBeDefined();
  expect(screen.getByText('Try again.')).toBeDefined();
});

test('a server that is deleted late closes no form of another one', async () => {
  const { promise, resolve } = Promise.withResolvers<{ operationId: number }>();
  const { user } = await openServer({
    'mailSettings.get': () => ({ ...MAIL, live: 'capture' }),
    'mailSettings.deleteProfile': () => promise,
  });
  await user.click(await screen.findByRole('button', { name: 'Delete…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the server' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'New mail server' }));
  await screen.findByRole('form', { name: 'New mail server' });
  resolve({ operationId: 7 });
  await screen.findByText(/deleted\./);
  expect(screen.getByRole('form', { name: 'New mail server' })).toBeDefined();
});

test('a server that is saved late opens its form over no other one', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { user, bridge } = await openServer({ 'mailSettings.saveProfile': saving('p1', promise) });
  await user.type(screen.getByLabelText(/^Name(?! given)/), '!');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  await waitFor(() => expect(bridge.inputsOf('mailSettings.saveProfile')).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'New mail server' }));
  await screen.findByRole('form', { name: 'New mail server' });
  resolve();
  await screen.findByText(/saved\./);
  expect(screen.getByRole('form', { name: 'New mail server' })).toBeDefined();
});

test('the name of a server turns no label and no sentence', async () => {
  const profiles = MAIL.profiles.map((profile) => ({ ...profile, name: 'a\u202Eb' }));
  const { user } = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => ({ ...MAIL, profiles, live: 'capture' }),
    'mailSettings.presets': () => [],
  });
  expect(await screen.findByRole('radio', { name: /^a\[U\+202E\]b/ })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Edit a[U+202E]b' }));
  await screen.findByRole('form', { name: 'Mail server: a[U+202E]b' });
  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  await screen.findByRole('alertdialog', { name: /a\[U\+202E\]b/ });
  expect(document.body.textContent).not.toContain('\u202E');
});

const BUSY = new RefusedError({ code: 'busy', message: 'It is busy.', advice: 'Try again.' });

test('a refused signing key says why', async () => {
  const { user } = await openServer({
    'mailSettings.makeDkimKey': () => {
      throw BUSY;
    },
  });
  await user.click(screen.getByText('Signature (DKIM)'));
  await user.click(screen.getByRole('button', { name: 'Make a new key' }));
  expect(await screen.findByText('It is busy.')).toBeDefined();
});

test('a doctor that can’t be stopped says why', async () => {
  const { user } = await openServer({
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => ({
      running: true,
      steps: [],
      next: 'dns',
      problem: null,
      reply: null,
      messageId: null,
      transcript: '',
    }),
    'doctor.stop': () => {
      throw BUSY;
    },
  });
  await user.click(screen.getByRole('button', { name: 'Examine' }));
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(await screen.findByText('It is busy.')).toBeDefined();
});

test('a server that is deleted late leaves the question alone that was asked anew', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const { user } = await openServer({
    'mailSettings.get': () => ({ ...MAIL, live: 'capture' }),
    'mailSettings.deleteProfile': () => promise,
  });
  await user.click(await screen.findByRole('button', { name: 'Delete…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the server' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  await screen.findByRole('alertdialog');
  reject(BUSY);
  expect(await screen.findByText('It is busy.')).toBeDefined();
  expect(screen.getByRole('alertdialog')).toBeDefined();
});
