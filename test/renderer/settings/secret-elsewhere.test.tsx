import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { MailSettings, Profile } from '../../../src/shared/contract/mail-settings.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

/** A mail server whose password is being typed, and what others save of it. */
async function openServer() {
  let mail: MailSettings = MAIL;
  const { user, bridge } = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => mail,
    'mailSettings.presets': () => [],
    'mailSettings.saveProfile': (sent) => {
      storedBecomes({ host: sent.host });
      return { ...savedAs<typeof sent>(1)(sent), id: 'p1' };
    },
  });
  const storedBecomes = (changes: Partial<Profile>) => {
    mail = { ...mail, profiles: mail.profiles.map((each) => ({ ...each, ...changes })) };
  };
  await user.click(await screen.findByRole('button', { name: 'Edit Production' }));
  const form = within(await screen.findByRole('form', { name: 'Mail server: Production' }));
  await user.click(form.getByRole('button', { name: 'Change…' }));
  const password = () => form.getByLabelText(/^Password/);
  return {
    user,
    form,
    password,
    othersSave: (changes: Partial<Profile>) => {
      storedBecomes(changes);
      bridge.emit(['settings']);
    },
    save: async () => {
      await user.click(form.getByRole('button', { name: 'Save server' }));
      await waitFor(() => expect(bridge.inputsOf('mailSettings.saveProfile')).toHaveLength(1));
      return bridge.inputsOf('mailSettings.saveProfile')[0];
    },
  };
}

const TYPED = { change: 'set', secret: 'mine' };
const KEPT = { change: 'keep' };

test('a password does not go to a server that others saved after it was typed', async () => {
  const { user, form, password, othersSave, save } = await openServer();
  await user.type(password(), 'mine');
  await user.type(form.getByLabelText('Name'), '!');
  othersSave({ host: 'theirs.test' });
  await form.findByText(/Enter it again/);
  expect(password()).toHaveProperty('value', '');
  expect(await save()).toMatchObject({ host: 'theirs.test', secrets: { password: KEPT } });
  expect(form.getByText(/Enter it again/)).toBeDefined();
});

test('a password does not go to their server when theirs is taken, unless it is typed again', async () => {
  const { user, form, password, othersSave, save } = await openServer();
  await user.type(form.getByLabelText(/^Server/), '.mine');
  await user.type(password(), 'old');
  othersSave({ host: 'theirs.test' });
  await user.click(await form.findByRole('button', { name: 'Take theirs: Server' }));
  expect(password()).toHaveProperty('value', '');
  await user.type(password(), 'mine');
  expect(form.queryByText(/Enter it again/)).toBeNull();
  expect(await save()).toMatchObject({ host: 'theirs.test', secrets: { password: TYPED } });
});

test('a password goes to the server that was typed after it', async () => {
  const { user, form, password, othersSave, save } = await openServer();
  await user.type(password(), 'mine');
  await user.type(form.getByLabelText(/^Server/), '.mine');
  othersSave({ host: 'theirs.test' });
  await user.click(await form.findByRole('button', { name: 'Keep mine: Server' }));
  expect(await save()).toMatchObject({ host: 'mail.shop.test.mine', secrets: { password: TYPED } });
  await form.findByText('A password is stored.');
});
