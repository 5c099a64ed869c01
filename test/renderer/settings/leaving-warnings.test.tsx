import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

const TITLE = 'Links open on this computer only.';

function openMail(live: string) {
  return renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => ({
      ...MAIL,
      live,
      warnings: [{ title: TITLE, advice: 'Set the domain.' }],
    }),
    'mailSettings.presets': () => [],
  });
}

test('what would be wrong with mails that leave is said in the question, not before', async () => {
  const { user } = openMail('capture');
  const card = await screen.findByRole('radio', { name: /^Production/ });
  expect(screen.queryByText(TITLE)).toBeNull();
  await user.click(card);
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(TITLE)).toBeDefined();
});

test('it is said while mails leave, and not asked about when they are kept here', async () => {
  const { user } = openMail('p1');
  expect(await screen.findByText(TITLE)).toBeDefined();
  await user.click(screen.getByRole('radio', { name: /^Capture here/ }));
  expect(within(await screen.findByRole('alertdialog')).queryByText(TITLE)).toBeNull();
});
