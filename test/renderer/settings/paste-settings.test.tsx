import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

const SETTINGS_PY = `EMAIL_HOST = "smtp.web.de"
EMAIL_PORT = 465
EMAIL_USE_SSL = True
EMAIL_HOST_USER = "anna"
EMAIL_HOST_PASSWORD = "a calm river"
DEFAULT_FROM_EMAIL = "River Shop <shop@web.de>"
ACCOUNT_ACTIVATION_DAYS = 3
ADMINS = []
`;

/** The dialog over the form of a mail server, with the focus in its box. */
async function openPaste(server = 'New mail server') {
  const app = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => ({ ...MAIL, live: 'capture' }),
    'mailSettings.presets': () => [],
    'mailSettings.saveProfile': (sent) => ({ ...savedAs<typeof sent>(1)(sent), id: 'p2' }),
  });
  await app.user.click(await screen.findByRole('button', { name: server }));
  await app.user.click(await screen.findByRole('button', { name: 'Paste settings…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Paste settings' });
  const box = within(dialog).getByLabelText(/^Settings as/);
  await waitFor(() => expect(document.activeElement).toBe(box));
  return { ...app, dialog: within(dialog) };
}

test('what is understood is shown before it is taken over, passwords as dots', async () => {
  const { user, dialog, bridge } = await openPaste();
  await user.paste(SETTINGS_PY);
  const understood = dialog.getByRole('region', { name: 'Understood' });
  expect(understood.textContent).toContain('smtp.web.de');
  expect(understood.textContent).toContain('TLS from the start');
  expect(understood.textContent).toContain('••••••••');
  expect(understood.textContent).not.toContain('a calm river');
  expect(understood.textContent).toMatch(/Line 8 \(.ADMINS.\) was not understood\./);
  expect(dialog.getByRole('link', { name: 'Registration' })).toHaveProperty(
    'href',
    expect.stringMatching(/\/settings\/registration$/),
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const form = within(screen.getByRole('form', { name: 'New mail server' }));
  expect(form.getByLabelText(/^Name(?! given)/)).toHaveProperty('value', 'smtp.web.de');
  expect(form.getByLabelText(/^Server/)).toHaveProperty('value', 'smtp.web.de');
  expect(form.getByLabelText(/^Port/)).toHaveProperty('value', '465');
  expect(form.getByLabelText(/^User/)).toHaveProperty('value', 'anna');
  expect(form.getByLabelText(/^Password/)).toHaveProperty('value', 'a calm river');
  const sender = within(screen.getByRole('form', { name: 'Sender' }));
  expect(sender.getByLabelText(/^Sender’s address/)).toHaveProperty('value', 'shop@web.de');
  expect(sender.getByLabelText(/^Sender’s name/)).toHaveProperty('value', 'River Shop');
  expect(bridge.inputsOf('mailSettings.saveProfile')).toEqual([]);
});

test('what was taken over is unsaved, is asked about, and is saved like what is typed', async () => {
  const { user, bridge, address } = await openPaste();
  await user.paste(SETTINGS_PY);
  await user.click(screen.getByRole('button', { name: /^Take over/ }));
  await user.click(await screen.findByRole('link', { name: /^Users/ }));
  const question = within(await screen.findByRole('dialog', { name: /is not saved\.$/ }));
  await user.click(question.getByRole('button', { name: 'Stay' }));
  expect(address()).toBe('/settings/mail');
  await user.click(screen.getByRole('button', { name: 'Save server' }));
  await waitFor(() => expect(bridge.inputsOf('mailSettings.saveProfile')).toHaveLength(1));
  expect(bridge.inputsOf('mailSettings.saveProfile')[0]).toMatchObject({
    host: 'smtp.web.de',
    port: 465,
    security: 'tls',
    auth: 'auto',
    user: 'anna',
    secrets: { password: { change: 'set', secret: 'a calm river' } },
  });
});

test('a saved server keeps its name and what the text does not speak of', async () => {
  const { user } = await openPaste('Edit Production');
  await user.paste('EMAIL_HOST=smtp.web.de\nEMAIL_PORT=587\nEMAIL_HOST_PASSWORD=${PW}');
  expect(screen.getByText(/comes from .PW. in the environment there/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: /^Take over/ }));
  const form = within(await screen.findByRole('form', { name: /Production/ }));
  expect(form.getByLabelText(/^Name(?! given)/)).toHaveProperty('value', 'Production');
  expect(form.getByLabelText(/^User/)).toHaveProperty('value', 'shop');
  expect(form.getByText(/The stored one belongs to the server and user/)).toBeDefined();
});

test('a text without settings is told what would be understood', async () => {
  const { user, dialog } = await openPaste();
  const button = dialog.getByRole('button', { name: /^Take over/ });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(dialog.queryByRole('region', { name: 'Understood' })).toBeNull();
  await user.paste('Dear all, the mail is broken.');
  expect(dialog.getByText('There is nothing in it that this form could take over.')).toBeDefined();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(button);
  expect(screen.getByRole('dialog', { name: 'Paste settings' })).toBeDefined();
});

test('a text that is closed is forgotten', async () => {
  const { user } = await openPaste();
  await user.paste(SETTINGS_PY);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.body.textContent).not.toContain('smtp.web.de');
  await user.click(screen.getByRole('button', { name: 'Paste settings…' }));
  expect(await screen.findByLabelText(/^Settings as/)).toHaveProperty('value', '');
});
