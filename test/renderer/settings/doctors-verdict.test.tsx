import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Verdict } from '../../../src/shared/contract/doctor.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

/** The question before mails leave, with what the doctor last found of the server. */
async function ask(verdict: Verdict | null) {
  const { user, bridge } = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.presets': () => [],
    'mailSettings.get': () => ({ ...MAIL, live: 'capture' }),
    'doctor.verdict': () => verdict,
  });
  await user.click(await screen.findByRole('radio', { name: /^Production/ }));
  const dialog = within(await screen.findByRole('alertdialog'));
  return { dialog, asked: () => bridge.inputsOf('doctor.verdict') };
}

test('before mails leave it is told what the doctor was refused', async () => {
  const { dialog, asked } = await ask({
    at: '2026-05-03T10:00:00.000Z',
    problem: 'Wrong password',
  });
  expect(await dialog.findByText('The doctor found: Wrong password')).toBeDefined();
  expect(asked()).toEqual([{ id: 'p1' }]);
});

test('before mails leave it is told that the doctor found nothing', async () => {
  const { dialog } = await ask({ at: '2026-05-03T10:00:00.000Z', problem: null });
  expect(await dialog.findByText('The doctor found nothing wrong.')).toBeDefined();
});

test('before mails leave it is told that the doctor has not looked', async () => {
  const { dialog } = await ask(null);
  expect(await dialog.findByText(/has not examined it with these settings/)).toBeDefined();
});
