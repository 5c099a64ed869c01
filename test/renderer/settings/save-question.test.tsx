import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

/** A changed domain under open links, and somebody who wants to go to the trash. */
async function leaveChangedSite() {
  const counts = { ...madeUpSite({})['application.counts'](), pending: 3, expired: 1 };
  const app = renderApp('/settings/site', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'settings.linkPreview': () => ({ link: null, resetLink: null, warnings: [], known: false }),
    'application.counts': () => counts,
    'settings.saveSite': savedAs(1),
  });
  const domain = await screen.findByLabelText<HTMLInputElement>('Domain');
  await app.user.type(domain, 'x');
  await app.user.click(screen.getByRole('link', { name: /^Trash/ }));
  const question = await screen.findByRole('dialog', { name: 'Site is not saved.' });
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Save'));
  await app.user.keyboard('{Enter}');
  const second = await screen.findByRole('alertdialog');
  await waitFor(() => expect(question.isConnected).toBe(false));
  return { ...app, domain, second };
}

test('whoever saves on the way out and answers the form’s own question gets where they wanted', async () => {
  const { user, bridge, address, second } = await leaveChangedSite();
  await waitFor(() => expect(second.contains(document.activeElement)).toBe(true));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe('/trash'));
  expect(bridge.inputsOf('settings.saveSite')).toMatchObject([{ domain: 'shop.testx' }]);
  expect(screen.queryByRole('dialog', { name: /not saved/ })).toBeNull();
});

test('whoever does not mean it stays with what was typed', async () => {
  const { user, bridge, address, domain, second } = await leaveChangedSite();
  await user.click(within(second).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(screen.queryByRole('dialog', { name: /not saved/ })).toBeNull();
  expect(address()).toBe('/settings/site');
  expect(domain.value).toBe('shop.testx');
  expect(bridge.inputsOf('settings.saveSite')).toEqual([]);
});
