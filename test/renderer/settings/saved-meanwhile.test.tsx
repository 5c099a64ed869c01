import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { InputOf } from '../../../src/shared/contract/index.ts';
import type { MailSettings } from '../../../src/shared/contract/mail-settings.ts';
import type { Settings } from '../../../src/shared/contract/settings.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { invalidFields } from '../../../src/shared/errors.ts';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

/** A site is stored without the spaces around its name. */
function saveSite(sent: InputOf<'settings.saveSite'>) {
  return savedAs<typeof sent>(7)({ ...sent, name: sent.name.trim() });
}

/** A page of the settings, and what it is told once somebody else has saved. */
function open(section: string, answers: Answers = {}) {
  let stored: Settings = SETTINGS;
  let mail: MailSettings = MAIL;
  const app = renderApp(`/settings/${section}`, {
    ...madeUpSite({}),
    'settings.get': () => stored,
    'settings.linkPreview': () => ({ link: null, resetLink: null, warnings: [], known: false }),
    'settings.saveSite': saveSite,
    'settings.saveNetwork': savedAs(7),
    'settings.saveRegistration': savedAs(7),
    'mailSettings.get': () => mail,
    'mailSettings.presets': () => [],
    'mailSettings.saveSender': savedAs(7),
    ...answers,
  });
  const storedBecomes = (settings: Partial<Settings>, changes: Partial<MailSettings> = {}) => {
    stored = { ...stored, ...settings };
    mail = { ...mail, ...changes };
  };
  const othersSave: typeof storedBecomes = (...changes) => {
    storedBecomes(...changes);
    app.bridge.emit(['settings']);
  };
  return { ...app, othersSave };
}

const { site, registration } = SETTINGS;

/** What is read out with a control. */
function describedBy(control: HTMLElement): string {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent).join(' | ');
}

test('a value that somebody else saved meanwhile is not saved over without asking', async () => {
  const { user, bridge, othersSave } = open('site');
  const domain = await screen.findByLabelText('Domain');
  await user.clear(domain);
  await user.type(domain, 'mine.test');
  othersSave({ site: { ...site, domain: 'theirs.test', name: 'Their shop' } });
  expect(await screen.findByText('theirs.test')).toBeDefined();
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Their shop');
  expect(domain).toHaveProperty('value', 'mine.test');
  const save = screen.getByRole('button', { name: /^Save/ });
  expect(save.getAttribute('aria-disabled')).toBe('true');
  await user.click(domain);
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('settings.saveSite')).toEqual([]);

  await user.click(screen.getByRole('button', { name: /^Keep mine/ }));
  expect(screen.queryByText('theirs.test')).toBeNull();
  await user.click(save);
  await waitFor(() =>
    expect(bridge.inputsOf('settings.saveSite')).toMatchObject([
      { domain: 'mine.test', name: 'Their shop', scheme: 'https' },
    ]),
  );
});

test('theirs is taken, in the words of the choices, and what else was typed stays', async () => {
  const { user, bridge, othersSave } = open('registration');
  await user.click(await screen.findByRole('radio', { name: 'By approval' }));
  const days = screen.getByLabelText('Activation links work for');
  await user.clear(days);
  await user.type(days, '9');
  othersSave({ registration: { ...registration, policy: 'closed', activationDays: 3 } });
  await screen.findByText('Closed', { selector: 'bdi' });
  await user.click(screen.getByRole('button', { name: 'Take theirs: Who may register' }));
  expect(screen.getByRole('radio', { name: 'Closed' })).toHaveProperty('ariaChecked', 'true');
  expect(days).toHaveProperty('value', '9');
  await user.click(screen.getByRole('button', { name: /^Keep mine/ }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(bridge.inputsOf('settings.saveRegistration')).toMatchObject([
      { policy: 'closed', activationDays: 9 },
    ]),
  );
});

test('what was saved stands beside a select too, in the words of its choices', async () => {
  const { user, othersSave } = open('clean-up', {
    'registrations.cleanUpRuns': () => ({ lastRun: null, nextRun: null }),
  });
  await user.click(await screen.findByRole('combobox', { name: /^Clean up/ }));
  await user.click(await screen.findByRole('option', { name: 'Every day' }));
  await waitFor(() => expect(screen.queryByRole('option')).toBeNull());
  othersSave({ cleanUp: { ...SETTINGS.cleanUp, when: 'weekly' } });
  await user.click(await screen.findByRole('button', { name: /^Take theirs: Clean up/ }));
  const when = screen.getByRole('combobox', { name: /^Clean up/ });
  expect(when.textContent).toBe('Every Monday');
  expect(document.activeElement).toBe(when);
});

test('a switch that others have switched as well asks nothing: it has two ways only', async () => {
  const { user, othersSave } = open('registration');
  const reason = await screen.findByRole('switch', { name: 'Ask why they want to join' });
  await user.click(reason);
  expect(screen.getByRole('button', { name: 'Discard changes' })).toBeDefined();
  othersSave({ registration: { ...registration, askReason: true } });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull());
  expect(reason).toHaveProperty('ariaChecked', 'true');
  expect(screen.queryByText(/meanwhile/)).toBeNull();
});

test('a field that the form does not show any more is answered for above it', async () => {
  const { user, othersSave } = open('registration');
  await user.type(await screen.findByLabelText('Denied mail domains'), 'mine.test');
  await user.click(screen.getByRole('radio', { name: 'Closed' }));
  othersSave({ registration: { ...registration, deniedDomains: ['theirs.test'] } });
  await user.click(await screen.findByRole('button', { name: 'Take all theirs' }));
  await user.click(screen.getByRole('radio', { name: 'Open' }));
  expect(screen.getByLabelText('Denied mail domains')).toHaveProperty('value', 'theirs.test');
});

test('what is asked is still asked when one comes back to the page', async () => {
  const { user, bridge, othersSave } = open('mail');
  const name = await screen.findByLabelText('Sender’s name');
  await user.type(name, '!');
  await user.click(screen.getByRole('link', { name: /^Site/ }));
  await screen.findByLabelText('Domain');
  othersSave({}, { fromName: 'Their shop' });
  await user.click(screen.getByRole('link', { name: /^Mail/ }));
  const form = within(await screen.findByRole('form', { name: 'Sender' }));
  await form.findByText('Their shop');
  await user.click(form.getByRole('button', { name: 'Save sender' }));
  expect(bridge.inputsOf('mailSettings.saveSender')).toEqual([]);
  await user.click(form.getByRole('button', { name: 'Discard changes' }));
  expect(form.getByLabelText('Sender’s name')).toHaveProperty('value', 'Their shop');
});

test('one’s own save is nobody else’s, also where it is stored otherwise than typed', async () => {
  const { user, othersSave } = open('site');
  await user.type(await screen.findByLabelText('Name'), ' ');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('The site is saved.');
  await user.type(screen.getByLabelText('Name'), '!');
  othersSave({ site: { ...site, scheme: 'http' } });
  await waitFor(() =>
    expect(screen.getByRole('radio', { name: 'http' })).toHaveProperty('ariaChecked', 'true'),
  );
  expect(screen.queryByText(/meanwhile/)).toBeNull();
});

test('a value that was put back as it was follows what others save', async () => {
  const { user, bridge, othersSave } = open('registration');
  const unique = await screen.findByRole('switch', { name: 'One account per address' });
  await user.click(unique);
  await user.click(unique);
  const days = screen.getByLabelText('Activation links work for');
  await user.clear(days);
  await user.type(days, '7');
  await user.tab();
  othersSave({ registration: { ...registration, uniqueEmail: false, activationDays: 3 } });
  await waitFor(() => expect(unique).toHaveProperty('ariaChecked', 'false'));
  expect(days).toHaveProperty('value', '3');
  expect(screen.queryByText(/meanwhile/)).toBeNull();
  await user.click(screen.getByRole('switch', { name: 'Ask why they want to join' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(bridge.inputsOf('settings.saveRegistration')).toMatchObject([
      { uniqueEmail: false, activationDays: 3, askReason: true },
    ]),
  );
});

test('a question that is open when others save is closed, and nothing of theirs is saved over', async () => {
  const counts = madeUpSite({})['application.counts']();
  const { user, bridge, othersSave } = open('site', {
    'application.counts': () => ({ ...counts, pending: 2 }),
  });
  await user.type(await screen.findByLabelText('Domain'), 'x');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('alertdialog');
  othersSave({ site: { ...site, domain: 'theirs.test' } });
  await waitFor(() => expect(dialog.isConnected).toBe(false));
  expect(bridge.inputsOf('settings.saveSite')).toEqual([]);
  await user.click(screen.getByRole('button', { name: /^Keep mine/ }));
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('the question who reaches the site is closed too', async () => {
  const { user, bridge, othersSave } = open('network');
  await user.click(await screen.findByRole('radio', { name: 'Through a reverse proxy' }));
  await user.type(screen.getByLabelText('Listen at'), '9');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('alertdialog');
  othersSave({ network: { ...SETTINGS.network, listenAddress: '192.0.2.1' } });
  await waitFor(() => expect(dialog.isConnected).toBe(false));
  expect(bridge.inputsOf('settings.saveNetwork')).toEqual([]);
});

test('what was refused of mine does not stand beside theirs', async () => {
  const { user, othersSave } = open('site', {
    'settings.saveSite': () => {
      throw invalidFields({ domain: ['No such domain.'], name: ['No such name.'] });
    },
  });
  await user.type(await screen.findByLabelText('Domain'), 'x');
  await user.type(screen.getByLabelText('Name'), 'x');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('No such domain.');
  othersSave({ site: { ...site, domain: 'theirs.test', name: 'Theirs' } });
  await user.click(await screen.findByRole('button', { name: 'Take theirs: Domain' }));
  expect(screen.queryByText('No such domain.')).toBeNull();
  expect(screen.getByText('No such name.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Take all theirs' }));
  expect(screen.queryByText('No such name.')).toBeNull();
});

test('nothing of a new mail server is saved by others', async () => {
  const { user, othersSave } = open('mail');
  await user.click(await screen.findByRole('button', { name: 'New mail server' }));
  const form = within(await screen.findByRole('form', { name: 'New mail server' }));
  await user.click(form.getByRole('combobox', { name: 'Colour' }));
  await user.click(await screen.findByRole('option', { name: 'Red' }));
  await waitFor(() => expect(screen.queryByRole('option')).toBeNull());
  othersSave({}, { fromName: 'Their shop', defaults: { ...MAIL.defaults, colour: 'blue' } });
  await waitFor(() =>
    expect(screen.getByLabelText('Sender’s name')).toHaveProperty('value', 'Their shop'),
  );
  expect(screen.queryByText(/meanwhile/)).toBeNull();
});

test('one’s own save, stored otherwise than typed, is nobody else’s while one types on', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { user, othersSave } = open('site', {
    'settings.saveSite': async (sent) => {
      await promise;
      return saveSite(sent);
    },
  });
  const name = await screen.findByLabelText('Name');
  await user.type(name, ' ');
  await user.type(name, 'x ');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.type(name, 'y');
  resolve();
  await screen.findByText('The site is saved.');
  othersSave({ site: { ...site, name: 'Shop x', scheme: 'http' } });
  await waitFor(() =>
    expect(screen.getByRole('radio', { name: 'http' })).toHaveProperty('ariaChecked', 'true'),
  );
  expect(name).toHaveProperty('value', 'Shop x y');
  expect(screen.queryByText(/meanwhile/)).toBeNull();
  othersSave({ site: { ...site, name: 'Theirs' } });
  await screen.findByText('Other values were saved meanwhile.', { selector: 'strong' });
});

test('whose values count is asked by name, read with the field, and the focus stays in it', async () => {
  const { user, othersSave } = open('registration');
  const days = await screen.findByLabelText('Activation links work for');
  await user.clear(days);
  await user.type(days, '9');
  await user.click(screen.getByRole('radio', { name: 'By approval' }));
  const denied = screen.getByLabelText('Denied mail domains');
  await user.type(denied, 'mine.test');
  const told = screen.getAllByRole('status').find(({ textContent }) => textContent === '');
  const deniedDomains = ['one.test', 'two.test'];
  othersSave({
    registration: { ...registration, policy: 'closed', activationDays: 3, deniedDomains },
  });
  const keep = await screen.findByRole('button', { name: 'Keep mine: Activation links work for' });
  expect(told).toHaveProperty('textContent', 'Other values were saved meanwhile.');
  expect(keep.closest('[role=status]')).toBeNull();
  expect(describedBy(days)).toContain('Saved meanwhile: 3');
  await user.click(keep);
  expect(document.activeElement).toBe(days);
  await user.click(screen.getByRole('button', { name: 'Take theirs: Who may register' }));
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Closed' }));
  await user.click(screen.getByRole('button', { name: 'Keep all mine' }));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Registration' }));
});
