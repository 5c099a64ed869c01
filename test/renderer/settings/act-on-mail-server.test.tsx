import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

test('a server that others change while it is asked is neither deleted nor chosen as that', async () => {
  let mail = { ...MAIL, live: 'capture' };
  const overtaken = () => {
    throw new RefusedError({ code: 'conflict', message: 'It was changed meanwhile.' });
  };
  const { user, bridge } = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.presets': () => [],
    'mailSettings.get': () => mail,
    'mailSettings.deleteProfile': overtaken,
    'mailSettings.choose': overtaken,
  });
  const changeTo = async (host: string) => {
    mail = { ...mail, profiles: mail.profiles.map((profile) => ({ ...profile, host })) };
    bridge.emit(['settings']);
    await screen.findByText(new RegExp(`^Mails leave through ${host}:`));
  };
  const shownAs = (host: string) => ({ host, dkimDomain: MAIL.profiles[0]?.dkimDomain });
  const host = MAIL.profiles[0]?.host ?? '';
  await user.click(await screen.findByRole('button', { name: 'Edit Production' }));
  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  await screen.findByRole('alertdialog');
  await changeTo('theirs.test');
  await user.click(screen.getByRole('button', { name: 'Delete the server' }));
  expect(await screen.findByText('It was changed meanwhile.')).toBeDefined();
  expect(bridge.inputsOf('mailSettings.deleteProfile')).toMatchObject([
    { id: 'p1', basedOn: shownAs(host) },
  ]);
  await user.click(screen.getByRole('radio', { name: /^Production/ }));
  const dialog = await screen.findByRole('alertdialog');
  await changeTo('others.test');
  await user.click(within(dialog).getByRole('button', { name: 'Let mails leave' }));
  expect(await within(dialog).findByText('It was changed meanwhile.')).toBeDefined();
  expect(bridge.inputsOf('mailSettings.choose')).toMatchObject([
    { live: 'p1', basedOn: { live: 'capture', profile: shownAs('theirs.test') } },
  ]);
});

test('a server that is stored and not understood says so, and is deleted with an undo', async () => {
  const unread = { name: 'Old relay', id: 'p7', wrong: ['port'], digest: 'd7' };
  let mail = { ...MAIL, unread: [unread] };
  const { user, bridge } = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.presets': () => [],
    'mailSettings.get': () => mail,
    'mailSettings.deleteUnread': () => {
      mail = { ...mail, unread: [] };
      return { operationId: 4 };
    },
  });
  expect(await screen.findByText(/Old relay.* does not understand/)).toBeDefined();
  expect(screen.getByText(/Not understood: port/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the server' }));
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeDefined();
  expect(screen.queryByText(/does not understand/)).toBeNull();
  expect(bridge.inputsOf('mailSettings.deleteUnread')).toEqual([{ digest: 'd7' }]);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New mail server' }));
});
