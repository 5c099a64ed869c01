import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Examination } from '../../../src/shared/contract/doctor.ts';
import { invalidFields } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

function open(section: string, answers: Answers = {}) {
  return renderApp(`/settings/${section}`, {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'mailSettings.presets': () => [
      {
        id: 'Postmark',
        label: 'Postmark',
        aliases: [],
        host: 'smtp.postmarkapp.com',
        port: 587,
        security: 'starttls',
        auth: 'auto',
        tokenUrl: '',
        hint: 'The same token twice.',
      },
    ],
    'settings.linkPreview': ({ domain, scheme }) => {
      const link = `${scheme}://${domain}/accounts/activate/9f2c…/`;
      return { link, resetLink: null, warnings: [], known: false };
    },
    ...answers,
  });
}

test('the link that mails will carry follows what is typed', async () => {
  const { user } = open('site');
  const domain = await screen.findByLabelText('Domain');
  await user.clear(domain);
  await user.type(domain, 'other.test');
  expect(await screen.findByText('https://other.test/accounts/activate/9f2c…/')).toBeDefined();
});

test('a refused field keeps what was typed and says why beside it', async () => {
  const { user } = open('site', {
    'settings.saveSite': () => {
      throw invalidFields({ domain: ['Enter a domain, such as shop.example.'] });
    },
  });
  const domain = await screen.findByLabelText('Domain');
  await user.type(domain, ' x');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Enter a domain, such as shop.example.')).toBeDefined();
  expect((domain as HTMLInputElement).value).toBe('shop.test x');
});

test('a site elsewhere is not said to be well before somebody has it looked at', async () => {
  const { user, bridge } = open('site', {
    'settings.checkSite': () => ({ tone: 'warn', title: 'shop.test has no address.', advice: '' }),
  });
  expect(await screen.findByText('Not checked.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Check now' }));
  expect(await screen.findByText('shop.test has no address.')).toBeDefined();
  expect(bridge.inputsOf('settings.checkSite')).toMatchObject([{ domain: 'shop.test' }]);
});

test('a domain is changed under open links only after it was said what that means', async () => {
  const counts = { ...madeUpSite({})['application.counts'](), pending: 3, expired: 1 };
  const { user, bridge } = open('site', {
    'application.counts': () => counts,
    'settings.saveSite': savedAs(1),
  });
  await user.type(await screen.findByLabelText('Domain'), 'x');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(dialog.textContent).toContain('while 2 links are open?');
  expect(bridge.inputsOf('settings.saveSite')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Save the change' }));
  await waitFor(() => expect(bridge.inputsOf('settings.saveSite')).toHaveLength(1));
});

test('a saved server that mails do not go through says so, and can be used at once', async () => {
  const { user } = await openServer({
    'mailSettings.get': () => ({ ...MAIL, live: 'capture' }),
    'mailSettings.saveProfile': (sent) => ({ ...savedAs<typeof sent>(1)(sent), id: 'p1' }),
  });
  await user.type(await screen.findByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  expect(await screen.findByText('Mail still goes to the capture server.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Use it now' }));
  expect(await screen.findByText(/^Let mails leave through .*Production/)).toBeDefined();
});

test('what was said of where mail goes is gone once it goes elsewhere', async () => {
  const { user } = await openServer({
    'mailSettings.get': () => ({ ...MAIL, live: 'capture' }),
    'mailSettings.saveProfile': (sent) => ({ ...savedAs<typeof sent>(1)(sent), id: 'p1' }),
    'mailSettings.choose': () => ({ operationId: 7 }),
  });
  await user.type(await screen.findByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  expect(await screen.findByText('Mail still goes to the capture server.')).toBeDefined();
  await user.click(screen.getByRole('radio', { name: /^Production/ }));
  await user.click(await screen.findByRole('button', { name: 'Let mails leave' }));
  expect(await screen.findByText(/^Delivery through .* is saved/)).toBeDefined();
  await waitFor(() =>
    expect(screen.queryByText('Mail still goes to the capture server.')).toBeNull(),
  );
});

async function openServer(answers: Answers = {}) {
  const opened = open('mail', answers);
  await opened.user.click(await screen.findByRole('button', { name: 'Edit Production' }));
  return opened;
}

test('a stored password is kept until it is replaced, and has to be typed for another server', async () => {
  const { user, bridge } = await openServer({
    'mailSettings.saveProfile': (sent) => ({ ...savedAs<typeof sent>(7)(sent), id: 'p1' }),
  });
  expect(await screen.findByText('A password is stored.')).toBeDefined();
  await user.type(screen.getByLabelText('Server'), '.org');
  expect(screen.getByText(/The stored one belongs to the server/)).toBeDefined();
  await user.type(screen.getByLabelText('Password'), 'secret words');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  await waitFor(() =>
    expect(bridge.inputsOf('mailSettings.saveProfile')).toMatchObject([
      {
        id: 'p1',
        host: 'mail.shop.test.org',
        secrets: { password: { change: 'set', secret: 'secret words' } },
      },
    ]),
  );
});

test.each([
  [true, 'The stored key can’t be used.'],
  [false, 'There is no key yet.'],
])(
  'a server that is to sign says that mails wait for a key (stored: %s)',
  async (dkimKey, words) => {
    const [profile] = MAIL.profiles;
    if (!profile) throw new TypeError('The made-up shop has a server.');
    const signing = { dkimDomain: 'shop.test', dkimSelector: 'mail1' };
    const stored = { ...profile.stored, dkimKey };
    await openServer({
      'mailSettings.get': () => ({ ...MAIL, profiles: [{ ...profile, ...signing, stored }] }),
    });
    expect(await screen.findByText(words)).toBeDefined();
  },
);

const SEEN: Examination = {
  running: false,
  steps: [
    { name: 'dns', state: 'ok', ms: 3, detail: '192.0.2.1' },
    { name: 'connect', state: 'failed', ms: 20, detail: 'refused' },
  ],
  next: null,
  problem: {
    title: 'Nobody answers.',
    advice: 'Try 465.',
    reply: null,
    field: null,
    fixes: [{ label: 'Try TLS on port 465', changes: { security: 'tls', port: 465 } }],
  },
  reply: null,
  messageId: null,
  transcript: 'S: 220 hello\n',
};

test('the doctor shows each step, and a fix fills the form in and examines again', async () => {
  const { user, bridge } = await openServer({
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => SEEN,
  });
  await user.click(await screen.findByRole('button', { name: 'Examine' }));
  expect(await screen.findByText('Nobody answers.')).toBeDefined();
  expect(screen.getByRole('list', { name: 'Steps' }).children).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Try TLS on port 465' }));
  expect((await screen.findAllByDisplayValue('465')).length).toBeGreaterThan(0);
  await waitFor(() =>
    expect(bridge.inputsOf('doctor.start')).toMatchObject([
      { profile: { port: 587, secrets: { password: { change: 'keep' } } }, to: null },
      { profile: { port: 465, security: 'tls' }, to: null },
    ]),
  );
});

test('who comes because mail stands still finds the server open and its doctor at work', async () => {
  const { bridge } = open('mail?examine=p1', {
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => SEEN,
  });
  expect(await screen.findByText('Nobody answers.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Try TLS on port 465' })).toBeDefined();
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Nobody answers.'));
  expect(bridge.inputsOf('doctor.start')).toMatchObject([{ profile: { id: 'p1' }, to: null }]);
});

test.each([
  ['host', 'Edit the server’s name', /^Server/],
  ['password', 'Enter the password', /^Password/],
  ['fromAddress', 'Edit the sender’s address', /^Sender’s address/],
  ['envelopeFrom', 'Edit where bounces go', /^Bounces go to/],
  ['to', 'Correct the recipient', /^Send a test mail to/],
])('the doctor leads to the field that is wrong: %s', async (field, act, label) => {
  const problem = { title: 'Something is wrong.', advice: '', reply: null, field, fixes: [] };
  const { user } = open('mail?examine=p1', {
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => ({ ...SEEN, problem }),
  });
  await user.click(await screen.findByRole('button', { name: act }));
  const found = screen.getByLabelText(label, { selector: 'input' });
  expect(document.activeElement).toBe(found);
  expect(found.closest('details:not([open])')).toBeNull();
});

test('what is wrong with a server whose form is closed is mended in it', async () => {
  const { user, bridge } = open('mail', {
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => SEEN,
  });
  await user.click(await screen.findByRole('button', { name: 'Examine' }));
  await user.click(await screen.findByRole('button', { name: 'Mend it in its settings' }));
  expect(await screen.findByRole('form', { name: 'Mail server: Production' })).toBeDefined();
  expect(await screen.findByRole('button', { name: 'Try TLS on port 465' })).toBeDefined();
  expect(bridge.inputsOf('doctor.start')).toHaveLength(2);
});

test('the capture server is examined at once too', async () => {
  const { bridge } = open('mail?examine=capture', {
    'mailSettings.get': () => ({ ...MAIL, live: 'capture' }),
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => SEEN,
  });
  expect(await screen.findByText('Nobody answers.')).toBeDefined();
  expect(bridge.inputsOf('doctor.start')).toMatchObject([{ profile: null, to: null }]);
});

test('the port follows the encryption until it is typed by hand', async () => {
  const { user } = await openServer();
  await user.click(await screen.findByRole('combobox', { name: /Encryption/ }));
  await user.click(await screen.findByRole('option', { name: /TLS from the start/ }));
  expect((await screen.findAllByDisplayValue('465')).length).toBeGreaterThan(0);
});

test('a provider is found by its name and fills the server in', async () => {
  const { user } = open('mail');
  await user.click(await screen.findByRole('button', { name: 'New mail server' }));
  await user.type(await screen.findByRole('combobox', { name: 'Provider' }), 'post');
  await user.click(await screen.findByRole('option', { name: /Postmark/ }));
  expect(await screen.findByDisplayValue('smtp.postmarkapp.com')).toBeDefined();
  expect(screen.getByText('The same token twice.')).toBeDefined();
});

test('mails go another way only after it was said what that means', async () => {
  const { user, bridge } = open('mail', { 'mailSettings.choose': () => ({ operationId: 7 }) });
  await user.click(await screen.findByRole('radio', { name: 'Capture here' }));
  expect(await screen.findByText(/From now on nobody gets any mail/)).toBeDefined();
  expect(bridge.inputsOf('mailSettings.choose')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Capture here' }));
  await waitFor(() =>
    expect(bridge.inputsOf('mailSettings.choose')).toEqual([
      { live: 'capture', basedOn: { live: 'p1', profile: null } },
    ]),
  );
});

test('a clean-up that runs by itself asks when, and says when it ran and will run', async () => {
  const { user, bridge } = open('clean-up', {
    'settings.get': () => ({ ...SETTINGS, cleanUp: { ...SETTINGS.cleanUp, when: 'daily' } }),
    'registrations.cleanUpRuns': () => ({
      lastRun: { at: '2026-05-03T01:00:00.000Z', done: 12, operationId: 9 },
      nextRun: '2026-05-04T01:00:00.000Z',
    }),
    'settings.saveCleanUp': savedAs(7),
  });
  expect(await screen.findByText(/12 sign-ups/)).toBeTruthy();
  const most = screen.getByLabelText('At most');
  await user.clear(most);
  await user.type(most, '500');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(bridge.inputsOf('settings.saveCleanUp')).toMatchObject([
      { when: 'daily', hour: 3, endedDays: 7, mostPerRun: 500 },
    ]),
  );
});

test('why the way of mails can’t be changed is said once', async () => {
  const reason = 'Made by a newer version.';
  const status = madeUpSite({})['application.status']();
  open('mail', { 'application.status': () => ({ ...status, readOnly: reason }) });
  expect(await screen.findAllByText(new RegExp(reason))).toHaveLength(1);
  expect(screen.getAllByText(/This can’t be changed now/)).toHaveLength(2);
});
