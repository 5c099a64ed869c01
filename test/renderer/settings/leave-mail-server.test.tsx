import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { MailSettings } from '../../../src/shared/contract/mail-settings.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

/** The form of a mail server that mails don't leave through. */
async function openServer() {
  let mail: MailSettings = { ...MAIL, live: 'capture' };
  const remove = () => {
    mail = { ...mail, profiles: [] };
  };
  const app = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => mail,
    'mailSettings.presets': () => [],
    'mailSettings.deleteProfile': () => {
      remove();
      return { operationId: 4 };
    },
  });
  await app.user.click(await screen.findByRole('button', { name: 'Edit Production' }));
  return {
    ...app,
    othersDelete: () => {
      remove();
      app.bridge.emit(['settings']);
    },
  };
}

const question = () => screen.findByRole('dialog', { name: /is not saved\.$/ });
const isClosing = (): boolean => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return !event.defaultPrevented;
};

test('a field for another password asks nothing while it is empty, and can be closed again', async () => {
  const { user, address } = await openServer();
  await user.click(screen.getByRole('button', { name: 'Change…' }));
  expect(isClosing()).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Discard changes' }));
  await user.click(screen.getByRole('button', { name: 'Change…' }));
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await waitFor(() => expect(address()).toBe('/users'));
});

test.each(['Users', 'Site'])(
  'a password that is typed is not offered to be kept on the way to %s',
  async (place) => {
    const { user, address } = await openServer();
    await user.click(screen.getByRole('button', { name: 'Change…' }));
    await user.type(screen.getByLabelText(/^Password/), 'secret words');
    await user.click(screen.getByRole('link', { name: new RegExp(`^${place}`) }));
    const asked = within(await question());
    expect(asked.queryByRole('button', { name: 'Keep for later' })).toBeNull();
    await user.click(asked.getByRole('button', { name: 'Stay' }));
    expect(address()).toBe('/settings/mail');
    expect(screen.getByLabelText(/^Password/)).toHaveProperty('value', 'secret words');
  },
);

test('a password that is to be forgotten is asked about before its form is closed', async () => {
  const { user } = await openServer();
  await user.click(screen.getByRole('button', { name: 'Forget' }));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await user.click(within(await question()).getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByRole('form', { name: /Production/ })).toBeNull());
});

const focusedName = () => document.activeElement?.getAttribute('aria-label');

test('the focus goes back to what opened a form when it is closed', async () => {
  const { user } = await openServer();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(focusedName()).toBe('Edit Production'));
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Forget' }));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await user.click(within(await question()).getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(focusedName()).toBe('Edit Production'));
});

test('the focus is on what makes another server when one was deleted', async () => {
  const { user } = await openServer();
  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the server' }));
  await waitFor(() => expect(screen.queryByText(/^Edit$/)).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toBe('New mail server'));
});

test('what was typed about a server goes with it', async () => {
  const { user } = await openServer();
  await user.type(screen.getByLabelText('Name'), '!');
  await screen.findByRole('link', { name: 'Settings unsaved' });
  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the server' }));
  await screen.findByRole('link', { name: 'Settings' });
  expect(isClosing()).toBe(true);
});

test('what was typed about a server that others delete is not marked any more', async () => {
  const { user, othersDelete } = await openServer();
  await user.type(screen.getByLabelText('Name'), '!');
  await screen.findByRole('link', { name: 'Settings unsaved' });
  othersDelete();
  await screen.findByRole('link', { name: 'Settings' });
  expect(isClosing()).toBe(true);
});

test('what was typed about a server is not saved by deleting it', async () => {
  const { user, bridge } = await openServer();
  await user.type(screen.getByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the server' }));
  await waitFor(() => expect(bridge.inputsOf('mailSettings.deleteProfile')).toHaveLength(1));
  expect(bridge.inputsOf('mailSettings.saveProfile')).toEqual([]);
});
