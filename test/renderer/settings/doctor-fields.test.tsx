import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { MailSettings, SmtpAuth } from '../../../src/shared/contract/mail-settings.ts';
import { invalidFields } from '../../../src/shared/errors.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

function withLogin(auth: SmtpAuth): MailSettings {
  const token = { tokenUrl: 'https://login.test/token', clientId: 'shop' };
  const stored = { password: false, clientSecret: true, refreshToken: true, dkimKey: false };
  return { ...MAIL, profiles: MAIL.profiles.map((each) => ({ ...each, auth, ...token, stored })) };
}

const FOUND = {
  running: false,
  steps: [],
  next: null,
  problem: null,
  reply: null,
  messageId: null,
  transcript: '',
};

/** The form of a server whose doctor has seen this. */
function openSeen(seen: Partial<OutputOf<'doctor.progress'>>, mail = MAIL) {
  return renderApp('/settings/mail?examine=p1', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => mail,
    'mailSettings.presets': () => [],
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => ({ ...FOUND, ...seen }),
  });
}

/** The form of a server with this login, whose doctor has found something wrong with a field. */
function openFound(auth: SmtpAuth, field: string) {
  const problem = { title: 'Something is wrong.', advice: '', reply: null, field, fixes: [] };
  return openSeen({ problem }, withLogin(auth));
}

test.each([
  ['none', 'user', 'Enter the user name', /^User/],
  ['xoauth2', 'user', 'Enter the user name', /^User/],
  ['xoauth2', 'refreshToken', 'Enter the refresh token', /^Refresh token/],
] as const)('with the login “%s” the doctor leads to: %s', async (auth, field, act, label) => {
  const { user } = openFound(auth, field);
  await user.click(await screen.findByRole('button', { name: act }));
  expect(document.activeElement).toBe(screen.getByLabelText(label, { selector: 'input' }));
});

test('a test mail that was taken tells the answer and its Message-ID, by which it is found', async () => {
  openSeen({ reply: '250 queued as \u202E7F', messageId: '<1@shop.test>' });
  const notice = await screen.findByText(/It said: /);
  expect(notice.textContent).toContain('It said: 250 queued as [U+202E]7F.');
  expect(notice.textContent).toContain('Its Message-ID is <1@shop.test>.');
});

test('what a server says turns nothing', async () => {
  openSeen({
    steps: [{ name: 'greeting', state: 'ok', ms: 1, detail: '220 \u202Ehello' }],
    problem: { title: 'Refused.', advice: '', reply: '550 \u202Eno', field: null, fixes: [] },
  });
  expect(await screen.findByText('220 [U+202E]hello')).toBeDefined();
  expect(screen.getByText('550 [U+202E]no')).toBeDefined();
});

test('the doctor puts no secret into a form that does not show it', async () => {
  const { user } = openFound('xoauth2', 'password');
  await user.click(await screen.findByRole('button', { name: 'Enter the password' }));
  expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
});

test.each([
  ['Examine', 'doctor.start', { host: ['No such server.'] }, /^Server$/, 'host'],
  [
    'Make a new key',
    'mailSettings.makeDkimKey',
    { dkimDomain: ['No such domain.'] },
    /^Signed/,
    'dkimDomain',
  ],
] as const)(
  'what “%s” was refused for does not stand beside theirs',
  async (act, command, faults, label, field) => {
    let mail = MAIL;
    const { user, bridge } = renderApp('/settings/mail', {
      ...madeUpSite({}),
      'settings.get': () => SETTINGS,
      'mailSettings.get': () => mail,
      'mailSettings.presets': () => [],
      [command]: () => {
        throw invalidFields(faults);
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Edit Production' }));
    const form = within(await screen.findByRole('form', { name: 'Mail server: Production' }));
    await user.click(form.getByText('Signature (DKIM)'));
    await user.type(form.getByLabelText(label), 'x');
    await user.click(screen.getByRole('button', { name: act }));
    await screen.findByText(/No such/);
    mail = {
      ...MAIL,
      profiles: MAIL.profiles.map((each) => ({ ...each, [field]: 'theirs.test' })),
    };
    bridge.emit(['settings']);
    await user.click(await form.findByRole('button', { name: /^Take theirs: S/ }));
    expect(screen.queryByText(/No such/)).toBeNull();
  },
);

test('an examination that is refused tells why in words, and what was found before goes', async () => {
  const { user, bridge } = renderApp('/settings/mail?examine=p1', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'mailSettings.presets': () => [],
    'doctor.start': () => {
      if (bridge.inputsOf('doctor.start').length === 1) return { run: 'r1' };
      throw invalidFields({ 'profile.port': ['Enter a port from 1 to 65,535.'] });
    },
    'doctor.progress': () => FOUND,
  });
  expect(await screen.findByText('The server would take your mail.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Examine' }));
  expect(await screen.findByText('Port: Enter a port from 1 to 65,535.')).toBeDefined();
  expect(screen.queryByText('The server would take your mail.')).toBeNull();
});

test('what the doctor has found is before the eyes of whoever waits for it', async () => {
  const { user } = openSeen({
    problem: { title: 'Refused.', advice: '', reply: null, field: null, fixes: [] },
  });
  const examine = await screen.findByRole('button', { name: 'Examine' });
  const found = (await screen.findByText('Refused.')).closest('[tabindex="-1"]');
  await waitFor(() => expect(document.activeElement).toBe(found));
  expect(found?.tagName).toBe('DIV');
  examine.focus();
  await user.click(examine);
  await user.click(await screen.findByLabelText('Send a test mail to'));
  expect(document.activeElement).toBe(screen.getByLabelText('Send a test mail to'));
});

test('whoever types meanwhile is not taken from their field by what the doctor finds', async () => {
  let isRunning = true;
  const { user, bridge } = renderApp('/settings/mail?examine=p1', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'mailSettings.presets': () => [],
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => ({ ...FOUND, running: isRunning }),
  });
  const field = await screen.findByLabelText('Send a test mail to');
  await user.click(field);
  isRunning = false;
  bridge.emit(['doctor']);
  await screen.findByText('The server would take your mail.');
  expect(document.activeElement).toBe(field);
});

test('the doctor is called from the acts of the form as well, each time anew', async () => {
  const { user, bridge } = openSeen({ running: true, next: 'dns' });
  const call = await screen.findByRole('button', { name: 'Examine server' });
  await waitFor(() => expect(bridge.inputsOf('doctor.start')).toHaveLength(1));
  await user.type(screen.getByLabelText('Name'), '2');
  await user.click(call);
  await waitFor(() => expect(bridge.inputsOf('doctor.start')).toHaveLength(2));
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Doctor' }));
});
